import { type Mean, meanOf, type Weighting } from "../../stats/mean.ts";
import { estimateProportion } from "../estimate.ts";
import { estimateOnScale, type RowValue, valueOfMean } from "../row-measurement.ts";

/** Rows with both numbers, in the same order. */
export interface Outcomes {
  /** Recorded outcomes y. */
  readonly recorded: Float64Array;
  /** Predictions ŷ. */
  readonly predicted: Float64Array;
  readonly weighting: Weighting;
}

/** A loss held inside a range: both numbers are moved to its nearer end first. */
export interface BoundedLoss {
  readonly kind: "absolute" | "square";
  readonly min: number;
  readonly max: number;
}

const NO_ROWS = { reason: "no-rows" } as const;

/** Σwŷ / Σw in the unit of the prediction; Student's t. */
export function meanPrediction(predicted: Float64Array, weighting: Weighting): RowValue {
  const mean = meanOf(predicted, weighting);
  return mean === null ? NO_ROWS : valueOfMean(mean, "identity", "student-t");
}

/** Σw(y − ŷ) / Σw: above 0 where the prediction is too low; Student's t. */
export function meanResidual(outcomes: Outcomes): RowValue {
  const mean = meanOver(outcomes, (y, p) => y - p);
  return mean === null ? NO_ROWS : valueOfMean(mean, "identity", "student-t");
}

/** Σw|y − ŷ| / Σw; Student's t on the log scale, on which the mean of skewed sizes is near normal. */
export function meanAbsoluteError(outcomes: Outcomes): RowValue {
  const mean = meanOver(outcomes, (y, p) => Math.abs(y - p));
  return mean === null ? NO_ROWS : valueOfMean(mean, "log", "student-t-log");
}

/**
 * √(Σw(y − ŷ)² / Σw); delta method on the log scale: half the error of the log of the mean square.
 * Its 95 % interval covers 93 % of normal errors with 20 rows, but only 74 % of exponential ones
 * with 20 and 90 % with 200 (R²: 84 and 91 %): few rows do not show the large squares.
 */
export function rootMeanSquaredError(outcomes: Outcomes): RowValue {
  const mean = meanOver(outcomes, (y, p) => (y - p) ** 2);
  if (mean === null) return NO_ROWS;
  const value = Math.sqrt(mean.value);
  const error =
    mean.error === null || value === 0
      ? null
      : { ...mean.error, standardError: mean.error.standardError / (2 * value) };
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, "log", "delta-log"),
    numerator: mean.value * mean.weight,
    denominator: mean.weight,
    n: mean.n,
    effective: mean.effective,
  };
}

/**
 * R² = 1 − Σw(y − ŷ)² / Σw(y − ȳ)² with the cohort's own mean ȳ; not estimable where y does not
 * vary (scikit-learn says 1 or 0 there). Delta method: the error of the mean of
 * ((1 − R²)(y − ȳ)² − (y − ŷ)²) / mean((y − ȳ)²).
 */
export function rSquared(outcomes: Outcomes): RowValue {
  const { recorded, predicted, weighting } = outcomes;
  const centre = meanOf(recorded, weighting);
  if (centre === null) return NO_ROWS;
  const total = meanOver(outcomes, (y) => (y - centre.value) ** 2) as Mean;
  const left = meanOver(outcomes, (y, p) => (y - p) ** 2) as Mean;
  // Without an error of its mean the outcome is the same everywhere, but for rounding.
  if (centre.error === null) return { reason: "zero-denominator" };
  const share = left.value / total.value;
  const influence = recorded.map((y, i) => {
    const missed = (y - (predicted[i] as number)) ** 2;
    return (share * (y - centre.value) ** 2 - missed) / total.value;
  });
  const { error } = meanOf(influence, weighting) as Mean;
  const value = 1 - share;
  return {
    value,
    estimate: error === null ? null : estimateOnScale(value, error, "identity", "delta"),
    numerator: (total.value - left.value) * total.weight,
    denominator: total.value * total.weight,
    n: total.n,
    effective: total.effective,
  };
}

/**
 * Mean of a loss between the two clipped numbers (Agarwal, Dudík & Wu 2019: bounded group loss asks
 * that it stays below a limit in every cohort; fairlearn's `AbsoluteLoss` and `SquareLoss`).
 * Student's t on the log scale.
 */
export function boundedGroupLoss(outcomes: Outcomes, { kind, min, max }: BoundedLoss): RowValue {
  const clip = (x: number): number => Math.min(max, Math.max(min, x));
  const mean = meanOver(outcomes, (y, p) => {
    const missed = Math.abs(clip(y) - clip(p));
    return kind === "absolute" ? missed : missed * missed;
  });
  return mean === null ? NO_ROWS : valueOfMean(mean, "log", "student-t-log");
}

/** Share of rows with |y − ŷ| ≤ tolerance; the interval of a share. */
export function errorWithinTolerance(outcomes: Outcomes, tolerance: number): RowValue {
  const mean = meanOver(outcomes, (y, p) => (Math.abs(y - p) <= tolerance ? 1 : 0));
  if (mean === null) return NO_ROWS;
  const { value, weight, effective } = mean;
  return {
    value,
    estimate: estimateProportion({ successes: value * effective, size: effective }),
    numerator: value * weight,
    denominator: weight,
    n: mean.n,
    effective,
  };
}

function meanOver(
  { recorded, predicted, weighting }: Outcomes,
  of: (y: number, p: number) => number,
): Mean | null {
  return meanOf(
    recorded.map((y, i) => of(y, predicted[i] as number)),
    weighting,
  );
}
