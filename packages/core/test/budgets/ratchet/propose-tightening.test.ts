import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { decide } from "../../../src/budgets/decide.ts";
import { proposeTightening } from "../../../src/budgets/ratchet/propose-tightening.ts";
import { cellsOfDecisions, never, policyOf, type Selected } from "../given-cells.ts";

const GROUPS = { ref: [5000, 10_000], a: [4900, 10_000], b: [5050, 10_000] } as const;

const propose = (budget: Partial<Budget>, groups: Readonly<Record<string, Selected>> = GROUPS) => {
  const policy = policyOf([budget]);
  return proposeTightening(
    policy.budgets,
    decide(cellsOfDecisions(groups), [], policy, never).verdicts,
  );
};

describe("proposeTightening", () => {
  it("goes to the widest interval, rounded away from the estimates", () => {
    const policy = policyOf([{}]);
    const { verdicts } = decide(cellsOfDecisions(GROUPS), [], policy, never);
    const [proposal] = propose({});
    const lowest = Math.min(...verdicts.map(({ interval }) => interval?.lower ?? 0));
    expect(lowest).toBeLessThan(0.96);
    expect(proposal).toEqual({
      budget: "ratio",
      before: { min: 0.8, max: 1.25 },
      after: { min: 0.95, max: 1.04 },
    });
  });

  it("leaves every comparison a pass", () => {
    const [proposal] = propose({});
    const policy = policyOf([{ limit: proposal?.after as Budget["limit"] }]);
    const { outcome } = decide(cellsOfDecisions(GROUPS), [], policy, never);
    expect(outcome.verdict).toBe("pass");
  });

  it("proposes nothing where a comparison does not pass, and nothing looser", () => {
    expect(propose({}, { ...GROUPS, c: [10, 20] })).toEqual([]);
    expect(propose({ limit: { min: 0.95, max: 1.04 } })).toEqual([]);
  });

  it("keeps parity inside", () => {
    const ahead = { ref: [5000, 10_000], a: [6000, 10_000] } as const;
    expect(propose({ limit: { min: 0.8, max: null } }, ahead)).toMatchObject([
      { after: { min: 1, max: null } },
    ]);
    expect(propose({ compare: "difference", limit: { min: -0.2, max: 0.2 } }, ahead)).toMatchObject(
      [{ after: { min: 0, max: 0.12 } }],
    );
  });
});
