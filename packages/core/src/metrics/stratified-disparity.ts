import type { CountedDimension, CountedStratum } from "../cells/cohort-counts.ts";
import { type Interval, toInterval } from "../stats/interval.ts";
import { type Comparison, compareEstimates } from "./comparison.ts";
import { contrastCohorts } from "./contrast.ts";
import type { Estimate } from "./estimate.ts";
import { estimatorOf, type WeightKind } from "./estimator.ts";
import type { Compare } from "./measurement.ts";
import type { RateMetric } from "./metric.ts";
import { contrastWithinStrata, findShared, type SharedStratum } from "./stratified-contrast.ts";

/** A comparison within strata beside the same one without them. */
export interface StratifiedDisparity {
  readonly metric: string;
  readonly dimension: string;
  readonly compare: Compare;
  readonly cohort: string;
  readonly reference: string;
  /** Without strata; null where it has no finite value. */
  readonly pooled: number | null;
  /** Within strata, combined with the weights below; null where it has no finite value. */
  readonly combined: number | null;
  /**
   * Simpson's paradox: pooled and combined lie on opposite sides of equality, and the interval of at
   * least one of them excludes it.
   */
  readonly isReversed: boolean;
  /** The strata that hold decisions of both, in level order. */
  readonly strata: readonly StratumDisparity[];
}

/** One stratum of a comparison. */
export interface StratumDisparity {
  /** `department=A` */
  readonly stratum: string;
  /** The cohort's rate. */
  readonly own: number;
  readonly reference: number;
  /** Decisions behind each. */
  readonly n: number;
  readonly nReference: number;
  /** Share of the combination, 0 to 1: by n₁n₂/(n₁ + n₂). For a ratio, of numerator and denominator alike. */
  readonly weight: number;
  /** Difference or ratio; null where it has no finite value. */
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** The comparisons of one rate within the strata of a dimension, in cohort order; known cohorts only. */
export function describeStrata(
  metric: RateMetric,
  compare: Compare,
  dimension: CountedDimension,
  strata: readonly CountedStratum[],
  options: { readonly confidence: number; readonly weight: WeightKind },
): StratifiedDisparity[] {
  const estimator = estimatorOf(metric, options.weight);
  const known = { ...dimension, unknown: null };
  const pooled = contrastCohorts(estimator, compare, known);
  return contrastWithinStrata(estimator, compare, known, strata).map((contrast, i) => {
    const { cohort, result } = contrast;
    const reference = contrast.reference as string;
    const whole = pooled[i]?.result;
    const pooledComparison = whole?.status === "ok" ? whole.comparison : null;
    const combined = result.status === "ok" ? result.comparison : null;
    const shared = findShared(estimator, cohort, reference, strata);
    const total = shared.reduce((sum, { pair }) => sum + pair.weight, 0);
    return {
      metric: metric.name,
      dimension: dimension.dimension.name,
      compare,
      cohort,
      reference,
      pooled: finiteEstimate(pooledComparison),
      combined: finiteEstimate(combined),
      isReversed: isReversed(pooledComparison, combined, compare, options.confidence),
      strata: shared.map((one) => describeStratum(one, total, compare, options.confidence)),
    };
  });
}

function describeStratum(
  { stratum, first, second, pair }: SharedStratum,
  total: number,
  compare: Compare,
  confidence: number,
): StratumDisparity {
  const own = first.estimate as Estimate;
  const reference = second.estimate as Estimate;
  const isNothing = compare === "ratio" && own.value === 0 && reference.value === 0;
  const comparison = isNothing ? null : compareEstimates(compare, own, reference);
  const value = finiteEstimate(comparison);
  return {
    stratum: stratum.id,
    own: own.value,
    reference: reference.value,
    n: first.n,
    nReference: second.n,
    weight: pair.weight / total,
    value,
    interval:
      comparison === null || value === null
        ? null
        : toInterval(comparison.bounds(confidence), confidence, comparison.method),
  };
}

function isReversed(
  pooled: Comparison | null,
  combined: Comparison | null,
  compare: Compare,
  confidence: number,
): boolean {
  if (pooled === null || combined === null) return false;
  const equality = compare === "difference" ? 0 : 1;
  if ((pooled.estimate - equality) * (combined.estimate - equality) >= 0) return false;
  return [pooled, combined].some((comparison) => {
    const { lower, upper } = comparison.bounds(confidence);
    return lower > equality || upper < equality;
  });
}

/** JSON has no infinity. */
function finiteEstimate(comparison: Comparison | null): number | null {
  return comparison !== null && Number.isFinite(comparison.estimate) ? comparison.estimate : null;
}
