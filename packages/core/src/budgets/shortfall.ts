import type { Estimated } from "../metrics/estimator.ts";
import type { Compare } from "../metrics/measurement.ts";
import type { Limit } from "./budget.ts";

/**
 * The gap between a cohort and its limit as a number of decisions, an amount and not an
 * instruction: ⌈needed · n⌉ − counted below the limit, counted − ⌊allowed · n⌋ above it, with the
 * reference held where it is. 0 inside the limit.
 *
 * @param referenceRate null for a budget on the measurement itself
 */
export function countShortfall(
  { numerator, denominator }: Estimated,
  compare: Compare | "value",
  limit: Limit,
  referenceRate: number | null,
): number {
  const rateAt = (bound: number): number => {
    const reference = referenceRate ?? 0;
    return compare === "ratio" ? bound * reference : bound + reference;
  };
  // A tolerance of a billionth of a decision keeps a rate exactly at its limit from rounding up.
  const missing =
    limit.min === null ? 0 : Math.ceil(rateAt(limit.min) * denominator - 1e-9) - numerator;
  const excess =
    limit.max === null ? 0 : numerator - Math.floor(rateAt(limit.max) * denominator + 1e-9);
  return Math.max(0, missing, excess);
}
