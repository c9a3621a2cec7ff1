import { type Mean, meanOf, type Weighting } from "../../stats/mean.ts";
import { estimateNormal, estimateProportion } from "../estimate.ts";
import { type RowValue, valueOfMean } from "../row-measurement.ts";
import { skewedSpread } from "./skewed-spread.ts";

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

/** Σw|y − ŷ| / Σw; the interval of a skewed mean of sizes. */
export function meanAbsoluteError(outcomes: Outcomes): RowValue {
  return meanSize(outcomes, (y, p) => Math.abs(y - p));
}

/** √(Σw(y − ŷ)² / Σw); the root of the interval of the mean square. */
export function rootMeanSquaredError(outcomes: Outcomes): RowValue {
  return meanSize(outcomes, (y, p) => (y - p) ** 2, 2);
}

/**
 * R² = 1 − Σw(y − ŷ)² / Σw(y − ȳ)² with the cohort's own mean ȳ; not estimable where y does not
 * vary (scikit-learn says 1 or 0 there). The interval is that of a skewed mean on the scale
 * −log(1 − R²), on which R² is the mean of (y − ȳ)² / mean((y − ȳ)²) − (y − ŷ)² / mean((y − ŷ)²)
 * about it (delta method).
 */
export function rSquared(outcomes: Outcomes): RowValue {
  const { recorded, predicted, weighting } = outcomes;
  const centre = meanOf(recorded, weighting);
  if (centre === null) return NO_ROWS;
  const total = meanOver(outcomes, (y) => (y - centre.value) ** 2) as Mean;
  const left = meanOver(outcomes, (y, p) => (y - p) ** 2) as Mean;
  // Without an error of its mean the outcome is the same everywhere, but for rounding.
  if (centre.error === null) return { reason: "zero-denominator" };
  const influence = recorded.map((y, i) => {
    const missed = (y - (predicted[i] as number)) ** 2;
    return (y - centre.value) ** 2 / total.value - (left.value === 0 ? 0 : missed / left.value);
  });
  const value = 1 - left.value / total.value;
  const spread =
    left.value === 0
      ? null
      : skewedSpread("complement-log", influence, meanOf(influence, weighting) as Mean, weighting);
  return {
    value,
    estimate: spread === null ? null : estimateNormal(value, spread, "hall-complement-log"),
    numerator: (total.value - left.value) * total.weight,
    denominator: total.value * total.weight,
    n: total.n,
    effective: total.effective,
  };
}

/**
 * Mean of a loss between the two clipped numbers (Agarwal, Dudík & Wu 2019: bounded group loss asks
 * that it stays below a limit in every cohort; fairlearn's `AbsoluteLoss` and `SquareLoss`); the
 * interval of a skewed mean of sizes.
 */
export function boundedGroupLoss(outcomes: Outcomes, { kind, min, max }: BoundedLoss): RowValue {
  const clip = (x: number): number => Math.min(max, Math.max(min, x));
  return meanSize(outcomes, (y, p) => {
    const missed = Math.abs(clip(y) - clip(p));
    return kind === "absolute" ? missed : missed * missed;
  });
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

/** The mean of sizes of 0 or more, or a root of it, with the interval of a skewed mean on the log scale. */
function meanSize(
  outcomes: Outcomes,
  of: (y: number, p: number) => number,
  root: 1 | 2 = 1,
): RowValue {
  const mean = meanOver(outcomes, of);
  if (mean === null) return NO_ROWS;
  const { recorded, predicted, weighting } = outcomes;
  const relative = recorded.map((y, i) => of(y, predicted[i] as number) / mean.value);
  const spread =
    mean.value === 0
      ? null
      : skewedSpread("log", relative, meanOf(relative, weighting) as Mean, weighting);
  const value = root === 1 ? mean.value : Math.sqrt(mean.value);
  return {
    value,
    estimate:
      spread === null
        ? null
        : estimateNormal(
            value,
            { ...spread, standardError: spread.standardError / root },
            "hall-log",
          ),
    numerator: mean.value * mean.weight,
    denominator: mean.weight,
    n: mean.n,
    effective: mean.effective,
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
