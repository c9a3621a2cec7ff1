import type { Budget } from "../budgets/budget.ts";
import { type BudgetContrasts, findContrasts } from "../budgets/budget-contrasts.ts";
import type { Policy } from "../budgets/policy.ts";
import type { Cells } from "../cells/cells.ts";
import type { Compare } from "../metrics/measurement.ts";
import { findMetric } from "../metrics/registry.ts";
import type { UnwatchedBudget } from "./burn-document.ts";

/** The budgets of a policy that have bounds over time, and why others have none. */
export interface WatchedBudgets {
  readonly budgets: readonly Budget[];
  readonly unwatched: readonly UnwatchedBudget[];
  /** What they compare in some cells, one entry a budget. */
  contrasts(cells: Cells): BudgetContrasts[];
}

/** Divides the budgets of a policy. */
export function watchBudgets(policy: Policy): WatchedBudgets {
  const budgets: Budget[] = [];
  const places: number[] = [];
  const unwatched: UnwatchedBudget[] = [];
  policy.budgets.forEach((budget, place) => {
    const reason = whyUnwatched(budget, policy);
    if (reason === null) {
      budgets.push(budget);
      places.push(place);
    } else {
      unwatched.push({ budget: budget.id, reason });
    }
  });
  return {
    budgets,
    unwatched,
    contrasts: (cells) =>
      budgets.map((budget, i) => findContrasts(cells, [], policy, budget, places[i] as number)),
  };
}

function whyUnwatched({ metric, compare, cohorts }: Budget, policy: Policy): string | null {
  if (findMetric(metric)?.kind !== "rate" || !isWatched(compare)) {
    return "only rates, their differences and their ratios have bounds that hold at every look";
  }
  const dimension = policy.cohorts.find(({ name }) => name === cohorts);
  if (compare === "value" || dimension === undefined) return null;
  if ((dimension.within ?? []).length > 0) {
    return "comparisons within strata have no bounds that hold at every look";
  }
  return dimension.reference.kind === "highest"
    ? "which cohort is highest may change from look to look"
    : null;
}

/** True for the comparisons of which bounds over time are known. */
export function isWatched(compare: Budget["compare"]): compare is Compare | "value" {
  return compare === "difference" || compare === "ratio" || compare === "value";
}
