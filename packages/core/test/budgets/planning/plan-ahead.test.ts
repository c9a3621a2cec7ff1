import { describe, expect, it } from "vitest";
import {
  type AheadGoal,
  type AheadQuestion,
  planAhead,
} from "../../../src/budgets/planning/plan-ahead.ts";
import { planBudgets } from "../../../src/budgets/planning/plan-budgets.ts";
import { cellsOfDecisions, policyOf } from "../given-cells.ts";

const FOUR_FIFTHS: AheadQuestion = {
  compare: "ratio",
  limit: { min: 0.8, max: null },
  rate: 0.2,
};

function decisions({ need }: AheadGoal): number {
  if (need.status !== "enough-with") throw new Error(need.reason);
  return need.decisions;
}

describe("a plan before there are data", () => {
  // n = 2(1 − p)/p · ((1.645 + 0.842)/ln 1.25)², the normal approximation, which is near.
  it.each([
    [0.5, 249],
    [0.2, 994],
    [0.05, 4721],
  ])("asks at a rate of %d about as many as the textbook", (rate, textbook) => {
    const plan = planAhead({ ...FOUR_FIFTHS, rate, confidence: 0.9 });
    expect(decisions(plan.pass) / textbook).toBeGreaterThan(0.98);
    expect(decisions(plan.pass) / textbook).toBeLessThan(1.04);
  });

  it("is that of data with these rates", () => {
    const plan = planAhead({ ...FOUR_FIFTHS, share: 2 });
    const cells = cellsOfDecisions({ a: [200, 1000], ref: [400, 2000] });
    const policy = policyOf([{ limit: FOUR_FIFTHS.limit }]);
    const [from] = planBudgets(cells, [], policy).comparisons;
    if (from?.status !== "planned") throw new Error("not planned");
    for (const kind of ["pass", "fail"] as const) {
      const { truth, need } = from[kind];
      expect(plan[kind].truth).toBe(truth);
      if (need.status !== "enough-with") throw new Error(need.reason);
      const { decisions, reference, chance } = need;
      expect(plan[kind].need).toEqual({
        status: "enough-with",
        decisions,
        reference: reference?.decisions,
        chance,
      });
    }
  });

  it("asks more of each with more comparisons, for a fail", () => {
    const alone = planAhead(FOUR_FIFTHS);
    const many = planAhead({ ...FOUR_FIFTHS, comparisons: 10 });
    expect(decisions(many.fail)).toBeGreaterThan(1.4 * decisions(alone.fail));
    expect(many.pass).toEqual(alone.pass);
  });

  it("needs no rate for a value, and says what never comes", () => {
    const plan = planAhead({ compare: "value", limit: { min: 0.7, max: null }, truths: [0.7] });
    expect(plan.pass.need).toEqual({ status: "never", reason: "on-limit" });
    expect(plan.fail.truth).toBeCloseTo(0.55, 12);
    expect(plan.fail.need).toMatchObject({ reference: null });
  });

  it.each<Partial<AheadQuestion>>([
    { limit: { min: null, max: null } },
    { limit: { min: 1.2, max: 0.9 } },
    { limit: { min: 0, max: null } },
    { rate: 1 },
    { share: 0 },
    { comparisons: 1.5 },
    { confidence: 1 },
    { minimum: 0 },
    { power: 1 },
    { truths: [Number.NaN] },
  ])("refuses %j", (wrong) => {
    expect(() => planAhead({ ...FOUR_FIFTHS, ...wrong })).toThrow(
      expect.objectContaining({ code: "usage/bad-plan" }),
    );
  });
});
