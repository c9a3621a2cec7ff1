import { type ScoreSample, sizeOf } from "./score-sample.ts";

/** Two distribution functions from one distinct score up to the next. */
export interface ScoreGap {
  /** F and G: shares of each side's weight at this score or below. */
  readonly first: number;
  readonly second: number;
  /** To the next distinct score; 0 after the last. */
  readonly width: number;
}

/**
 * Visits F and G at each distinct score in ascending order.
 *
 * @returns false where one side is empty
 */
export function walkGaps(
  first: ScoreSample,
  second: ScoreSample,
  visit: (gap: ScoreGap) => void,
): boolean {
  if (first.scores.length === 0 || second.scores.length === 0) return false;
  const totals = [sizeOf(first).weight, sizeOf(second).weight] as const;
  let i = 0;
  let j = 0;
  let below = 0;
  let other = 0;
  while (i < first.scores.length || j < second.scores.length) {
    const score = Math.min(first.scores[i] ?? Infinity, second.scores[j] ?? Infinity);
    for (; first.scores[i] === score; i++) below += first.weights?.[i] ?? 1;
    for (; second.scores[j] === score; j++) other += second.weights?.[j] ?? 1;
    const next = Math.min(first.scores[i] ?? Infinity, second.scores[j] ?? Infinity);
    visit({
      first: below / totals[0],
      second: other / totals[1],
      width: Number.isFinite(next) ? next - score : 0,
    });
  }
  return true;
}

/** The share of the weight in each of equal bins, left-closed, the last one closed. */
export function shareInBins(
  sample: ScoreSample,
  bins: number,
  lowest: number,
  highest: number,
): Float64Array {
  const shares = new Float64Array(bins);
  const { weight } = sizeOf(sample);
  for (let i = 0; i < sample.scores.length; i++) {
    const bin = binOf(sample.scores[i] as number, bins, lowest, highest);
    shares[bin] = (shares[bin] as number) + (sample.weights?.[i] ?? 1) / weight;
  }
  return shares;
}

/** The bin of a score; scores outside the range count in the outermost. */
export function binOf(score: number, bins: number, lowest: number, highest: number): number {
  const width = highest - lowest;
  const place = width === 0 ? 0 : ((score - lowest) / width) * bins;
  return Math.min(bins - 1, Math.max(0, Math.floor(place)));
}
