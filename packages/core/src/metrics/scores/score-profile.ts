import type { Cohort } from "../../cohorts/cohort.ts";
import { binScores, type CalibrationBin } from "./calibration-bins.ts";
import type { ScoreRange } from "./measure-distances.ts";
import { describeBin, type ReliabilityBin } from "./reliability.ts";
import { binOf } from "./score-gaps.ts";
import type { CohortSample } from "./score-sample.ts";

/** How many equal bins a histogram of scores has. */
const HISTOGRAM_BINS = 20;

/** How the scores of one cohort are spread, and how they agree with what happened. */
export interface ScoreProfile {
  readonly dimension: string | null;
  readonly cohort: string;
  readonly histogram: ScoreHistogram;
  /**
   * By score, in the bins of the calibration error, empty ones left out; null without recorded
   * outcomes and where scores are no probabilities.
   */
  readonly reliability: readonly ReliabilityCounts[] | null;
  /** Rows of the cohort without a score. */
  readonly unscored: number;
}

/** Equal bins, left-closed, the last one closed. Those of shards with the same ends add up. */
export interface ScoreHistogram {
  /** 0 and 1 for probabilities; else the lowest and highest score of everyone. */
  readonly lowest: number;
  readonly highest: number;
  /** Σ weight of each bin; rows without weights. */
  readonly weights: readonly number[];
}

/** A bin of the reliability curve with the sums it is made of, which add up over shards. */
export interface ReliabilityCounts extends ReliabilityBin, Omit<CalibrationBin, "rows"> {}

/** The profile of one cohort. */
export function profileScores(
  { dimension, id }: Cohort,
  { people, labelled, unscored }: CohortSample,
  { lowest, highest }: ScoreRange,
  options: { readonly confidence: number; readonly isCalibrated: boolean },
): ScoreProfile {
  const weights = new Array<number>(HISTOGRAM_BINS).fill(0);
  for (let i = 0; i < people.scores.length; i++) {
    const bin = binOf(people.scores[i] as number, HISTOGRAM_BINS, lowest, highest);
    weights[bin] = (weights[bin] as number) + (people.weights?.[i] ?? 1);
  }
  const describe = ({ rows, ...bin }: CalibrationBin): ReliabilityCounts => ({
    ...bin,
    ...describeBin({ rows, ...bin }, people.kind, options.confidence),
  });
  return {
    dimension,
    cohort: id,
    histogram: { lowest, highest, weights },
    reliability: options.isCalibrated ? binScores(labelled.known).map(describe) : null,
    unscored,
  };
}
