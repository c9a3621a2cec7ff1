import type { CountedCohort } from "../cells/cohort-counts.ts";
import { totalRows } from "../cells/outcome-counts.ts";
import { toInterval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";
import { estimatorOf, reasonOf, type WeightKind } from "./estimator.ts";
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
  const { estimate, numerator, denominator, n } = estimatorOf(metric, options.weight).estimate(
    counted,
  );
  const sizes = { numerator, denominator, n };
  if (estimate === null) {
    const reason = reasonOf(metric, cohort.rows, options);
    return { ...key, status: "not-estimable", value: null, interval: null, ...sizes, reason };
  }
  const bounds = estimate.boundsAt(criticalValue(options.confidence));
  return {
    ...key,
    status: "ok",
    value: estimate.value,
    interval: toInterval(bounds, options.confidence, estimate.method),
    ...sizes,
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
