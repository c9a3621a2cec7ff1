import type { CountedCohort } from "../cells/cohort-counts.ts";
import { totalRows } from "../cells/outcome-counts.ts";
import { toInterval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";
import type { Estimate } from "./estimate.ts";
import { type Estimated, estimatorOf, reasonOf, type WeightKind } from "./estimator.ts";
import type { Measurement } from "./measurement.ts";
import type { CountMetric, EstimatedMetric, Metric, RowMetric } from "./metric.ts";

export interface MeasureOptions {
  /** Of the two-sided interval. */
  readonly confidence: number;
  readonly weight: WeightKind;
  readonly hasLabel: boolean;
  readonly hasPrediction: boolean;
}

/** True where cells hold what this metric needs, and the data has its roles. */
export function isMeasurable(
  metric: Metric,
  options: MeasureOptions,
): metric is Exclude<Metric, RowMetric> {
  return (
    metric.kind !== "rows" &&
    (options.hasLabel || !metric.needs.label) &&
    (options.hasPrediction || !metric.needs.prediction)
  );
}

/** Measures one metric for one cohort; `not-estimable` where nothing is divided by. */
export function measure(
  metric: EstimatedMetric | CountMetric,
  counted: CountedCohort,
  options: MeasureOptions,
): Measurement {
  const { cohort } = counted;
  const key = { metric: metric.name, dimension: cohort.dimension, cohort: cohort.id };
  if (metric.kind === "count") return { ...key, ...countRows(counted) };
  const estimated = estimatorOf(metric, options.weight).estimate(counted);
  const { estimate, numerator, denominator, n } = estimated;
  if (estimate !== null) return { ...key, ...describeEstimate(estimate, estimated, options) };
  const sizes = { numerator, denominator, n };
  const reason = reasonOf(metric, cohort.rows, options);
  return { ...key, status: "not-estimable", value: null, interval: null, ...sizes, reason };
}

/** What a measurement says of an estimate. */
export function describeEstimate(
  estimate: Estimate,
  { numerator, denominator, n }: Omit<Estimated, "estimate">,
  { confidence }: { readonly confidence: number },
): Omit<Extract<Measurement, { status: "ok" }>, "metric" | "dimension" | "cohort"> {
  return {
    status: "ok",
    value: estimate.value,
    interval: toInterval(estimate.boundsAt(criticalValue(confidence)), confidence, estimate.method),
    numerator,
    denominator,
    n,
    effectiveDenominator: estimate.proportion?.size ?? n,
    spread: estimate.spread,
    reason: null,
  };
}

function countRows({ counts }: CountedCohort) {
  const rows = totalRows(counts);
  const sizes = { numerator: rows, denominator: rows, n: rows, effectiveDenominator: rows };
  return {
    status: "ok",
    value: rows,
    interval: null,
    ...sizes,
    spread: null,
    reason: null,
  } as const;
}
