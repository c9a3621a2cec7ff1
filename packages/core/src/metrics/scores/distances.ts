import { EvenhandError } from "../../errors.ts";
import { requireBins } from "./calibration-bins.ts";
import { shareInBins, walkGaps } from "./score-gaps.ts";
import { type ScoredPeople, sortPeople } from "./score-sample.ts";

/**
 * The Kolmogorov–Smirnov distance of two score distributions: the largest gap between their
 * cumulative distribution functions, sup |F(s) − G(s)|, from 0 to 1. Labels are not looked at.
 *
 * Descriptive: a largest gap is above 0 by chance even where the distributions are the same.
 *
 * @returns null where one side is empty or without weight
 * @throws EvenhandError `input/score-range`, `input/weight-range`, `input/lengths-differ`
 * @example
 * kolmogorovSmirnov({ scores: [0.1, 0.4] }, { scores: [0.4, 0.9] }); // 0.5
 */
export function kolmogorovSmirnov(first: ScoredPeople, second: ScoredPeople): number | null {
  let largest = 0;
  const isKnown = walkGaps(sortPeople(first), sortPeople(second), (gap) => {
    largest = Math.max(largest, Math.abs(gap.first - gap.second));
  });
  return isKnown ? largest : null;
}

/**
 * The Wasserstein-1 (earth mover's) distance of two score distributions: ∫ |F(s) − G(s)| ds, in units
 * of the score, from 0 up. Labels are not looked at. Descriptive, as the Kolmogorov–Smirnov distance.
 *
 * @returns null where one side is empty or without weight
 * @throws EvenhandError `input/score-range`, `input/weight-range`, `input/lengths-differ`
 * @example
 * wassersteinDistance({ scores: [0.1, 0.4] }, { scores: [0.4, 0.9] }); // 0.4
 */
export function wassersteinDistance(first: ScoredPeople, second: ScoredPeople): number | null {
  let area = 0;
  const isKnown = walkGaps(sortPeople(first), sortPeople(second), (gap) => {
    area += Math.abs(gap.first - gap.second) * gap.width;
  });
  return isKnown ? area : null;
}

/** How the scores are cut into bins. */
export interface BinOptions {
  /** Number of equal bins. Default 20. */
  readonly bins?: number;
  /** Both ends of the bins together. Default from the lowest to the highest score of both sides. */
  readonly range?: readonly [lower: number, upper: number];
}

/**
 * The Jensen–Shannon distance of two score distributions over equal bins: √(½·KL(P‖M) + ½·KL(Q‖M))
 * with M their mean and logarithms to base 2, from 0 (same shares in every bin) to 1 (no bin in
 * common). Bins are left-closed, the last one closed; scores outside the range count in the
 * outermost. Labels are not looked at. Lin (1991), IEEE Transactions on Information Theory 37.
 * Descriptive: it depends on the bins and is above 0 by chance.
 *
 * @returns null where one side is empty or without weight
 * @throws EvenhandError `input/score-range`, `input/weight-range`, `input/lengths-differ`,
 *   `usage/bins`, `usage/range`
 * @example
 * jensenShannonDistance({ scores: [0.1, 0.1] }, { scores: [0.9] }, { bins: 10 }); // 1
 */
export function jensenShannonDistance(
  first: ScoredPeople,
  second: ScoredPeople,
  { bins = 20, range }: BinOptions = {},
): number | null {
  requireBins(bins);
  requireRange(range);
  const samples = [sortPeople(first), sortPeople(second)] as const;
  if (samples.some(({ scores }) => scores.length === 0)) return null;
  const lowest = range?.[0] ?? Math.min(...samples.map(({ scores }) => scores[0] as number));
  const highest =
    range?.[1] ?? Math.max(...samples.map(({ scores }) => scores[scores.length - 1] as number));
  const [p, q] = samples.map((sample) => shareInBins(sample, bins, lowest, highest)) as [
    Float64Array,
    Float64Array,
  ];
  return jensenShannonOf(p, q);
}

/** √(½·KL(P‖M) + ½·KL(Q‖M)) of two lists of shares, logarithms to base 2. */
export function jensenShannonOf(p: Float64Array, q: Float64Array): number {
  let divergence = 0;
  for (let bin = 0; bin < p.length; bin++) {
    const one = p[bin] as number;
    const two = q[bin] as number;
    const mean = (one + two) / 2;
    if (one > 0) divergence += (one * Math.log2(one / mean)) / 2;
    if (two > 0) divergence += (two * Math.log2(two / mean)) / 2;
  }
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

function requireRange(range: BinOptions["range"]): void {
  if (range === undefined || (range.every(Number.isFinite) && range[0] < range[1])) return;
  throw new EvenhandError({
    code: "usage/range",
    path: "range",
    problem: "this is no range of scores",
    expected: "two finite numbers, the lower first",
    received: range.join(" to "),
  });
}
