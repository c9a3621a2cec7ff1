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
export function confidenceSequence(proportion: Proportion, confidence: number): Bounds {
  const { successes, size } = proportion;
  if (size === 0) return { lower: 0, upper: 1 };
  const most = -Math.log1p(-confidence);
  // Above 0 inside the bounds; highest at the rate itself.
  const inside = (p: number): number => most - logEvidence(proportion, p);
  const rate = successes / size;
  return {
    lower: successes === 0 ? 0 : solveIncreasing(inside, 0, rate),
    upper: successes === size ? 1 : 1 - solveIncreasing((q) => inside(1 - q), 0, 1 - rate),
  };
}

/**
 * The p-value of a rate, valid whenever one looks: 1 over the evidence against it, at most 1. At most
 * 1 − c exactly where `confidenceSequence` at confidence c leaves the rate out. The smallest of all
 * looks so far is a p-value as well.
 *
 * @param limit the rate, 0 to 1
 * @example
 * anytimeP({ successes: 10, size: 100 }, 0.3);
 */
export function anytimeP(proportion: Proportion, limit: number): number {
  return pOf(logEvidence(proportion, limit));
}

/**
 * ln of the mean likelihood over a Beta(1, 1) prior against the likelihood of p,
 * −ln((n + 1)·C(n, x)·pˣ·(1 − p)ⁿ⁻ˣ): convex in p, lowest at the rate, 0 at size 0.
 */
export function logEvidence({ successes, size }: Proportion, p: number): number {
  const part = (count: number, chance: number): number =>
    count === 0 ? 0 : count * Math.log(chance);
  return -(
    Math.log(size + 1) +
    logBinomial(successes, size) +
    part(successes, p) +
    part(size - successes, 1 - p)
  );
}

/** The p-value that goes with the logarithm of an evidence. */
export function pOf(logEvidence: number): number {
  return Math.min(1, Math.exp(-logEvidence));
}
