import { logBinomial } from "../../stats/binomial.ts";

/** The counts of a binomial that occur, with their chances; what is left out weighs less than 1e-8. */
export interface BinomialWindow {
  readonly from: number;
  /** Chance of `from + i`. */
  readonly weights: Float64Array;
  /** Chance of at most `from + i`. */
  readonly sums: Float64Array;
}

/** Chances below this share of the largest are left out. */
const LEAST = 1e-11;

/**
 * From the mode outwards by P(x + 1) = P(x) · (n − x)/(x + 1) · p/q.
 *
 * @param n a whole number, at least 1
 */
export function binomialWindow(n: number, p: number): BinomialWindow {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const atMode =
    p <= 0 || p >= 1
      ? 1
      : Math.exp(logBinomial(mode, n) + mode * Math.log(p) + (n - mode) * Math.log1p(-p));
  const odds = p / (1 - p);
  const below: number[] = [];
  for (let x = mode, weight = atMode; x > 0 && p < 1; x--) {
    weight *= x / ((n - x + 1) * odds);
    if (weight < LEAST * atMode) break;
    below.push(weight);
  }
  const above: number[] = [];
  for (let x = mode, weight = atMode; x < n && p > 0; x++) {
    weight *= ((n - x) / (x + 1)) * odds;
    if (weight < LEAST * atMode) break;
    above.push(weight);
  }
  const weights = Float64Array.from([...below.reverse(), atMode, ...above]);
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] as number;
    sums[i] = sum;
  }
  return { from: mode - below.length, weights, sums };
}

/** Chance of at most x. */
export function chanceUpTo({ from, sums }: BinomialWindow, x: number): number {
  if (x < from) return 0;
  return sums[Math.min(sums.length - 1, Math.floor(x) - from)] as number;
}
