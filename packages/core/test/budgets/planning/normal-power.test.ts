import { describe, expect, it } from "vitest";
import { normalPower } from "../../../src/budgets/planning/normal-power.ts";
import { planBudgets } from "../../../src/budgets/planning/plan-budgets.ts";
import type { Rule } from "../../../src/budgets/planning/power.ts";
import { compareWithNothing } from "../../../src/metrics/comparison.ts";
import { estimateNormal } from "../../../src/metrics/estimate.ts";
import type { Measurement } from "../../../src/metrics/measurement.ts";
import { cellsOfDecisions, policyOf } from "../given-cells.ts";

const RULE: Rule = {
  compare: "value",
  limit: { min: null, max: 1 },
  confidence: 0.95,
  family: 1,
  minimum: 1,
};

const comparison = compareWithNothing(
  estimateNormal(0.5, { scale: "identity", standardError: 0.1 }, "mean"),
);

describe("the chances of what is about normal", () => {
  it("are those of a normal estimate whose error falls as one over the root of n", () => {
    const power = normalPower(RULE, comparison, { own: 100, reference: null });
    // (1 − 0.72)/0.1 − 1.96 = 0.84, whose normal tail below is 80 %; at 400 decisions twice 2.8.
    expect(power?.at(100).pass(1 - 0.1 * (1.959964 + 0.841621))).toBeCloseTo(0.8, 6);
    expect(power?.at(400).pass(1 - 0.05 * (1.959964 + 0.841621))).toBeCloseTo(0.8, 6);
    expect(power?.at(100).fail(1 + 0.1 * (1.959964 + 0.841621))).toBeCloseTo(0.8, 6);
    expect(power?.at(100).pass(1)).toBeCloseTo(0.025, 6);
    const four = normalPower({ ...RULE, family: 4 }, comparison, { own: 100, reference: null });
    expect(four?.at(100).fail(1)).toBeCloseTo(0.025 / 4, 6);
    const few = normalPower({ ...RULE, minimum: 101 }, comparison, { own: 100, reference: null });
    expect(few?.at(100).pass(0)).toBe(0);
    expect(few?.at(101).pass(0)).toBeCloseTo(1, 9);
  });
});

describe("a budget on measurements made elsewhere", () => {
  const cells = cellsOfDecisions({ a: [50, 100], ref: [50, 100] });
  const made = (cohort: string): Measurement => ({
    metric: "waiting_time",
    dimension: "g",
    cohort,
    status: "ok",
    value: 2,
    interval: { lower: 1.6, upper: 2.4, confidence: 0.95, method: "mean" },
    numerator: 200,
    denominator: 100,
    n: 100,
    effectiveDenominator: 100,
    spread: { scale: "identity", standardError: 0.2 },
    reason: null,
  });
  const plan = (limit: { min: number | null; max: number | null }, truths: number[]) =>
    planBudgets(
      cells,
      [made("g=a"), made("g=ref")],
      policyOf([{ metric: "waiting_time", compare: "value", limit }]),
      { truths },
    ).comparisons[0];

  it("needs a declared truth, as nothing says what lies well inside", () => {
    expect(plan({ min: null, max: 3 }, [])).toMatchObject({
      status: "not-planned",
      reason: "no-truth",
    });
  });

  it("is planned by the normal approximation", () => {
    // (0.2 · √100 · (1.96 + 0.84)/(3 − 2.5))² = 125.6
    expect(plan({ min: null, max: 3 }, [2.5])).toMatchObject({
      status: "planned",
      method: "normal",
      pass: { truth: 2.5, need: { status: "enough-with", decisions: 126 } },
      fail: { truth: 3.5 },
    });
  });
});
