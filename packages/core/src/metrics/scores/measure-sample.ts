import type { Cohort } from "../../cohorts/cohort.ts";
import { type Mean, meanOf } from "../../stats/mean.ts";
import type { Estimate } from "../estimate.ts";
import type { Measurement } from "../measurement.ts";
import { describeRowValue, type RowValue, valueOfMean } from "../row-measurement.ts";
import { estimateAuc, measureAuc } from "./auc.ts";
import { estimateCalibrationError, measureCalibrationGap } from "./calibration.ts";
import { binScores } from "./calibration-bins.ts";
import { type CohortSample, type ScoreSample, sizeOf, weightingOf } from "./score-sample.ts";
import { estimateUnitMean } from "./unit-mean.ts";

export interface SampleOptions {
  readonly confidence: number;
  readonly areProbabilities: boolean;
  readonly hasLabels: boolean;
  readonly highMeans: "favourable" | "other";
}

const NOTHING: RowValue = { reason: "zero-denominator" };

/**
 * The measurements of one cohort's scores.
 *
 * @param rest everyone else of the same dimension; null where there is no such
 */
export function measureSample(
  cohort: Cohort,
  { people, unscored, labelled }: CohortSample,
  rest: CohortSample | null,
  options: SampleOptions,
): Measurement[] {
  const made: Measurement[] = [];
  const add = (metric: string, missing: number, found: RowValue): void => {
    const value: RowValue = cohort.rows === 0 ? { reason: "no-rows" } : found;
    made.push(describeRowValue(metric, cohort, value, missing, options.confidence));
  };
  const mean = meanOf(people.scores, weightingOf(people));
  add("mean_score", unscored, mean === null ? NOTHING : valueOfMean(mean, "identity", "student"));
  if (!options.hasLabels) return made;

  const { known, positives, negatives } = labelled;
  const missing = unscored + people.scores.length - known.scores.length;
  add("roc_auc", missing, valueOfAuc(positives, negatives));
  if (rest !== null) {
    const up = valueOfAuc(positives, rest.labelled.negatives);
    const down = valueOfAuc(rest.labelled.positives, negatives);
    // Seen from the favourable outcome the two change places where a high score speaks against it.
    const isFavourable = options.highMeans === "favourable";
    const others = rest.people.scores.length - rest.labelled.known.scores.length;
    const lacking = missing + rest.unscored + others;
    add("bnsp_auc", lacking, isFavourable ? up : down);
    add("bpsn_auc", lacking, isFavourable ? down : up);
  }
  if (!options.areProbabilities) return made;

  const { scores, labels } = known;
  const losses = scores.map((score, i) => (score - (labels[i] as number)) ** 2);
  const loss = meanOf(losses, weightingOf(known));
  add("brier_score", missing, loss === null ? NOTHING : valueOfUnitMean(loss));
  add("calibration_gap", missing, valueOver(known, measureCalibrationGap(known)));
  const bins = binScores(known);
  add(
    "expected_calibration_error",
    missing,
    valueOver(known, bins.length === 0 ? null : estimateCalibrationError(bins)),
  );
  return made;
}

function valueOfUnitMean(mean: Mean): RowValue {
  return { ...valueOfMean(mean, "logit", ""), estimate: estimateUnitMean(mean) };
}

function valueOfAuc(positives: ScoreSample, negatives: ScoreSample): RowValue {
  const auc = measureAuc(positives, negatives);
  if (auc === null) return NOTHING;
  return {
    value: auc.value,
    estimate: estimateAuc(auc),
    numerator: auc.won,
    denominator: auc.pairs,
    n: Math.min(sizeOf(positives).people, sizeOf(negatives).people),
    effective: Math.min(auc.positives, auc.negatives),
  };
}

function valueOver(known: ScoreSample, estimate: Estimate | null): RowValue {
  if (estimate === null) return NOTHING;
  const { people, weight, effective } = sizeOf(known);
  const { value } = estimate;
  return { value, estimate, numerator: value * weight, denominator: weight, n: people, effective };
}
