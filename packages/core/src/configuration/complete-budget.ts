import type { Budget } from "../budgets/budget.ts";
import type { BudgetInput } from "./input.ts";

/** A budget with its defaults filled in. */
export function completeBudget(input: BudgetInput): Budget {
  return {
    id: input.id,
    metric: input.metric,
    compare: input.compare,
    cohorts: input.cohorts,
    limit: { min: input.limit.min ?? null, max: input.limit.max ?? null },
    severity: input.severity,
    onInconclusive: input.onInconclusive ?? "warn",
    onNoData: input.onNoData ?? "warn",
    ...(input.rule === "point" ? { rule: "point" } : {}),
    ...(input.target === undefined
      ? {}
      : { target: { min: input.target.min ?? null, max: input.target.max ?? null } }),
    owner: input.owner ?? null,
    rationale: input.rationale ?? null,
  };
}
