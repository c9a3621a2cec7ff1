import { confidenceSequence, logEvidence, pOf } from "./confidence-sequence.ts";
import { type Bounds, type Proportion, rateOf } from "./proportion.ts";
import { type RestrictedRates, restrictByDifference, restrictByRatio } from "./restricted-rates.ts";
import { solveIncreasing } from "./solve.ts";

/**
 * Bounds of the difference p₁ − p₂ of independent rates that hold at every look at once, however the
 * decisions of the two come in. The evidence against a pair of rates is the product of that against
 * each (see `confidenceSequence`), which is a martingale under the pair; all pairs whose evidence
 * is below 1/α, projected on the difference. The pairs are a convex set, so the least evidence at
 * a difference is that at its maximum likelihood rates, and grows away from the estimate.
 *
 * @param first what has been counted so far: whole counts of independent decisions; size 0 says nothing
 * @param confidence between 0 and 1
 * @example
 * differenceSequence({ successes: 40, size: 100 }, { successes: 60, size: 100 }, 0.95);
 */
export function differenceSequence(
  first: Proportion,
  second: Proportion,
  confidence: number,
): Bounds {
  return {
    lower: lowestDifference(first, second, confidence),
    upper: -lowestDifference(second, first, confidence),
  };
}

function lowestDifference(first: Proportion, second: Proportion, confidence: number): number {
  if (first.size === 0 || second.size === 0) {
    // Nothing is known of one: the ends of what is known of both.
    const own = confidenceSequence(first, confidence);
    return own.lower - confidenceSequence(second, confidence).upper;
  }
  const most = -Math.log1p(-confidence);
  const inside = (difference: number): number =>
    most - differenceEvidence(first, second, difference);
  return solveIncreasing(inside, -1, rateOf(first) - rateOf(second));
}

/**
 * The same for the ratio p₁ ÷ p₂, on the lines through the origin. No upper end (∞) where the second
 * has no success, lower end 0 where the first has none.
 *
 * @example
 * ratioSequence({ successes: 40, size: 100 }, { successes: 60, size: 100 }, 0.95);
 */
export function ratioSequence(first: Proportion, second: Proportion, confidence: number): Bounds {
  return {
    lower: lowestRatio(first, second, confidence),
    upper: 1 / lowestRatio(second, first, confidence),
  };
}

function lowestRatio(first: Proportion, second: Proportion, confidence: number): number {
  if (first.size === 0 || second.size === 0) {
    return (
      confidenceSequence(first, confidence).lower / confidenceSequence(second, confidence).upper
    );
  }
  if (first.successes === 0) return 0;
  const most = -Math.log1p(-confidence);
  // Along p₁ ÷ (p₁ + p₂), which ends where the second rate is 0.
  const inside = (share: number): number =>
    share === 0 ? -Infinity : most - ratioEvidence(first, second, share / (1 - share));
  const own = rateOf(first);
  const share = solveIncreasing(inside, 0, own / (own + rateOf(second)));
  return share / (1 - share);
}

/**
 * The p-value of a difference, valid whenever one looks: 1 over the least evidence against a pair of
 * rates that differ so, at most 1. At most 1 − c exactly where `differenceSequence` at confidence c
 * leaves the difference out; 1 where either has size 0 or the difference is the estimate.
 *
 * @param limit the difference, −1 to 1
 * @example
 * anytimePOfDifference({ successes: 40, size: 100 }, { successes: 60, size: 100 }, 0);
 */
export function anytimePOfDifference(first: Proportion, second: Proportion, limit: number): number {
  return first.size === 0 || second.size === 0 ? 1 : pOf(differenceEvidence(first, second, limit));
}

/**
 * The same for a ratio.
 *
 * @param limit the ratio, above 0
 * @example
 * anytimePOfRatio({ successes: 40, size: 100 }, { successes: 60, size: 100 }, 0.8);
 */
export function anytimePOfRatio(first: Proportion, second: Proportion, limit: number): number {
  return first.size === 0 || second.size === 0 ? 1 : pOf(ratioEvidence(first, second, limit));
}

function differenceEvidence(first: Proportion, second: Proportion, difference: number): number {
  return pairEvidence(first, second, restrictByDifference(first, second, difference));
}

function ratioEvidence(first: Proportion, second: Proportion, ratio: number): number {
  if (ratio === Infinity) return pairEvidence(first, second, { first: rateOf(first), second: 0 });
  return pairEvidence(first, second, restrictByRatio(first, second, ratio));
}

function pairEvidence(first: Proportion, second: Proportion, rates: RestrictedRates): number {
  return logEvidence(first, rates.first) + logEvidence(second, rates.second);
}
