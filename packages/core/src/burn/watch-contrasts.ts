import type { BudgetContrasts } from "../budgets/budget-contrasts.ts";
import type { CountedCohort } from "../cells/cohort-counts.ts";
import { emptyCounts } from "../cells/outcome-counts.ts";
import type { Comparison } from "../metrics/comparison.ts";
import type { Contrast, WorstCases } from "../metrics/contrast.ts";
import type { Estimate } from "../metrics/estimate.ts";
import { type Estimator, estimatorOf, type WeightKind } from "../metrics/estimator.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { anytimeP, confidenceSequence } from "../stats/confidence-sequence.ts";
import {
  anytimePOfDifference,
  anytimePOfRatio,
  differenceSequence,
  ratioSequence,
} from "../stats/confidence-sequence-pair.ts";
import { twoSidedP } from "../stats/normal.ts";
import { type Bounds, type Proportion, rateOf } from "../stats/proportion.ts";

/**
 * The comparisons of a watched budget with their intervals and p-values, and those of the worst cases,
 * replaced by ones that hold at every look.
 */
export function watchContrasts(one: BudgetContrasts, weight: WeightKind): BudgetContrasts {
  const estimator = estimatorOf(one.metric as RateMetric, weight);
  return {
    ...one,
    contrasts: one.contrasts.map((contrast) => watchContrast(one, contrast, estimator)),
  };
}

function watchContrast(one: BudgetContrasts, contrast: Contrast, estimator: Estimator): Contrast {
  const { result } = contrast;
  if (result.status === "not-estimable") return contrast;
  const { dimension, cohorts } = one;
  const unplaced = dimension.unknown?.counts ?? emptyCounts();
  const own = cohorts.get(contrast.cohort) as CountedCohort;
  const reference = contrast.reference === null ? null : cohorts.get(contrast.reference);
  /** The comparison with each cohort measured in some way; null where one cannot be. */
  const compare = (
    measureOwn: (counted: CountedCohort) => Estimate | null,
    measureReference: (counted: CountedCohort) => Estimate | null,
  ): Comparison | null => {
    const first = measureOwn(own)?.proportion ?? null;
    if (first === null || reference === null) return first && sequenceOfRate(first);
    const second = (reference && measureReference(reference)?.proportion) ?? null;
    if (second === null) return null;
    return (one.budget.compare === "ratio" ? sequenceOfRatio : sequenceOfDifference)(first, second);
  };
  const counted = (cohort: CountedCohort): Estimate | null => estimator.estimate(cohort).estimate;
  const down = (cohort: CountedCohort): Estimate | null =>
    estimator.bound(cohort, unplaced, "down");
  const up = (cohort: CountedCohort): Estimate | null => estimator.bound(cohort, unplaced, "up");
  const worst: WorstCases | null = result.worst && {
    lowest: compare(down, up),
    highest: compare(up, down),
    because: result.worst.because,
  };
  // What could be compared for one look can be compared here.
  const comparison = compare(counted, counted) as Comparison;
  return { ...contrast, result: { status: "ok", comparison, worst } };
}

function sequenceOfRate(counted: Proportion): Comparison {
  return comparisonOf(
    "confidence-sequence",
    rateOf(counted),
    (confidence) => confidenceSequence(counted, confidence),
    (limit) => anytimeP(counted, limit),
  );
}

function sequenceOfDifference(own: Proportion, other: Proportion): Comparison {
  return comparisonOf(
    "joint-confidence-sequence",
    rateOf(own) - rateOf(other),
    (confidence) => differenceSequence(own, other, confidence),
    (limit) => anytimePOfDifference(own, other, limit),
  );
}

function sequenceOfRatio(own: Proportion, other: Proportion): Comparison {
  return comparisonOf(
    "joint-confidence-sequence",
    rateOf(own) / rateOf(other),
    (confidence) => ratioSequence(own, other, confidence),
    (limit) => (limit <= 0 ? 0 : anytimePOfRatio(own, other, limit)),
  );
}

function comparisonOf(
  method: string,
  estimate: number,
  bounds: (confidence: number) => Bounds,
  p: (limit: number) => number,
): Comparison {
  return { method, estimate, bounds, p, boundsAt: (z) => bounds(1 - twoSidedP(z)) };
}
