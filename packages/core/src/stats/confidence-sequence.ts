import { logBinomial } from "./binomial.ts";
import type { Bounds, Proportion } from "./proportion.ts";
import { solveIncreasing } from "./solve.ts";

/**
 * Bounds of a rate that hold at every look at once: with probability at least `confidence` the truth is
 * inside the bounds after each decision, however often and for whatever reason one looks.
 * All p whose likelihood is at least α times its mean over a Beta(1, 1) prior,
 * (n + 1)·C(n, x)·pˣ·(1 − p)ⁿ⁻ˣ ≥ α; 1 over the left side is a martingale under p (Ville's
 * inequality; Robbins 1970, Annals of Mathematical Statistics 41). Wider than an interval for one look.
 *
 * @param proportion what has been counted so far: whole counts of independent decisions; [0, 1] at size 0
 * @param confidence between 0 and 1
 * @example
 * confidenceSequence({ successes: 10, size: 100 }, 0.95);
 */
export function confidenceSequence({ successes, size }: Proportion, confidence: number): Bounds {
  if (size === 0) return { lower: 0, upper: 1 };
  const constant = Math.log(size + 1) + logBinomial(successes, size) - Math.log(1 - confidence);
  const part = (count: number, p: number): number => (count === 0 ? 0 : count * Math.log(p));
  // Above 0 inside the bounds; highest at the rate itself.
  const inside = (p: number): number =>
    constant + part(successes, p) + part(size - successes, 1 - p);
  const rate = successes / size;
  return {
    lower: successes === 0 ? 0 : solveIncreasing(inside, 0, rate),
    upper: successes === size ? 1 : 1 - solveIncreasing((q) => inside(1 - q), 0, 1 - rate),
  };
}
