import type { Cohort } from "../../cohorts/cohort.ts";
import { type Mean, meanOf } from "../../stats/mean.ts";
import type { Estimate } from "../estimate.ts";
import type { Measurement } from "../measurement.ts";
import { describeRowValue, type RowValue, valueOfMean } from "../row-measurement.ts";
import { estimateAuc, measureAuc } from "./auc.ts";
import { measureCalibrationGap } from "./calibration.ts";
import { binScores } from "./calibration-bins.ts";
import { estimateCalibrationError } from "./calibration-error.ts";
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
  own: CohortSample,
  rest: CohortSample | null,
  options: SampleOptions,
): Measurement[] {
  const { people, unscored, labelled } = own;
  const made: Measurement[] = [];
  const nothing = whyNothing(cohort, own);
  const add = (metric: string, missing: number, found: RowValue, lacking = unscored): void => {
    const value = nothing === null ? found : { reason: nothing };
    made.push(describeRowValue(metric, cohort, value, missing, options.confidence, lacking));
  };
  const mean = meanOf(people.scores, weightingOf(people));
  add("mean_score", unscored, mean === null ? NOTHING : valueOfMean(mean, "identity", "student"));
  if (!options.hasLabels) return made;

  const { known, positives, negatives } = labelled;
  const missing = missingFrom(own);
  add("roc_auc", missing, valueOfAuc(positives, negatives));
  if (rest !== null) {
    const up = valueOfAuc(positives, rest.labelled.negatives);
    const down = valueOfAuc(rest.labelled.positives, negatives);
    // Seen from the favourable outcome the two change places where a high score speaks against it.
    const isFavourable = options.highMeans === "favourable";
    const both = missing + missingFrom(rest);
    const lacking = unscored + rest.unscored;
    add("bnsp_auc", both, isFavourable ? up : down, lacking);
    add("bpsn_auc", both, isFavourable ? down : up, lacking);
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

/** Why nothing can be said of the scores of a cohort; null where something can. */
export function whyNothing(
  { rows }: Cohort,
  { people, unscored }: CohortSample,
): "no-rows" | "unscored" | null {
  if (rows === 0) return "no-rows";
  return people.scores.length === 0 && unscored > 0 ? "unscored" : null;
}

/** Rows without a score or a recorded outcome. */
export function missingFrom({ people, unscored, labelled }: CohortSample): number {
  return unscored + people.scores.length - labelled.known.scores.length;
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
