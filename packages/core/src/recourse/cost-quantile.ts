import { logBinomial } from "../stats/binomial.ts";
import { normalTail } from "../stats/normal.ts";
import type { Bounds } from "../stats/proportion.ts";
import type { CostRange } from "./recourse-cost.ts";

/** One quantile of costs that are known only within ranges. */
export interface CostQuantile {
  /** From the lower ends of the ranges, and from the upper: the quantile itself lies between. */
  readonly solved: Bounds;
  /** An interval for the quantile of those the people were drawn from, at ±z; it holds both. */
  boundsAt(z: number): Bounds;
}

/**
 * The quantile at a share q of at least one cost, those without recourse counted as ∞, so that it is
 * not the quantile of those who have one: the ⌈q n⌉-th smallest.
 *
 * The interval is the distribution-free one: θ is kept unless so few, or so many, of the costs lie up
 * to it that a binomial number with share q does so with a probability of less than half of 1 − confidence.
 * With x⁻ and x⁺ the least and the greatest number that is kept, it runs from the x⁻-th smallest
 * lower end (0 for the 0-th) to the (x⁺ + 1)-th smallest upper end (∞ beyond the last).
 */
export function quantileOf(ranges: readonly CostRange[], share: number): CostQuantile {
  const lowers = Float64Array.from(ranges, ({ lower }) => lower).sort();
  const uppers = Float64Array.from(ranges, ({ upper }) => upper).sort();
  const size = ranges.length;
  const rank = Math.max(1, Math.ceil(share * size - 1e-9));
  const solved = { lower: lowers[rank - 1] as number, upper: uppers[rank - 1] as number };
  return {
    solved,
    boundsAt(z) {
      const tail = normalTail(z);
      let least = 0;
      for (let below = mass(0, size, share); below <= tail; below += mass(least, size, share))
        least++;
      let greatest = size;
      for (let above = mass(size, size, share); above <= tail; ) {
        greatest--;
        above += mass(greatest, size, share);
      }
      const lower = least === 0 ? 0 : (lowers[least - 1] as number);
      const upper = greatest >= size ? Infinity : (uppers[greatest] as number);
      return { lower: Math.min(lower, solved.lower), upper: Math.max(upper, solved.upper) };
    },
  };
}

/** P(X = x) of a binomial number of n with share q. */
function mass(x: number, n: number, q: number): number {
  return Math.exp(logBinomial(x, n) + x * Math.log(q) + (n - x) * Math.log1p(-q));
}
