import type { Bounds, Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";
import { restrictByDifference, restrictByRatio } from "./restricted-rates.ts";
import { solveIncreasing } from "./solve.ts";

/** Two independent proportions of one stratum, and how much the stratum counts. */
export interface StratumPair {
  readonly first: Proportion;
  readonly second: Proportion;
  /** Any scale; only shares matter. */
  readonly weight: number;
}

/**
 * n₁n₂/(n₁ + n₂): the weight of a stratum by how much it can tell, 0 where one side is absent.
 * Mantel & Haenszel (1959); for differences Cochran (1954).
 */
export function mantelHaenszelWeight(first: number, second: number): number {
  return first === 0 || second === 0 ? 0 : (first * second) / (first + second);
}

/** Σ w(p̂₁ − p̂₂) / Σ w. */
export function stratifiedDifference(strata: readonly StratumPair[]): number {
  return sumOf(strata, (pair) => rateOf(pair.first) - rateOf(pair.second)) / sumOf(strata, () => 1);
}

/** Σ w·p̂₁ / Σ w·p̂₂; with Mantel–Haenszel weights their ratio. ∞ to a zero, NaN for 0 to 0. */
export function stratifiedRatio(strata: readonly StratumPair[]): number {
  return (
    sumOf(strata, ({ first }) => rateOf(first)) / sumOf(strata, ({ second }) => rateOf(second))
  );
}

/**
 * The stratified score statistic Σ w(p̂₁ − p̂₂ − δ)/√V. V is the larger of two estimates: the one
 * under a common difference δ, Σ w²(p̃₁q̃₁/n₁ + p̃₂q̃₂/n₂)·N/(N − 1), which stays wide in empty
 * and full strata, and the one without it, Σ w²(p̂₁q̂₁/(n₁ − 1) + p̂₂q̂₂/(n₂ − 1)), which is right
 * where the strata disagree.
 * Miettinen & Nurminen (1985), Statistics in Medicine 4; the second variance is our addition.
 *
 * @param difference δ from −1 to 1
 */
export function stratifiedDifferenceStatistic(
  strata: readonly StratumPair[],
  difference: number,
): number {
  const gap = sumOf(strata, ({ first, second }) => rateOf(first) - rateOf(second) - difference);
  return standardise(gap, strata, 1, (pair) =>
    restrictByDifference(pair.first, pair.second, difference),
  );
}

/**
 * The same for a ratio θ: Σ w(p̂₁ − θp̂₂)/√V, zero at the Mantel–Haenszel ratio. Of one stratum it
 * is Koopman's up to N/(N − 1).
 *
 * @param ratio θ > 0
 */
export function stratifiedRatioStatistic(strata: readonly StratumPair[], ratio: number): number {
  const gap = sumOf(strata, ({ first, second }) => rateOf(first) - ratio * rateOf(second));
  return standardise(gap, strata, ratio, (pair) => restrictByRatio(pair.first, pair.second, ratio));
}

/** All differences whose statistic lies within ±z. */
export function stratifiedDifferenceInterval(strata: readonly StratumPair[], z: number): Bounds {
  const at = (target: number): number =>
    solveIncreasing(
      (difference) => target - stratifiedDifferenceStatistic(strata, difference),
      -1,
      1,
    );
  return { lower: at(z), upper: at(-z) };
}

/** e^±46 is 1e±20, past any ratio of whole counts. */
const FARTHEST_LOG_RATIO = 46;

/** All ratios whose statistic lies within ±z; [0, ∞] where both are 0 in every stratum. */
export function stratifiedRatioInterval(strata: readonly StratumPair[], z: number): Bounds {
  const estimate = stratifiedRatio(strata);
  if (Number.isNaN(estimate)) return { lower: 0, upper: Infinity };
  const at = (target: number): number =>
    Math.exp(
      solveIncreasing(
        (logRatio) => target - stratifiedRatioStatistic(strata, Math.exp(logRatio)),
        -FARTHEST_LOG_RATIO,
        FARTHEST_LOG_RATIO,
      ),
    );
  return {
    lower: estimate === 0 ? 0 : at(z),
    upper: estimate === Infinity ? Infinity : at(-z),
  };
}

function standardise(
  gap: number,
  strata: readonly StratumPair[],
  ratio: number,
  restrict: (pair: StratumPair) => { readonly first: number; readonly second: number },
): number {
  if (gap === 0) return 0;
  let common = 0;
  let apart = 0;
  for (const pair of strata) {
    const { first, second, weight } = pair;
    const squared = weight * weight;
    const total = first.size + second.size;
    const restricted = restrict(pair);
    common +=
      squared *
      (total / (total - 1)) *
      (spread(restricted.first) / first.size +
        (ratio * ratio * spread(restricted.second)) / second.size);
    apart +=
      squared *
      (spread(rateOf(first)) / lessOne(first.size) +
        (ratio * ratio * spread(rateOf(second))) / lessOne(second.size));
  }
  const variance = Math.max(common, apart);
  return variance > 0 ? gap / Math.sqrt(variance) : Math.sign(gap) * Infinity;
}

function spread(p: number): number {
  return p * (1 - p);
}

/** n − 1, but not below n/2: sizes that come from weights can be hardly above 1. */
function lessOne(size: number): number {
  return Math.max(size - 1, size / 2);
}

function sumOf(strata: readonly StratumPair[], termOf: (pair: StratumPair) => number): number {
  let sum = 0;
  for (const pair of strata) sum += pair.weight * termOf(pair);
  return sum;
}
