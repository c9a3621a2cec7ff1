import type { CountedDimension } from "../cells/cohort-counts.ts";
import { ALL } from "../cohorts/cohort-id.ts";
import { toInterval } from "../stats/interval.ts";
import type { Comparison } from "./comparison.ts";
import { type Contrast, type ContrastResult, contrastCohorts } from "./contrast.ts";
import { comparesOf, contrastMetric } from "./contrast-metric.ts";
import { estimatorOfMeasurements, type WeightKind } from "./estimator.ts";
import type { Disparity, Measurement } from "./measurement.ts";
import type { ComparedMetric, RowMetric } from "./metric.ts";
import { contrastPairs } from "./pair-contrast.ts";

/** The disparities of one metric in one dimension, by comparison, in cohort order. */
export function compareCohorts(
  metric: ComparedMetric,
  dimension: CountedDimension,
  options: { readonly confidence: number; readonly weight: WeightKind },
): Disparity[] {
  return comparesOf(metric).flatMap((compare) =>
    describeContrasts(
      contrastMetric(metric, compare, dimension, options.weight),
      { metric: metric.name, dimension: dimension.dimension.name, compare },
      options.confidence,
    ),
  );
}

/** The same for a metric measured from rows; nothing where it was not measured in this dimension. */
export function compareMeasurements(
  metric: RowMetric,
  measurements: readonly Measurement[],
  dimension: CountedDimension,
  confidence: number,
): Disparity[] {
  const { name } = dimension.dimension;
  const made = measurements.filter(
    (one) => one.metric === metric.name && one.dimension === name && one.cohort !== ALL,
  );
  // Of measurements without their counts nothing is known within strata.
  if (made.length === 0 || dimension.strata !== undefined) return [];
  const key = { metric: metric.name, dimension: name };
  if (metric.compares.includes("distance")) {
    const pairs = contrastPairs(metric, made, dimension);
    return describeContrasts(pairs, { ...key, compare: "distance" }, confidence);
  }
  const estimator = estimatorOfMeasurements(made);
  return comparesOf(metric).flatMap((compare) =>
    describeContrasts(
      contrastCohorts(estimator, compare, dimension),
      { ...key, compare },
      confidence,
    ),
  );
}

function describeContrasts(
  contrasts: readonly Contrast[],
  key: Pick<Disparity, "metric" | "dimension" | "compare">,
  confidence: number,
): Disparity[] {
  return contrasts.flatMap(({ cohort, reference, result }): Disparity[] =>
    reference === null
      ? []
      : [{ ...key, cohort, reference, ...describeResult(result, confidence) }],
  );
}

function describeResult(result: ContrastResult, confidence: number) {
  if (result.status === "not-estimable") {
    const { status, reason } = result;
    return { status, value: null, interval: null, bounds: null, reason } as const;
  }
  const { comparison, worst } = result;
  const { lower, upper } = comparison.bounds(confidence);
  if (!Number.isFinite(comparison.estimate)) {
    const reason = "reference-zero";
    const none = { value: null, interval: null, bounds: null } as const;
    return { status: "unbounded", ...none, lower, confidence, reason } as const;
  }
  return {
    status: "ok",
    value: comparison.estimate,
    interval: toInterval({ lower, upper }, confidence, comparison.method),
    bounds: worst === null ? null : { lower: endOf(worst.lowest), upper: endOf(worst.highest) },
    reason: null,
  } as const;
}

/** JSON has no infinity. */
function endOf(comparison: Comparison | null): number | null {
  return comparison !== null && Number.isFinite(comparison.estimate) ? comparison.estimate : null;
}
