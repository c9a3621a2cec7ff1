import type { BudgetContrasts } from "../budgets/budget-contrasts.ts";
import { countShortfall } from "../budgets/shortfall.ts";
import type { Verdict } from "../budgets/verdict.ts";
import type { Contrast } from "../metrics/contrast.ts";
import type { Evidenced, Figures } from "./burn-document.ts";
import { isWatched } from "./watched-budgets.ts";

/** The place of a comparison in a document: one budget, one cohort. */
export function seriesKey(budget: string, cohort: string): string {
  return JSON.stringify([budget, cohort]);
}

/** The points of every comparison, by `seriesKey`. */
export function figuresByKey(judged: readonly BudgetContrasts[]): ReadonlyMap<string, Figures> {
  return new Map(
    judged.flatMap((one) =>
      one.contrasts.map((contrast) => [
        seriesKey(one.budget.id, contrast.cohort),
        figuresOf(one, contrast),
      ]),
    ),
  );
}

function figuresOf({ budget }: BudgetContrasts, contrast: Contrast): Figures {
  const { n, nReference, own, referenceValue, result } = contrast;
  const sizes = { n, nReference };
  if (result.status === "not-estimable") return { ...sizes, estimate: null, shortfall: null };
  const { estimate } = result.comparison;
  return {
    ...sizes,
    estimate: Number.isFinite(estimate) ? estimate : null,
    shortfall:
      own === null || !isWatched(budget.compare)
        ? null
        : countShortfall(own, budget.compare, budget.limit, referenceValue),
  };
}

/** What a verdict says of its window so far. */
export function evidenceOf(verdict: Verdict, before: Evidenced | null): Evidenced {
  const { n, nReference, estimate, shortfall, interval, p, adjustedP, reason } = verdict;
  const known = [before?.lowestP ?? null, p].filter((each) => each !== null);
  return {
    n,
    nReference,
    estimate,
    shortfall,
    interval,
    p,
    lowestP: known.length === 0 ? null : Math.min(...known),
    adjustedP,
    verdict: verdict.verdict,
    reason,
  };
}
