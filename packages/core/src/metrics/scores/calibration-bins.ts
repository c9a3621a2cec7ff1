import { EvenhandError } from "../../errors.ts";
import type { ScoreSample } from "./score-sample.ts";

/** How many equal bins [0, 1] is cut into. */
export const BINS = 10;

/** The labelled people whose score lies in one bin. */
export interface CalibrationBin {
  /** Scores above this (the first bin: from 0) … */
  readonly lower: number;
  /** … up to and with this. */
  readonly upper: number;
  readonly rows: number;
  /** Σ weight; rows without weights. */
  readonly weight: number;
  /** Σ weight²; Σ weight for frequencies. */
  readonly squares: number;
  /** Σ weight · score. */
  readonly scored: number;
  /** Σ weight · label. */
  readonly observed: number;
}

/**
 * People with a recorded outcome by score, in equal bins closed on the right, as in scikit-learn's
 * `calibration_curve`; empty bins are left out.
 *
 * @param sample scores from 0 to 1
 */
export function binScores(sample: ScoreSample, bins: number = BINS): CalibrationBin[] {
  const step = 1 / bins;
  const found: CalibrationBin[] = [];
  let from = 0;
  for (let bin = 0; bin < bins; bin++) {
    const upper = bin === bins - 1 ? Infinity : (bin + 1) * step;
    const sums = { rows: 0, weight: 0, squares: 0, scored: 0, observed: 0 };
    const { scores, labels, weights, kind } = sample;
    for (; from < scores.length && (scores[from] as number) <= upper; from++) {
      const label = labels[from] as number;
      if (label < 0) continue;
      const own = weights === null ? 1 : (weights[from] as number);
      sums.rows++;
      sums.weight += own;
      sums.squares += kind === "frequency" ? own : own * own;
      sums.scored += own * (scores[from] as number);
      sums.observed += own * label;
    }
    if (sums.rows > 0) found.push({ lower: bin * step, upper: (bin + 1) * step, ...sums });
  }
  return found;
}

/** Refuses a number of bins that is none. @throws EvenhandError `usage/bins` */
export function requireBins(bins: number): void {
  if (Number.isInteger(bins) && bins >= 1 && bins <= MOST_BINS) return;
  throw new EvenhandError({
    code: "usage/bins",
    path: "bins",
    problem: "this is no number of bins",
    expected: `a whole number from 1 to ${MOST_BINS}`,
    received: String(bins),
  });
}

const MOST_BINS = 10_000;
