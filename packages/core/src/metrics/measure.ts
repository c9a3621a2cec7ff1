import type { CountedCohort } from "../cells/cohort-counts.ts";
import type { OutcomeCounts } from "../cells/outcome-counts.ts";
import { criticalValue } from "../stats/normal.ts";
import { wilsonInterval } from "../stats/wilson.ts";
import type { Measurement, NotEstimableReason } from "./measurement.ts";
import { countRate, proportionOf } from "./rate.ts";
import type { Metric, RateMetric } from "./registry.ts";

export interface MeasureOptions {
  /** Of the two-sided interval. */
  readonly confidence: number;
  readonly weight: "none" | "frequency" | "sampling";
  readonly hasLabel: boolean;
  readonly hasPrediction: boolean;
}

/** True where the data has the roles this metric needs. */
export function isMeasurable(metric: Metric, options: MeasureOptions): boolean {
  return (
    (options.hasLabel || !metric.needs.label) && (options.hasPrediction || !metric.needs.prediction)
  );
}

/** Measures one metric for one cohort: Wilson's interval, `not-estimable` where nothing is divided by. */
export function measure(
  metric: Metric,
  { cohort, counts }: CountedCohort,
  options: MeasureOptions,
): Measurement {
  const key = { metric: metric.name, dimension: cohort.dimension, cohort: cohort.id };
  if (metric.kind === "count") return { ...key, ...countRows(counts) };
  const fraction = countRate(metric, counts);
  const { numerator, denominator } = fraction;
  const n = options.weight === "frequency" ? denominator : fraction.rows;
  if (!(denominator > 0)) {
    const none = { value: null, interval: null, numerator, denominator, n } as const;
    return {
      ...key,
      status: "not-estimable",
      ...none,
      reason: whyNot(metric, cohort.rows, options),
    };
  }
  const proportion = proportionOf(fraction, options.weight);
  return {
    ...key,
    status: "ok",
    value: numerator / denominator,
    interval: {
      ...wilsonInterval(proportion, criticalValue(options.confidence)),
      confidence: options.confidence,
      method: "wilson",
    },
    numerator,
    denominator,
    n,
    effectiveDenominator: proportion.size,
    reason: null,
  };
}

function countRows(counts: OutcomeCounts) {
  const rows = counts.n.reduce((sum, n) => sum + n, 0);
  return {
    status: "ok",
    value: rows,
    interval: null,
    numerator: rows,
    denominator: rows,
    n: rows,
    effectiveDenominator: rows,
    reason: null,
  } as const;
}

function whyNot(metric: RateMetric, rows: number, options: MeasureOptions): NotEstimableReason {
  if (rows === 0) return "no-rows";
  if (metric.needs.label && !options.hasLabel) return "no-label";
  if (metric.needs.prediction && !options.hasPrediction) return "no-prediction";
  return "zero-denominator";
}
