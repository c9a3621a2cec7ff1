import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { audit } from "../../src/document/audit.ts";
import type { AuditDocument } from "../../src/document/audit-document.ts";
import { parseAudit } from "../../src/document/parse-document.ts";
import { suppressSmallCells } from "../../src/publication/suppress-small-cells.ts";

const SMALLEST = 3;

/** Rows of one combination with the recorded outcomes 0 and 1. */
interface Part {
  readonly sex: string | null;
  readonly race: string | null;
  readonly n: readonly [number, number];
}

const QUESTION: ConfigurationInput = {
  decisions: { label: "y", favourable: 1 },
  cohorts: {
    sex: { by: ["sex"], reference: "rest" },
    race: { by: ["race"], reference: "rest" },
    "sex×race": { by: ["sex", "race"], reference: "rest" },
  },
  budgets: [
    {
      id: "gap",
      metric: "base_rate",
      compare: "difference",
      cohorts: "sex×race",
      severity: "warn",
      limit: { max: 0.2 },
    },
    {
      id: "sexes",
      metric: "base_rate",
      compare: "ratio",
      cohorts: "sex",
      severity: "warn",
      limit: { min: 0.8 },
    },
  ],
};

function auditParts(parts: readonly Part[]): AuditDocument {
  const rows = parts.flatMap(({ sex, race, n }) =>
    n.flatMap((times, y) => Array.from({ length: times }, () => ({ sex, race, y }))),
  );
  return audit(rows, QUESTION);
}

const levels = (["F", "M"] as const).flatMap((sex) =>
  ["a", "b", "c"].map((race) => ({ sex, race })),
);
const size = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 3, max: 9 }),
);
const unknownSize = fc.constantFrom(0, 0, 0, 1, 5);
const parts: fc.Arbitrary<Part[]> = fc
  .tuple(
    fc.array(fc.tuple(size, size), { minLength: 6, maxLength: 6 }),
    fc.tuple(unknownSize, unknownSize),
  )
  .map(([sizes, unknown]) => [
    ...levels.map((level, i) => ({ ...level, n: sizes[i] as [number, number] })),
    { sex: "F", race: null, n: unknown },
  ]);

/** The combinations that a cohort of the document covers, read from its name and kind alone. */
function covers(
  document: AuditDocument,
  { dimension, id }: { dimension: string | null; id: string },
  part: Part,
): boolean {
  const of = (at: string | null): (string | null)[] =>
    at === null ? [] : at.split("×").map((column) => part[column as "sex" | "race"]);
  const own = of(dimension);
  if (dimension === null) return true;
  if (id.startsWith("rest:")) {
    return !own.includes(null) && !covers(document, { dimension, id: id.slice(5) }, part);
  }
  if (own.includes(null)) return id.endsWith("?") || id === "unknown";
  return (
    id ===
    dimension
      .split("×")
      .map((column, i) => `${column}=${own[i]}`)
      .join(",")
  );
}

/** What each published cohort says of one outcome. */
function equationsOf(document: AuditDocument, y: 0 | 1, parts: readonly Part[]) {
  return document.measurements
    .filter(({ metric }) => metric === "base_rate")
    .map(({ dimension, cohort, numerator, denominator }) => ({
      of: parts.map((part) => covers(document, { dimension, id: cohort }, part)),
      sum: y === 1 ? numerator : denominator - numerator,
    }));
}

/** The largest value of the goal over all whole non-negative counts that solve the equations. */
function bound(
  equations: readonly { of: readonly boolean[]; sum: number }[],
  goal: readonly boolean[],
  enough: number,
): number {
  const left = equations.map(({ sum }) => sum);
  let most = -1;
  const go = (at: number, reached: number): void => {
    if (most >= enough) return;
    if (at === goal.length) {
      if (left.every((sum) => sum === 0)) most = Math.max(most, reached);
      return;
    }
    const own = equations.flatMap(({ of }, i) => (of[at] ? [i] : []));
    const room = Math.min(...own.map((i) => left[i] as number));
    // Equations whose last combination this is leave no choice.
    const last = own.filter((i) => !equations[i]?.of.some((covered, j) => covered && j > at));
    const first = last[0] === undefined ? 0 : (left[last[0]] as number);
    for (let n = last.length > 0 ? first : room; n >= first && n <= room; n--) {
      for (const i of own) left[i] = (left[i] as number) - n;
      go(at + 1, reached + (goal[at] ? n : 0));
      for (const i of own) left[i] = (left[i] as number) + n;
    }
  };
  go(0, 0);
  return most;
}

function publish(internal: AuditDocument): AuditDocument | null {
  try {
    return suppressSmallCells(internal, { smallest: SMALLEST });
  } catch (error) {
    expect(error).toMatchObject({ code: "input/too-small-to-publish" });
    return null;
  }
}

describe("suppressSmallCells", () => {
  it("leaves no withheld count that an attacker can bound below the smallest", () => {
    let withheldCohorts = 0;
    fc.assert(
      fc.property(parts, (all) => {
        const present = all.filter(({ n }) => n[0] + n[1] > 0);
        fc.pre(present.some(({ n }) => n[1] > 0));
        const internal = auditParts(present);
        const document = publish(internal);
        if (document === null) return;
        const shown = new Set(document.cohorts.map(({ dimension, id }) => `${dimension} ${id}`));
        for (const cohort of internal.cohorts) {
          if (shown.has(`${cohort.dimension} ${cohort.id}`)) continue;
          const goal = present.map((part) => covers(internal, cohort, part));
          for (const y of [0, 1] as const) {
            const nobody = present.every(({ n }) => n[y] === 0);
            if (nobody || !goal.includes(true)) continue;
            withheldCohorts++;
            const found = bound(equationsOf(document, y, present), goal, SMALLEST);
            expect(found, `${cohort.id} ${y}`).toBeGreaterThanOrEqual(SMALLEST);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(withheldCohorts).toBeGreaterThan(200);
  });

  it("publishes no count from 1 to one less than the smallest", () => {
    fc.assert(
      fc.property(parts, (all) => {
        fc.pre(all.some(({ n }) => n[1] > 0));
        const document = publish(auditParts(all));
        if (document === null) return;
        const counts = [
          document.population.rows,
          document.population.used,
          ...document.cohorts.map(({ rows }) => rows),
          ...document.measurements.flatMap((one) =>
            one.metric === "base_rate"
              ? [one.n, one.numerator, one.denominator - one.numerator]
              : [one.n],
          ),
          ...document.verdicts.flatMap(({ n, nReference }) => [n, nReference ?? 0]),
        ];
        expect(counts.filter((n) => n > 0 && n < SMALLEST)).toEqual([]);
        expect(parseAudit(JSON.parse(JSON.stringify(document)))).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  const TABLE: Part[] = levels.map((level, i) => ({
    ...level,
    n: i === 0 ? [2, 9] : [20, 30 + i],
  }));

  it("withholds a rectangle of a crossing whose margins stay", () => {
    const document = publish(auditParts(TABLE)) as AuditDocument;
    const shown = document.cohorts.filter(({ kind }) => kind === "observed").map(({ id }) => id);
    expect(shown).toEqual([
      "sex=F",
      "sex=M",
      "race=a",
      "race=b",
      "race=c",
      "sex=F,race=c",
      "sex=M,race=c",
    ]);
  });

  it("names kinds and numbers of what is missing, and the withheld cohorts nowhere", () => {
    const internal = auditParts(TABLE);
    const document = publish(internal) as AuditDocument;
    expect(document.publication?.smallest).toBe(SMALLEST);
    const lost = new Map(document.publication?.withheld.map(({ kind, count }) => [kind, count]));
    expect(lost.get("cohort")).toBe(internal.cohorts.length - document.cohorts.length);
    expect(lost.get("verdict")).toBe(4);
    expect(lost.get("cells")).toBe(1);
    expect(JSON.stringify(document)).not.toContain("race=a,");
    expect(JSON.stringify(document)).not.toContain("sex=F,race=a");
    expect(document.verdicts.map(({ budget }) => budget)).toEqual(["gap", "gap", "sexes", "sexes"]);
    expect(document.verdicts.every(({ adjustedP }) => adjustedP === null)).toBe(true);
    expect(document.outcome.verdict).toBe(internal.outcome.verdict);
    expect(document.outcome.sentence).toContain("Here are 4 of them");
  });

  it("keeps every number where nothing is small", () => {
    const internal = auditParts(levels.map((level) => ({ ...level, n: [20, 30] })));
    const document = publish(internal) as AuditDocument;
    expect(document.cohorts).toEqual(internal.cohorts);
    expect(document.measurements).toEqual(internal.measurements);
    expect(document.verdicts).toEqual(internal.verdicts);
  });

  it("holds no decision record and no free-standing note", () => {
    const internal = { ...auditParts(TABLE), decisions: [{} as never], notes: ["3 rows of sex=F"] };
    const document = suppressSmallCells(internal, { smallest: SMALLEST });
    expect(document.decisions).toEqual([]);
    expect(document.notes).toEqual([]);
    expect(document.publication?.withheld).toContainEqual({ kind: "decision", count: 1 });
  });

  it("leaves out how many rows were excluded where they are few", () => {
    const internal = auditParts(TABLE);
    const population = {
      ...internal.population,
      rows: internal.population.used + 2,
      excluded: [{ reason: "missing weight", column: null, rows: 2 }],
    };
    const document = suppressSmallCells({ ...internal, population }, { smallest: SMALLEST });
    expect(document.population.rows).toBe(internal.population.used);
    expect(document.population.excluded).toEqual([]);
  });

  it.each([1, 2.5, Number.NaN, -3])("refuses %s as the smallest count", (smallest) => {
    expect(() => suppressSmallCells(auditParts(TABLE), { smallest })).toThrow(
      expect.objectContaining({ code: "usage/smallest" }),
    );
  });

  it("refuses an audit that is public already", () => {
    const document = publish(auditParts(TABLE)) as AuditDocument;
    expect(() => suppressSmallCells(document)).toThrow(
      expect.objectContaining({ code: "input/no-cells" }),
    );
  });

  it("withholds a dimension of hundreds of cohorts as a whole, and in time", () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => ({
      sex: i % 2 === 0 ? "F" : "M",
      town: `t${i % 900}`,
      y: i % 3 === 0 ? 1 : 0,
    }));
    const document = suppressSmallCells(
      audit(rows, {
        decisions: { label: "y", favourable: 1 },
        cohorts: {
          sex: { by: ["sex"], reference: "rest" },
          town: { by: ["town"], reference: "rest" },
        },
      }),
    );
    expect(document.cohorts.filter(({ dimension }) => dimension === "town")).toEqual([]);
    expect(document.cohorts.filter(({ dimension }) => dimension === "sex")).toHaveLength(4);
  });
});
