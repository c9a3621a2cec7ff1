import type { DrawnCohort } from "./cohort-draws.ts";

/** A statistic of Σ weight by state of each cohort, on the scale of its interval; null where it has no value. */
export type ScaledStatistic = (weights: readonly Float64Array[]) => number | null;

/** A statistic with its standard error. */
export interface Studentised {
  readonly value: number;
  readonly standardError: number;
}

/** How far a count is moved to see what it does, as a share of it. */
const STEP = 1e-6;

/**
 * The statistic of these counts with its standard error by the delta method. Counts of a cohort are
 * multinomial: with dᵢ = ∂g/∂wᵢ, scale s, cᵢ = wᵢ/s decisions and n in all,
 * V = Σ over cohorts of s² (Σ cᵢ dᵢ² − (Σ cᵢ dᵢ)² / n).
 *
 * @param weights are changed and restored
 */
export function studentise(
  statistic: ScaledStatistic,
  cohorts: readonly DrawnCohort[],
  weights: readonly Float64Array[],
): Studentised | null {
  const value = statistic(weights);
  if (value === null) return null;
  let variance = 0;
  for (const [k, { size, scale, states }] of cohorts.entries()) {
    const own = weights[k] as Float64Array;
    let squares = 0;
    let mean = 0;
    for (const at of states) {
      const weight = own[at] as number;
      const step = weight * STEP;
      own[at] = weight + step;
      const moved = statistic(weights);
      own[at] = weight;
      if (moved === null) return null;
      const slope = (moved - value) / step;
      const count = weight / scale;
      squares += count * slope * slope;
      mean += count * slope;
    }
    variance += scale * scale * Math.max(0, squares - (mean * mean) / size);
  }
  return { value, standardError: Math.sqrt(variance) };
}
