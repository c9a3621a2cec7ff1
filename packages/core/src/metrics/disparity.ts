import type { CountedDimension } from "../cells/cohort-counts.ts";
import type { Contrast } from "./contrast.ts";
import { contrastCohorts } from "./contrast.ts";
import type { Compare, Disparity } from "./measurement.ts";
import type { RateMetric } from "./registry.ts";

/** The disparities of one metric in one dimension, in cohort order. */
export function compareCohorts(
  metric: RateMetric,
  compare: Compare,
  dimension: CountedDimension,
  options: { readonly confidence: number; readonly weight: "none" | "frequency" | "sampling" },
): Disparity[] {
  return contrastCohorts(metric, compare, dimension, options.weight).flatMap((contrast) =>
    contrast.reference === null
      ? []
      : [
          {
            metric: metric.name,
            dimension: dimension.dimension.name,
            compare,
            cohort: contrast.cohort,
            reference: contrast.reference,
            ...describeResult(contrast.result, options.confidence),
          },
        ],
  );
}

function describeResult(result: Contrast["result"], confidence: number) {
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
    interval: { lower, upper, confidence, method: comparison.method },
    bounds:
      worst === null || worst.lowest === null || worst.highest === null
        ? null
        : { lower: worst.lowest.estimate, upper: orUnbounded(worst.highest.estimate) },
    reason: null,
  } as const;
}

/** JSON has no infinity. */
function orUnbounded(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
