import { median } from "../attributions/typical.ts";

/**
 * The spread by which a distance is divided: the median absolute deviation from the median, the
 * standard deviation where that is 0, and 1 where both are 0 or there are no values.
 */
export function spreadOf(values: Float64Array): number {
  if (values.length === 0) return 1;
  const middle = median(values);
  const mad = median(values.map((value) => Math.abs(value - middle)));
  if (mad > 0) return mad;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / values.length) || 1;
}
