/**
 * A proportion as its interval sees it: `successes` of `size`. With sampling weights both are
 * effective (Kish) and need not be whole. size > 0, 0 ≤ successes ≤ size.
 */
export interface Proportion {
  readonly successes: number;
  readonly size: number;
}

/** An interval on the real line; `upper` may be ∞ for ratios. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** successes ÷ size. */
export function rateOf({ successes, size }: Proportion): number {
  return successes / size;
}

/** Failures for successes. */
export function mirrored({ successes, size }: Proportion): Proportion {
  return { successes: size - successes, size };
}
