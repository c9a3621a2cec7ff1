import type { Weighting } from "./mean.ts";

/** What the third and fourth moments of rows say of the studentised mean. */
export interface MeanShape {
  /** Of the mean: that of the rows over √n. */
  readonly skewness: number;
  /** Of the chi-squared distribution with the variance of the estimated variance; 1 to the effective size less 1. */
  readonly degreesOfFreedom: number;
}

/**
 * The shape of a mean. With u the rows' parts in the deviation of the mean from the truth, each
 * counted as often as it stands for: skewness Σu³/(Σu²)^{3/2}, and Satterthwaite's degrees of freedom,
 * 2/(Σu⁴/(Σu²)² − 1/n), which for rows without weights are 2n/(kurtosis − 1).
 *
 * @param away each row less the mean, not all 0
 * @param effective the size that the precision of the mean is that of
 */
export function shapeOfMean(
  away: Float64Array,
  { kind, values }: Weighting,
  effective: number,
): MeanShape {
  let rows = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < away.length; i++) {
    const weight = values === null ? 1 : (values[i] as number);
    if (weight === 0) continue;
    const times = kind === "frequency" ? weight : 1;
    const part = (kind === "sampling" ? weight : 1) * (away[i] as number);
    rows += times;
    second += times * part ** 2;
    third += times * part ** 3;
    fourth += times * part ** 4;
  }
  const excess = fourth / second ** 2 - 1 / rows;
  const degrees = excess > 0 ? 2 / excess : Infinity;
  return {
    skewness: third / second ** 1.5,
    degreesOfFreedom: Math.max(1, Math.min(effective - 1, degrees)),
  };
}

/**
 * The deviate of a studentised skewed mean that cuts off the same tail as z does of a symmetric one,
 * by the inverse of Hall's cubic transformation, which removes the first term of the Edgeworth
 * expansion and, unlike it, increases everywhere. Hall (1992), Journal of the Royal Statistical
 * Society B 54.
 *
 * @param skewness of the mean
 */
export function skewedDeviate(z: number, skewness: number): number {
  const bend = -skewness / 3;
  if (Math.abs(bend) < 1e-6) return z;
  return (1 - Math.cbrt(1 - 3 * bend * (z - skewness / 6))) / bend;
}
