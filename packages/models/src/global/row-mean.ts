import {
  EvenhandError,
  type Interval,
  type MeanError,
  shown,
  studentInterval,
} from "@evenhand/core";

/** A mean over rows, and where it may lie in all of those that the rows were drawn from. */
export interface RowMean {
  readonly value: number;
  /** Student's t; null where one row tells nothing of the spread. */
  readonly interval: Interval | null;
}

/** x̄ with s² = Σ(x − x̄)² ÷ (n − 1), in two passes. 0 of nothing. */
export function momentsOf(values: ArrayLike<number>): { mean: number; variance: number } {
  const n = values.length;
  if (n === 0) return { mean: 0, variance: 0 };
  const first = values[0] as number;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (values[i] as number) - first;
  const mean = first + sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] as number) - mean) ** 2;
  return { mean, variance: n < 2 ? 0 : squares / (n - 1) };
}

/** x̄ ± t(n − 1)·s ÷ √n */
export function rowMean(values: ArrayLike<number>, confidence: number): RowMean {
  const { mean, variance } = momentsOf(values);
  const n = values.length;
  const error = { standardError: Math.sqrt(variance / n), degreesOfFreedom: n - 1 };
  return withInterval(mean, n < 2 ? null : error, confidence);
}

export function withInterval(value: number, error: MeanError | null, confidence: number): RowMean {
  return { value, interval: error === null ? null : studentInterval(value, error, confidence) };
}

/** One part of a sum of independent means: coefficient² · variance of the mean, and its freedom. */
export interface VariancePart {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * The error of a sum of independent parts: se² = Σ vᵢ, with the degrees of freedom of Welch and
 * Satterthwaite, (Σ vᵢ)² ÷ Σ (vᵢ² ÷ dfᵢ). Null where a part has no freedom.
 */
export function sumOfErrors(parts: readonly VariancePart[]): MeanError | null {
  if (parts.some(({ degreesOfFreedom }) => degreesOfFreedom < 1)) return null;
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const fourth = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degreesOfFreedom, 0);
  const least = parts.reduce((df, part) => Math.min(df, part.degreesOfFreedom), Infinity);
  return {
    standardError: Math.sqrt(variance),
    degreesOfFreedom: fourth > 0 ? Math.max(least, variance ** 2 / fourth) : least,
  };
}

/** @throws EvenhandError `usage/confidence-range` */
export function requireConfidence(confidence: number): void {
  if (confidence > 0 && confidence < 1) return;
  throw new EvenhandError({
    code: "usage/confidence-range",
    path: "confidence",
    problem: "a confidence is out of range",
    expected: "a number above 0 and below 1",
    received: shown(confidence),
  });
}

/** @throws EvenhandError `input/empty-table` */
export function requireRows(rows: number): void {
  if (rows > 0) return;
  throw new EvenhandError({
    code: "input/empty-table",
    path: "table",
    problem: "there are no rows to take a mean over",
    expected: "at least one row",
    received: "none",
  });
}

/** @throws EvenhandError `usage/whole-number` */
export function requireCount(value: number, least: number, path: string): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new EvenhandError({
    code: "usage/whole-number",
    path,
    problem: "a count is out of range",
    expected: `a whole number of ${least} or more`,
    received: shown(value),
  });
}
