import { describe, expect, it } from "vitest";
import { countCohorts } from "../../src/cells/cohort-counts.ts";
import type { ReferenceRule } from "../../src/cohorts/dimension.ts";
import { type Contrast, contrastCohorts } from "../../src/metrics/contrast.ts";
import { estimatorOf, estimatorOfMeasurements } from "../../src/metrics/estimator.ts";
import type { Compare, Measurement } from "../../src/metrics/measurement.ts";
import type { RateMetric } from "../../src/metrics/metric.ts";
import { requireMetric } from "../../src/metrics/registry.ts";
import { cellsOfDecisions, type Selected } from "../budgets/given-cells.ts";
import { cellsOf, dimension } from "../people.ts";

const rate = estimatorOf(requireMetric("selection_rate", "metric") as RateMetric, "none");
const against = (level: string): ReferenceRule => ({ kind: "cohort", levels: [level] });

function contrasts(
  groups: Readonly<Record<string, Selected>>,
  compare: Compare | "value",
  reference: ReferenceRule,
  estimator = rate,
): Contrast[] {
  const counted = countCohorts(cellsOfDecisions(groups), dimension(["g"], { reference }));
  return contrastCohorts(estimator, compare, counted);
}

const methods = (made: readonly Contrast[]) =>
  made.map(({ result }) => (result.status === "ok" ? result.comparison.method : result.reason));

describe("people of unknown attribute", () => {
  const groups = { a: [30, 100], b: [60, 100], "?": [5, 20] } as const;

  it("turn against a cohort: those refused join it and those selected its reference", () => {
    const [a] = contrasts(groups, "difference", against("b"));
    if (a?.result.status !== "ok" || a.result.worst === null) return expect.unreachable();
    const { lowest, highest, because } = a.result.worst;
    expect(because).toBe("unknown-attribute");
    expect(lowest?.estimate).toBeCloseTo(30 / 115 - 65 / 105, 12);
    expect(highest?.estimate).toBeCloseTo(35 / 105 - 60 / 115, 12);
  });

  it("are compared last, and bound nothing of themselves", () => {
    const [, unknown, ...more] = contrasts(groups, "difference", against("b"));
    expect(more).toEqual([]);
    expect(unknown).toMatchObject({ cohort: "g=?", reference: "g=b" });
    expect(unknown?.result).toMatchObject({ status: "ok", worst: null });
  });

  it("leave no bound of what was measured elsewhere", () => {
    const measured = (cohort: string, value: number) =>
      ({
        metric: "burden",
        dimension: "g",
        cohort,
        status: "ok",
        value,
        interval: { lower: value - 0.1, upper: value + 0.1, confidence: 0.95, method: "given" },
        numerator: 1,
        denominator: 90,
        n: 90,
        effectiveDenominator: 90,
        reason: null,
      }) as Measurement;
    const estimator = estimatorOfMeasurements([measured("g=a", 0.3), measured("g=b", 0.2)]);
    const [made] = contrasts(groups, "difference", against("b"), estimator);
    expect(made?.smallest).toBe(90);
    expect(made?.result).toMatchObject({
      status: "ok",
      worst: { lowest: null, highest: null, because: "unknown-attribute" },
    });
  });
});

describe("the highest of several", () => {
  const highest = { kind: "highest" } as const;

  it("of two is the one other, and needs no allowance for more", () => {
    const made = contrasts({ a: [30, 100], b: [60, 100] }, "difference", highest);
    expect(made.map(({ cohort, reference }) => [cohort, reference])).toEqual([["g=a", "g=b"]]);
    expect(methods(made)).toEqual(["joint-mid-p"]);
  });

  it("counts those at zero for a difference, and the allowance for them for a ratio", () => {
    const groups = { a: [0, 100], b: [0, 100], c: [50, 100] } as const;
    for (const compare of ["difference", "ratio"] as const) {
      const made = contrasts(groups, compare, highest);
      expect(methods(made)).toEqual(["joint-mid-p-simultaneous", "joint-mid-p-simultaneous"]);
    }
    const [a] = contrasts(groups, "difference", highest);
    const [alone] = contrasts({ a: [0, 100], c: [50, 100] }, "difference", highest);
    if (a?.result.status !== "ok" || alone?.result.status !== "ok") return expect.unreachable();
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    expect(width(a.result.comparison.boundsAt(2))).toBeGreaterThan(
      width(alone.result.comparison.boundsAt(2)),
    );
  });
});

describe("a reference", () => {
  it("that nobody is in makes no comparison, and it says so", () => {
    const people = ["Fa", "Mb"].flatMap((levels) =>
      Array.from({ length: 20 }, (_, i) => ({
        sex: levels[0] as string,
        race: levels[1] as string,
        age: null,
        y: 1 as const,
        p: i % 2 === 0 ? (1 as const) : (0 as const),
        w: 1,
      })),
    );
    const absent = { reference: { kind: "cohort", levels: ["M", "a"] } } as const;
    const counted = countCohorts(cellsOf(people), dimension(["sex", "race"], absent));
    const [made] = contrastCohorts(rate, "difference", counted);
    expect(made).toMatchObject({
      cohort: "sex=F,race=a",
      reference: "sex=M,race=a",
      nReference: 0,
    });
    expect(made?.result).toEqual({ status: "not-estimable", reason: "reference-not-estimable" });
  });

  it("is none of a value, and nothing of one is given", () => {
    const [made] = contrasts({ a: [30, 100], b: [60, 100] }, "value", against("b"));
    expect(made).toMatchObject({ reference: null, nReference: null, smallest: 100 });
    expect(made?.referenceValue).toBeNull();
    expect(made?.referenceProportion).toBeNull();
    expect(made?.result.status).toBe("ok");
  });
});
