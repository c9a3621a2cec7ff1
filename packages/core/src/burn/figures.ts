import type { Budget } from "../budgets/budget.ts";
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

/**
 * Decisions and shortfall of several slots together, by `seriesKey`: each slot against the reference of
 * the same slot, so that a good slot makes up for a bad one. Slots in which the reference has no
 * decisions are left out.
 */
export function poolShortfalls(
  slots: readonly (readonly BudgetContrasts[])[],
): ReadonlyMap<string, Pooled> {
  const sums = new Map<string, Sums>();
  for (const one of slots.flat()) {
    for (const { cohort, n, own, reference, referenceValue } of one.contrasts) {
      if (own === null || (reference !== null && referenceValue === null)) continue;
      const key = seriesKey(one.budget.id, cohort);
      const known = sums.get(key) ?? {
        budget: one.budget,
        n: 0,
        numerator: 0,
        denominator: 0,
        expected: 0,
      };
      sums.set(key, {
        budget: one.budget,
        n: known.n + n,
        numerator: known.numerator + own.numerator,
        denominator: known.denominator + own.denominator,
        expected: known.expected + own.denominator * (referenceValue ?? 0),
      });
    }
  }
  return new Map([...sums].map(([key, sum]) => [key, { n: sum.n, shortfall: shortfallOf(sum) }]));
}

export type Pooled = Pick<Figures, "n" | "shortfall">;

interface Sums {
  readonly budget: Budget;
  readonly n: number;
  readonly numerator: number;
  readonly denominator: number;
  /** Σ denominator · rate of the reference. */
  readonly expected: number;
}

function shortfallOf({ budget, n, numerator, denominator, expected }: Sums): number | null {
  if (denominator === 0 || !isWatched(budget.compare)) return null;
  const own = { estimate: null, numerator, denominator, n };
  return countShortfall(own, budget.compare, budget.limit, expected / denominator);
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
