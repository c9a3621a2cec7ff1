import type { Contrast } from "../metrics/contrast.ts";
import type { Proportion } from "../stats/proportion.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";

/** What a comparison has in common with others of its budget. */
export interface Sharing {
  readonly shares: string | null;
  /** Of its variance, the part that is the reference's. */
  readonly shared: number;
}

const NOTHING: Sharing = { shares: null, shared: 0 };

/** Blocks of more comparisons are integrated for too long, for next to no gain. */
const MOST_COHORTS = 60;

/**
 * Comparisons of shares with one named reference cohort depend on each other through it alone, as
 * cohorts share nobody. Nothing is known of others: composites, `rest` (each rest is another group),
 * `highest`, strata, repeated subjects (who may be in several cohorts).
 */
export function sharingOf(
  { budget, contrasts, dimension }: BudgetContrasts,
  { own, reference, referenceProportion: other }: Contrast,
): Sharing {
  const proportion = own?.estimate?.proportion ?? null;
  if (
    dimension.dimension.reference.kind !== "cohort" ||
    budget.compare === "value" ||
    proportion === null ||
    other === undefined ||
    other === null ||
    contrasts.length > MOST_COHORTS ||
    dimension.observed.some(({ counts }) => counts.pairs !== undefined)
  ) {
    return NOTHING;
  }
  const varianceOf = budget.compare === "ratio" ? varianceOfLog : varianceOfRate;
  const [first, second] = [varianceOf(proportion), varianceOf(other)];
  return { shares: `${budget.id} ${reference}`, shared: second / (first + second) };
}

/** p(1 − p)/n, with p = (x + ½)/(n + 1). */
function varianceOfRate({ successes, size }: Proportion): number {
  const rate = (successes + 0.5) / (size + 1);
  return (rate * (1 - rate)) / size;
}

/** (1 − p)/(pn). */
function varianceOfLog({ successes, size }: Proportion): number {
  const rate = (successes + 0.5) / (size + 1);
  return (1 - rate) / (rate * size);
}
