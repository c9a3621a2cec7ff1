import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { findContrasts } from "../../src/budgets/budget-contrasts.ts";
import type { Policy } from "../../src/budgets/policy.ts";
import type { Measurement } from "../../src/metrics/measurement.ts";
import { dimension } from "../people.ts";
import { cellsOfDecisions, policyOf, type Selected } from "./given-cells.ts";

const cells = cellsOfDecisions({ a: [30, 100], b: [60, 100] });
const value: Partial<Budget> = { compare: "value", limit: { min: null, max: 0.4 } };

const measured = (metric: string, more: Partial<Measurement> = {}): Measurement =>
  ({
    metric,
    dimension: "g",
    cohort: "g=a",
    status: "ok",
    value: 0.3,
    interval: { lower: 0.25, upper: 0.4, confidence: 0.95, method: "bootstrap" },
    numerator: 30,
    denominator: 100,
    n: 100,
    effectiveDenominator: 100,
    reason: null,
    ...more,
  }) as Measurement;

function find(
  budget: Partial<Budget>,
  measurements: readonly Measurement[] = [],
  cohorts?: Policy["cohorts"],
  counted = cells,
) {
  const policy = policyOf([budget], {}, { kind: "cohort", levels: ["b"] });
  const [one] = policy.budgets as [Budget];
  return findContrasts(
    counted,
    measurements,
    { ...policy, cohorts: cohorts ?? policy.cohorts },
    one,
    3,
  ).contrasts;
}

const estimates = (...given: Parameters<typeof find>) =>
  find(...given).map(({ cohort, result }) => [
    cohort,
    result.status === "ok" ? result.comparison.estimate : result.reason,
  ]);

describe("measurements of a budget", () => {
  it("are those of its metric and its dimension, whatever else was measured", () => {
    const measurements = [
      measured("other", { value: 0.9 }),
      measured("burden"),
      measured("burden", { dimension: "h", value: 0.9 }),
      measured("another", { value: 0.9 }),
    ];
    expect(estimates({ ...value, metric: "burden" }, measurements)).toEqual([
      ["g=a", 0.3],
      ["g=b", "cohort-not-estimable"],
    ]);
  });

  it("give way to the cells where these hold the metric", () => {
    const claimed = [measured("selection_rate", { value: 0.9 })];
    expect(estimates({ ...value, metric: "selection_rate" }, claimed)).toEqual([
      ["g=a", 0.3],
      ["g=b", 0.6],
    ]);
  });

  it("of rows are asked for also where none were made", () => {
    const budget = { ...value, metric: "mean_absolute_error" };
    expect(estimates(budget)).toEqual([
      ["g=a", "cohort-not-estimable"],
      ["g=b", "cohort-not-estimable"],
    ]);
    expect(estimates(budget, [measured("mean_absolute_error")])[0]).toEqual(["g=a", 0.3]);
  });

  it("are compared over all only: of their strata nothing is known", () => {
    const both = [measured("burden"), measured("burden", { cohort: "g=b", value: 0.2 })];
    const budget = { metric: "burden", compare: "difference" } as const;
    const reference = { kind: "cohort", levels: ["b"] } as const;
    const attributes = [
      { column: "g", bands: null, levels: ["a", "b"] },
      { column: "s", bands: null, levels: ["x"] },
    ];
    const within = {
      ...cells,
      schema: { ...cells.schema, attributes },
      entries: cells.entries.map((entry) => ({
        ...entry,
        key: [entry.key[0] as number, 0, entry.key[1] as number],
      })),
    };
    const stratified = [dimension(["g"], { reference, within: ["s"] })];
    expect(estimates(budget, both, stratified, within)).toEqual([["g=a", "no-comparison"]]);
    expect(estimates({ ...value, metric: "burden" }, both, stratified, within)).toEqual([
      ["g=a", 0.3],
      ["g=b", 0.2],
    ]);
    const pooled = [dimension(["g"], { reference })];
    expect(estimates(budget, both, pooled)[0]?.[0]).toBe("g=a");
  });
});

describe("distances", () => {
  const distance = (metric: string) =>
    find({ metric, compare: "distance" }, [
      measured(metric, { reference: "g=b", interval: null } as Partial<Measurement>),
    ]);

  it("are measured for two cohorts together", () => {
    expect(distance("ks_distance")).toMatchObject([
      { cohort: "g=a", reference: "g=b", own: null, result: { reason: "no-interval" } },
    ]);
  });

  it("are those of this library's metrics alone", () => {
    expect(distance("burden")).toMatchObject([
      { cohort: "g=a", reference: null, result: { reason: "no-comparison" } },
    ]);
  });
});

describe("a budget that finds nothing to compare", () => {
  it.each([
    ["the first cohort", { a: [30, 100], b: [60, 100], "?": [1, 2] }, "g=a"],
    ["the unknown", { "?": [1, 2] }, "g=?"],
  ] as const)("says so of %s", (_, groups, cohort) => {
    const counted = cellsOfDecisions(groups as unknown as Record<string, Selected>);
    const highest = [dimension(["g"], { reference: { kind: "highest" } })];
    const composite = { metric: "equalized_odds", compare: "value" } as const;
    expect(find(composite, [], highest, counted)).toMatchObject([
      { cohort, reference: null, result: { status: "not-estimable", reason: "no-comparison" } },
    ]);
  });
});

describe("a budget that cannot be judged names its place", () => {
  it.each([
    [{ cohorts: "h" }, "config/unknown-cohorts", "budgets[3].cohorts"],
    [{ metric: "selection_rat" }, "config/unknown-metric", "budgets[3].metric"],
    [{ metric: "count" }, "config/no-interval", "budgets[3].metric"],
    [{ metric: "mean_residual", compare: "ratio" }, "config/metric-inputs", "budgets[3].compare"],
    [
      { metric: "selection_rate", compare: "distance" },
      "config/metric-inputs",
      "budgets[3].compare",
    ],
  ] as const)("%j", (budget, code, path) => {
    expect(() => find(budget)).toThrow(expect.objectContaining({ code, path }));
  });
});
