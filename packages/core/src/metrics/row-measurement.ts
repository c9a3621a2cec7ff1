import type { Cohort } from "../cohorts/cohort.ts";
import type { Mean, MeanError } from "../stats/mean.ts";
import { type Estimate, estimateNormal, type Scale } from "./estimate.ts";
import { describeEstimate } from "./measure.ts";
import type { Measurement, NotEstimableReason } from "./measurement.ts";

/** One metric of some rows, before it is written down. */
export type RowValue =
  | {
      readonly value: number;
      /** Null where nothing says how far to trust the value. */
      readonly estimate: Estimate | null;
      readonly numerator: number;
      readonly denominator: number;
      /** Rows (Σ weight for frequency weights) that limit the precision. */
      readonly n: number;
      /** Size that the precision is that of. */
      readonly effective: number;
    }
  | { readonly reason: NotEstimableReason };

/** A mean and its error on a scale; without an error there is a value and no estimate. */
export function valueOfMean(mean: Mean, scale: Scale, method: string): RowValue {
  const { value, error } = mean;
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, scale, method),
    numerator: value * mean.weight,
    denominator: mean.weight,
    n: mean.n,
    effective: mean.effective,
  };
}

/**
 * Student's t about a value on a scale, by the delta method: the error on the scale is the error
 * times g′, 1/x for log, 1/(x(1 − x)) for logit and 1/(1 − x) for complement-log. Null at the ends of the scale.
 */
export function estimateOnScale(
  value: number,
  { standardError, degreesOfFreedom }: MeanError,
  scale: Scale,
  method: string,
): Estimate | null {
  const slope = {
    identity: 1,
    log: 1 / value,
    logit: 1 / (value * (1 - value)),
    "complement-log": 1 / (1 - value),
  }[scale];
  if (!(slope > 0 && Number.isFinite(slope))) return null;
  const spread = { scale, standardError: standardError * slope, degreesOfFreedom };
  return estimateNormal(value, spread, method);
}

/**
 * The measurement of a cohort.
 *
 * @param missing rows of the cohort that lacked an input
 * @param unscored those of them that lacked a score or another prediction
 */
export function describeRowValue(
  metric: string,
  { dimension, id }: Pick<Cohort, "dimension" | "id">,
  found: RowValue,
  missing: number,
  confidence: number,
  unscored: number = 0,
): Measurement {
  const key = { metric, dimension, cohort: id };
  if ("reason" in found) {
    const nothing = { value: null, interval: null, numerator: 0, denominator: 0, n: 0 } as const;
    return { ...key, status: "not-estimable", ...nothing, reason: found.reason };
  }
  const { value, estimate, numerator, denominator, n, effective } = found;
  const sizes = { numerator, denominator, n };
  const told =
    estimate === null
      ? ({ status: "ok", value, interval: null, ...sizes, spread: null, reason: null } as const)
      : describeEstimate(estimate, sizes, { confidence });
  return {
    ...key,
    ...told,
    effectiveDenominator: effective,
    ...(missing > 0 ? { missing } : {}),
    ...(unscored > 0 ? { unscored } : {}),
  };
}
