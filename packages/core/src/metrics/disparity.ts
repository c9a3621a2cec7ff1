import type { CountedDimension } from "../cells/cohort-counts.ts";
import { toInterval } from "../stats/interval.ts";
import type { Comparison } from "./comparison.ts";
import type { ContrastResult } from "./contrast.ts";
import { comparesOf, contrastMetric } from "./contrast-metric.ts";
import type { WeightKind } from "./estimator.ts";
import type { Disparity } from "./measurement.ts";
import type { ComparedMetric } from "./metric.ts";

/** The disparities of one metric in one dimension, by comparison, in cohort order. */
export function compareCohorts(
  metric: ComparedMetric,
  dimension: CountedDimension,
  options: { readonly confidence: number; readonly weight: WeightKind },
): Disparity[] {
  return comparesOf(metric).flatMap((compare) =>
    contrastMetric(metric, compare, dimension, options.weight).flatMap(
      ({ cohort, reference, result }): Disparity[] => {
        if (reference === null) return [];
        const name = dimension.dimension.name;
        const key = { metric: metric.name, dimension: name, compare, cohort, reference };
        return [{ ...key, ...describeResult(result, options.confidence) }];
      },
    ),
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
