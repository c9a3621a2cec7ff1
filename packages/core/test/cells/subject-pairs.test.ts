import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAll, countCohorts } from "../../src/cells/cohort-counts.ts";
import { mergeCells } from "../../src/cells/merge.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { countTable } from "../../src/document/count-table.ts";
import { audit, auditCells, parseAudit, table } from "../../src/index.ts";
import type { RateMetric } from "../../src/metrics/metric.ts";
import { countRate } from "../../src/metrics/rate.ts";
import { requireMetric } from "../../src/metrics/registry.ts";
import "../seed.ts";

interface Decision {
  readonly who: string | null;
  readonly g: string | null;
  readonly y: number | null;
  readonly p: number;
}

const QUESTION: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p", clusterBy: "who" },
  cohorts: { g: { by: ["g"], reference: "rest" } },
};

const decisions = (subjects: string): fc.Arbitrary<Decision[]> =>
  fc
    .array(
      fc.record({
        who: fc.oneof(fc.constantFrom(...subjects), fc.constant(null)),
        g: fc.constantFrom("a", "b", "c", null),
        y: fc.constantFrom(0, 1, null),
        p: fc.constantFrom(0, 1),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .filter((rows) => rows.some(({ p }) => p === 1));

function cellsOf(rows: readonly Decision[]) {
  return countTable(table(rows.map((row) => ({ ...row }))), parseConfiguration(QUESTION), null)
    .cells;
}

/** Σ over subjects of the squares and products of what they have in a rate, from the rows themselves. */
function sumsOfRows(rows: readonly Decision[], isIn: (row: Decision) => boolean) {
  const subjects = new Map<string, { x: number; m: number }>();
  rows.forEach((row, i) => {
    if (!isIn(row) || row.y !== 1) return;
    const key = row.who ?? `row ${i}`;
    const { x, m } = subjects.get(key) ?? { x: 0, m: 0 };
    subjects.set(key, { x: x + row.p, m: m + 1 });
  });
  const sum = (of: (one: { x: number; m: number }) => number): number =>
    [...subjects.values()].reduce((total, one) => total + of(one), 0);
  return {
    xx: sum(({ x }) => x * x),
    xm: sum(({ x, m }) => x * m),
    mm: sum(({ m }) => m * m),
  };
}

describe("cells of repeated subjects", () => {
  const rate = requireMetric("true_positive_rate", "test") as RateMetric;

  it("hold the sums between subjects of every cohort, of the rest, of the unknown and of all", () => {
    fc.assert(
      fc.property(decisions("ABCDE"), (rows) => {
        const cells = cellsOf(rows);
        const { observed, rests, unknown } = countCohorts(cells, {
          name: "g",
          by: ["g"],
          bands: {},
          reference: { kind: "rest" },
        });
        expect(countRate(rate, countAll(cells).counts).subjects).toEqual(
          sumsOfRows(rows, () => true),
        );
        for (const { cohort, counts } of observed) {
          const [level] = cohort.levels;
          expect(countRate(rate, counts).subjects).toEqual(
            sumsOfRows(rows, ({ g }) => g === level),
          );
          const rest = rests.get(cohort.id)?.counts;
          const others = sumsOfRows(rows, ({ g }) => g !== null && g !== level);
          if (rest !== undefined) {
            expect(countRate(rate, rest).subjects ?? { xx: 0, xm: 0, mm: 0 }).toEqual(others);
          }
        }
        if (unknown !== null) {
          expect(countRate(rate, unknown.counts).subjects).toEqual(
            sumsOfRows(rows, ({ g }) => g === null),
          );
        }
      }),
    );
  });

  it("shards with different subjects merge into the whole", () => {
    fc.assert(
      fc.property(decisions("ABC"), decisions("DEF"), (one, two) => {
        const whole = cellsOf([...one, ...two]);
        expect(mergeCells(cellsOf(one), cellsOf(two))).toEqual(whole);
        expect(mergeCells(cellsOf(two), cellsOf(one))).toEqual(whole);
      }),
    );
  });

  it("subjects with one decision each give the audit without them", () => {
    fc.assert(
      fc.property(decisions("A"), (rows) => {
        const single = rows.map((row, i) => ({ ...row, who: `${i}` }));
        const { clusterBy: _, ...decided } = QUESTION.decisions;
        const plain = audit(single, { ...QUESTION, decisions: decided });
        const clustered = audit(single, QUESTION);
        const sizes = (document: typeof plain) =>
          document.measurements.map(({ metric, value, n }) => [metric, value, n]);
        expect(sizes(clustered)).toEqual(sizes(plain));
      }),
      { numRuns: 30 },
    );
  });

  it("the document carries them, reads back, and is judged alike from its cells", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      who: `s${i % 12}`,
      g: i % 2 === 0 ? "a" : "b",
      y: i % 3 === 0 ? 1 : 0,
      p: i % 5 < 2 ? 1 : 0,
    }));
    const document = audit(rows, QUESTION);
    expect(parseAudit(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.cells?.schema.clusterBy).toBe("who");
    const again = auditCells(
      document.cells as NonNullable<typeof document.cells>,
      parseConfiguration(QUESTION),
    );
    expect(again.measurements).toEqual(document.measurements);
    expect(document.notes.join()).toContain('Decisions about one "who" are taken together');
  });

  it("are another question than cells of single rows, and do not merge with them", () => {
    const rows: Decision[] = [{ who: "A", g: "a", y: 1, p: 1 }];
    const { clusterBy: _, ...decided } = QUESTION.decisions;
    const plain = parseConfiguration({ ...QUESTION, decisions: decided });
    const single = countTable(table(rows.map((row) => ({ ...row }))), plain, null).cells;
    expect(() => mergeCells(cellsOf(rows), single)).toThrow("different questions");
  });
});
