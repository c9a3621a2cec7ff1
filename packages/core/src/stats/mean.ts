/** What rows count for. `frequency`: a row stands for so many; `sampling`: for more people than it is. */
export interface Weighting {
  readonly kind: "none" | "frequency" | "sampling";
  /** One a row, 0 or more; null where each row counts once. */
  readonly values: Float64Array | null;
}

export const UNWEIGHTED: Weighting = { kind: "none", values: null };

/** A mean with what is known of its error. */
export interface Mean {
  readonly value: number;
  /** Null where rows are too few or too alike to tell. */
  readonly error: MeanError | null;
  /** Rows that weigh something; Σ weight for frequencies, as a row stands for so many. */
  readonly n: number;
  /** Σ weight; rows without weights. */
  readonly weight: number;
  /** Rows, Σ weight for frequencies, Kish's (Σw)² / Σw² for sampling weights. */
  readonly effective: number;
}

export interface MeanError {
  readonly standardError: number;
  /** Of Student's t: the effective size less one. */
  readonly degreesOfFreedom: number;
}

/** Beside the largest value, a standard error below this is rounding. */
const ROUNDING = 1e-12;

/**
 * A mean with its standard error, in two passes with compensated sums:
 * x̄ = Σwx / Σw; se² = Σw(x − x̄)² / (Σw · (Σw − 1)) without weights and for frequencies, and
 * m/(m − 1) · Σw²(x − x̄)² / (Σw)² (linearised, m rows) for sampling weights.
 *
 * @param values finite numbers
 * @returns null where nothing weighs anything
 */
export function meanOf(values: Float64Array, weighting: Weighting = UNWEIGHTED): Mean | null {
  const { kind, values: weights } = weighting;
  const weightAt = (i: number): number => (weights === null ? 1 : (weights[i] as number));
  let rows = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    if (weightAt(i) === 0) continue;
    rows++;
    largest = Math.max(largest, Math.abs(values[i] as number));
  }
  if (rows === 0) return null;
  const sum = (term: (i: number) => number): number => sumOf(values.length, term);
  const weight = sum(weightAt);
  const value = sum((i) => weightAt(i) * (values[i] as number)) / weight;
  const away = (i: number): number => (values[i] as number) - value;
  const isSampling = kind === "sampling";
  const squares = isSampling ? sum((i) => weightAt(i) ** 2) : weight;
  const effective = isSampling ? weight ** 2 / squares : weight;
  const variance = isSampling
    ? (sum((i) => (weightAt(i) * away(i)) ** 2) / weight ** 2) * (rows / (rows - 1))
    : sum((i) => weightAt(i) * away(i) ** 2) / (weight * (weight - 1));
  const degreesOfFreedom = effective - 1;
  const standardError = Math.sqrt(variance);
  const isKnown = degreesOfFreedom >= 1 && standardError > ROUNDING * largest;
  return {
    value,
    error: isKnown ? { standardError, degreesOfFreedom } : null,
    n: kind === "frequency" ? weight : rows,
    weight,
    effective,
  };
}

/** Σ term(i) for i from 0, compensated (Neumaier 1974), so that the order of rows does not show. */
function sumOf(count: number, term: (i: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const own = term(i);
    const next = sum + own;
    lost += Math.abs(sum) >= Math.abs(own) ? sum - next + own : own - next + sum;
    sum = next;
  }
  return sum + lost;
}
