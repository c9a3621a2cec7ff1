import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countCohorts } from "../../src/cells/cohort-counts.ts";
import type { ConfigurationInput } from "../../src/index.ts";
import { audit } from "../../src/index.ts";
import { comparesOf, contrastMetric } from "../../src/metrics/contrast-metric.ts";
import { DECISION_METRICS } from "../../src/metrics/decision-metrics.ts";
import { cellsOf, dimension } from "../people.ts";
import { uniform } from "../stats/arbitraries.ts";

/** A row with nothing hidden. */
type Complete = {
  readonly sex: "F" | "M" | "X";
  readonly y: 0 | 1;
  readonly p: 0 | 1;
};

const complete: fc.Arbitrary<Complete> = fc.record({
  sex: fc.constantFrom("F", "M", "X"),
  y: fc.constantFrom<0 | 1>(0, 1),
  p: fc.constantFrom<0 | 1>(0, 1),
});

/** Chance of hiding something, by what it is: at random, or just where the outcome is one or the other. */
const masking = fc.record({
  sex: fc.tuple(uniform(0, 0.5), uniform(0, 0.9)),
  label: fc.tuple(uniform(0, 0.5), uniform(0, 0.9)),
  dependsOn: fc.constantFrom<"y" | "p">("y", "p"),
});

type Masking = typeof masking extends fc.Arbitrary<infer M> ? M : never;

function hide(
  people: readonly Complete[],
  { sex, label, dependsOn }: Masking,
  chance: () => number,
) {
  return people.map((one) => ({
    sex: chance() < (sex[one[dependsOn]] as number) ? null : one.sex,
    y: chance() < (label[one[dependsOn]] as number) ? null : one.y,
    p: one.p,
  }));
}

const questionAgainst = (reference: string): ConfigurationInput => ({
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: { sex: { by: ["sex"], reference } },
});

/** A gap with its worst cases; null where an end is not known, or has none. */
interface Span {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The gaps of all metrics of decisions by name, without the intervals, which take most of an audit. */
function spansOf(
  people: readonly (Complete | ReturnType<typeof hide>[number])[],
  reference: string,
): Map<string, Span> {
  const everyone = people.map((one) => ({ ...one, race: null, age: null, w: 1 }));
  const rule =
    reference === "rest"
      ? ({ kind: "rest" } as const)
      : ({ kind: "cohort", levels: [reference] } as const);
  const cells = cellsOf(everyone, questionAgainst(reference));
  const counted = countCohorts(cells, dimension(["sex"], { reference: rule }));
  const spans = new Map<string, Span>();
  for (const metric of DECISION_METRICS) {
    if (metric.kind === "count" || metric.kind === "rows") continue;
    for (const compare of comparesOf(metric)) {
      for (const { cohort, result } of contrastMetric(metric, compare, counted, "none")) {
        if (result.status === "not-estimable") continue;
        const { comparison, worst } = result;
        const value = comparison.estimate;
        const [lower, upper] =
          worst === null
            ? [value, value]
            : [worst.lowest?.estimate ?? null, worst.highest?.estimate ?? null];
        spans.set([metric.name, compare, cohort].join(" "), { value, lower, upper });
      }
    }
  }
  return spans;
}

describe.each(["rest", "M"])("worst cases against %s", (reference) => {
  const question = questionAgainst(reference);

  it("contain the truth under a thousand maskings of attributes and labels", () => {
    let checked = 0;
    let masked = 0;
    fc.assert(
      fc.property(
        fc.array(complete, { minLength: 8, maxLength: 60 }),
        masking,
        fc.infiniteStream(uniform(0, 1)),
        (people, how, stream) => {
          const hidden = hide(people, how, () => stream.next().value as number);
          fc.pre(hidden.some(({ y, p }) => y === 1 || p === 1));
          fc.pre(reference === "rest" || hidden.some(({ sex }) => sex === reference));
          masked++;
          const truths = spansOf(people, reference);
          for (const [name, found] of spansOf(hidden, reference)) {
            const truth = truths.get(name);
            if (truth === undefined || !Number.isFinite(found.value)) continue;
            checked++;
            if (found.lower !== null && truth.value < found.lower - 1e-12) expect.fail(name);
            if (found.upper !== null && truth.value > found.upper + 1e-12) expect.fail(name);
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(masked).toBeGreaterThanOrEqual(1000);
    expect(checked).toBeGreaterThan(10_000);
  });

  it("are absent where nothing is missing", () => {
    fc.assert(
      fc.property(fc.array(complete, { minLength: 4, maxLength: 40 }), (people) => {
        fc.pre(people.some(({ y, p }) => y === 1 || p === 1));
        fc.pre(reference === "rest" || people.some(({ sex }) => sex === reference));
        for (const { bounds } of audit(people, question).disparities) expect(bounds).toBeNull();
      }),
    );
  });

  it("contain the estimate", () => {
    fc.assert(
      fc.property(
        fc.array(complete, { minLength: 8, maxLength: 40 }),
        masking,
        fc.infiniteStream(uniform(0, 1)),
        (people, how, stream) => {
          const hidden = hide(people, how, () => stream.next().value as number);
          fc.pre(hidden.some(({ y, p }) => y === 1 || p === 1));
          fc.pre(reference === "rest" || hidden.some(({ sex }) => sex === reference));
          for (const one of audit(hidden, question).disparities) {
            if (one.status !== "ok" || one.bounds === null) continue;
            expect(one.bounds.lower ?? -Infinity).toBeLessThanOrEqual(one.value + 1e-12);
            expect(one.bounds.upper ?? Infinity).toBeGreaterThanOrEqual(one.value - 1e-12);
          }
        },
      ),
    );
  });
});

describe("worst cases by hand", () => {
  it("turn every unknown against the cohort: 2 of 4 and 3 of 4, two of unknown sex", () => {
    const rows = [..."FFFFMMMM"].map((sex, i) => ({
      sex: sex as string | null,
      y: 1,
      p: [1, 1, 0, 0, 1, 1, 1, 0][i] as number,
    }));
    rows.push({ sex: null, y: 1, p: 1 }, { sex: null, y: 1, p: 0 });
    const [selection] = audit(rows, questionAgainst("M")).disparities.filter(
      ({ metric, compare }) => metric === "selection_rate" && compare === "difference",
    );
    expect(selection?.value).toBe(-0.25);
    // Lowest: the refused one is a woman (2/5), the accepted one a man (4/5); highest the other way round.
    expect(selection?.bounds?.lower).toBeCloseTo(2 / 5 - 4 / 5, 12);
    expect(selection?.bounds?.upper).toBeCloseTo(3 / 5 - 3 / 5, 12);
  });
});
