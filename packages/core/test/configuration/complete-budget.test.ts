import { describe, expect, it } from "vitest";
import { completeBudget } from "../../src/configuration/complete-budget.ts";
import type { BudgetInput } from "../../src/configuration/input.ts";

const short: BudgetInput = {
  id: "ratio",
  metric: "selection_rate",
  compare: "ratio",
  cohorts: "g",
  limit: { min: 0.8 },
  severity: "error",
};

describe("completeBudget", () => {
  it("leaves the side of the limit open that is not declared, and blocks by nothing but a fail", () => {
    expect(completeBudget(short)).toStrictEqual({
      ...short,
      limit: { min: 0.8, max: null },
      onInconclusive: "warn",
      onNoData: "warn",
      owner: null,
      rationale: null,
    });
  });

  it("keeps what is declared", () => {
    const declared = {
      ...short,
      limit: { min: 0.8, max: 1.25 },
      onInconclusive: "block",
      onNoData: "block",
      owner: "@risk",
      rationale: "four fifths",
      rule: "point",
      target: { min: 0.9, max: 1.1 },
    } as const;
    expect(completeBudget(declared)).toStrictEqual(declared);
  });

  it("leaves the rule out where the interval decides, and open sides of a target open", () => {
    const completed = completeBudget({ ...short, rule: "interval", target: { min: 0.9 } });
    expect(completed).not.toHaveProperty("rule");
    expect(completed.target).toStrictEqual({ min: 0.9, max: null });
    expect(completeBudget({ ...short, target: { max: 1.1 } }).target?.min).toBeNull();
  });
});
