import { EvenhandError } from "../../errors.ts";
import { type Interval, toInterval } from "../../stats/interval.ts";
import { criticalValue } from "../../stats/normal.ts";
import { wilsonInterval } from "../../stats/wilson.ts";
import type { WeightKind } from "../estimator.ts";
import { BINS, binScores, type CalibrationBin, requireBins } from "./calibration-bins.ts";
import { type ScoredPeople, sortPeople } from "./score-sample.ts";

/** The people whose score lies in one bin: what was foretold and what happened. */
export interface ReliabilityBin {
  /** Scores above this (the first bin: from 0) … */
  readonly lower: number;
  /** … up to and with this. */
  readonly upper: number;
  /** People; Σ weight for frequency weights. */
  readonly n: number;
  readonly meanScore: number;
  readonly observedRate: number;
  /** Wilson's, of the observed rate. */
  readonly interval: Interval;
}

/**
 * The reliability curve: mean score and observed rate of people with a recorded outcome, by score in
 * equal bins of [0, 1], closed on the right as in scikit-learn's `calibration_curve`. Empty bins are
 * left out; no people give no bins.
 *
 * @throws EvenhandError `input/score-range` where a score lies outside [0, 1], `input/label-range`,
 *   `input/weight-range`, `input/lengths-differ`, `usage/bins`
 * @example
 * reliabilityCurve({ scores: [0.15, 0.18, 0.9], labels: [0, 1, 1] }).map(({ n }) => n); // [2, 1]
 */
export function reliabilityCurve(
  people: ScoredPeople,
  { bins = BINS, confidence = 0.95 }: { readonly bins?: number; readonly confidence?: number } = {},
): ReliabilityBin[] {
  requireBins(bins);
  const sample = sortPeople(people);
  const outside = sample.scores.find((score) => score < 0 || score > 1);
  if (outside !== undefined) {
    throw new EvenhandError({
      code: "input/score-range",
      problem: "a reliability curve needs scores that are probabilities",
      expected: "numbers from 0 to 1",
      received: String(outside),
    });
  }
  return binScores(sample, bins).map((bin) => describeBin(bin, sample.kind, confidence));
}

/** What was foretold and what happened in one bin. */
export function describeBin(
  { lower, upper, rows, weight, squares, scored, observed }: CalibrationBin,
  kind: WeightKind,
  confidence: number,
): ReliabilityBin {
  const observedRate = observed / weight;
  const size = (weight * weight) / squares;
  const successes = observedRate * size;
  const bounds = wilsonInterval({ successes, size }, criticalValue(confidence));
  return {
    lower,
    upper,
    n: kind === "frequency" ? weight : rows,
    meanScore: scored / weight,
    observedRate,
    interval: toInterval(bounds, confidence, "wilson"),
  };
}
