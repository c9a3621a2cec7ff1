import { describe, expect, it } from "vitest";
import { countCohorts } from "../../src/cells/cohort-counts.ts";
import type { CohortDimension } from "../../src/cohorts/dimension.ts";
import { comparesOf, contrastMetric } from "../../src/metrics/contrast-metric.ts";
import type { Compare } from "../../src/metrics/measurement.ts";
import type { ComparedMetric, RowMetric } from "../../src/metrics/metric.ts";
import { requireMetric } from "../../src/metrics/registry.ts";
import { cellsOf, dimension, type Person } from "../people.ts";

const metric = (name: string) => requireMetric(name, "metric") as ComparedMetric;

/** People by recorded outcome and decision: true positives, false negatives, false positives, true negatives. */
function people(
  sex: string | null,
  [tp, fn, fp, tn]: readonly [number, number, number, number],
  race = "a",
): Person[] {
  const person = (y: 0 | 1, p: 0 | 1): Person => ({ sex, race, age: null, y, p, w: 1 });
  const times = (count: number, one: Person) => Array.from({ length: count }, () => one);
  return [
    ...times(tp, person(1, 1)),
    ...times(fn, person(1, 0)),
    ...times(fp, person(0, 1)),
    ...times(tn, person(0, 0)),
  ];
}

const women = people("F", [20, 30, 20, 60]);
const men = people("M", [50, 20, 10, 30]);
const versusMen = { reference: { kind: "cohort", levels: ["M"] } } as const;

function contrast(
  name: string,
  compare: Compare | "value",
  rows: readonly Person[] = [...women, ...men],
  more: Partial<CohortDimension> = versusMen,
) {
  const asked = dimension(["sex"], more);
  const cells = cellsOf(rows, {
    decisions: { label: "y", favourable: 1, prediction: "p" },
    cohorts: { sex: { by: ["sex"], ...(asked.within && { within: [...asked.within] }) } },
  });
  return contrastMetric(metric(name), compare, countCohorts(cells, asked), "none");
}

describe("comparesOf", () => {
  it.each([
    ["selection_rate", ["difference", "ratio"]],
    ["equalized_odds", ["difference", "ratio"]],
    ["equalized_odds_mean", ["difference", "ratio"]],
    ["average_odds", ["difference"]],
    ["mean_residual", ["difference"]],
    ["mean_absolute_error", ["difference", "ratio"]],
    ["ks_distance", []],
  ])("names what can be made of two values of %s", (name, compares) => {
    expect(comparesOf(requireMetric(name, "metric") as ComparedMetric | RowMetric)).toEqual(
      compares,
    );
  });
});

describe("a composite", () => {
  it("has no value of its own and no highest cohort", () => {
    expect(contrast("equalized_odds", "value")).toEqual([]);
    const highest = { reference: { kind: "highest" } } as const;
    expect(contrast("equalized_odds", "difference", undefined, highest)).toEqual([]);
    expect(contrast("equalized_odds", "difference")).toHaveLength(1);
  });

  it("rests on the fewest that any of its parts rests on", () => {
    const [made] = contrast("equalized_odds", "difference");
    expect(made).toMatchObject({
      cohort: "sex=F",
      reference: "sex=M",
      n: 50,
      nReference: 40,
      smallest: 40,
      own: null,
      referenceValue: null,
    });
    if (made?.result.status !== "ok") return expect.unreachable();
    // TPR 0.4 against 5/7, FPR 0.25 against 0.25.
    expect(made.result.comparison.estimate).toBeCloseTo(5 / 7 - 0.4, 12);
    expect(made.result.worst).toBeNull();
  });

  it("has no value where one part has none, for the reason of that part", () => {
    const positives = people("M", [50, 20, 0, 0]);
    const [made] = contrast("equalized_odds", "difference", [...women, ...positives]);
    expect(made?.result).toEqual({ status: "not-estimable", reason: "reference-not-estimable" });
    expect(made?.nReference).toBe(0);
  });

  it("is bounded by the worst cases of its parts together", () => {
    const unknown = people(null, [5, 5, 5, 5]);
    const [made] = contrast("average_odds", "difference", [...women, ...men, ...unknown]);
    if (made?.result.status !== "ok" || made.result.worst === null) return expect.unreachable();
    const { lowest, highest, because } = made.result.worst;
    expect(because).toBe("unknown-attribute");
    const tpr = { lowest: 20 / 55 - 55 / 75, highest: 25 / 55 - 50 / 75 };
    const fpr = { lowest: 20 / 85 - 15 / 45, highest: 25 / 85 - 10 / 45 };
    expect(lowest?.estimate).toBeCloseTo((tpr.lowest + fpr.lowest) / 2, 12);
    expect(highest?.estimate).toBeCloseTo((tpr.highest + fpr.highest) / 2, 12);
  });

  it("is bounded by nothing where one end of a part has no value", () => {
    // The unknown could make both false positive rates 0, and 0 to 0 is no ratio.
    const few = people("F", [20, 30, 0, 60]);
    const reference = people("M", [50, 20, 0, 30]);
    const unknown = people(null, [5, 5, 0, 5]);
    const [made] = contrast("equalized_odds", "ratio", [...few, ...reference, ...unknown]);
    expect(made?.result).toEqual({ status: "not-estimable", reason: "both-zero" });
  });
});

describe("within strata", () => {
  const rows = [
    ...women,
    ...men,
    ...people("F", [10, 10, 10, 10], "b"),
    ...people("M", [10, 10, 10, 10], "b"),
  ];
  const strata = { ...versusMen, within: ["race"] };

  it("shares are combined over them, and a value is that over all", () => {
    const method = (compare: Compare | "value") => {
      const [made] = contrast("selection_rate", compare, rows, strata);
      return made?.result.status === "ok" ? made.result.comparison.method : null;
    };
    expect(method("difference")).toBe("stratified-score");
    expect(method("value")).toBe("mid-p");
  });

  it("what is no share has no comparison", () => {
    expect(contrast("f1_score", "difference", rows, strata)).toEqual([]);
    expect(contrast("f1_score", "value", rows, strata)).toHaveLength(2);
  });
});
