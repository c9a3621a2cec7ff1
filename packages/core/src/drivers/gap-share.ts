import type { DrawnCohort } from "../bootstrap/cohort-draws.ts";
import { studentise } from "../bootstrap/studentise.ts";
import type { Fraction } from "../metrics/rate.ts";
import { type Interval, toInterval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";

/** One part of a gap. */
export interface GapShare {
  /** In the unit of the rate: 0.1 is ten percentage points. */
  readonly value: number;
  /** Null where the data hold no error to compute it from. */
  readonly interval: Interval | null;
}

/** A cohort as the delta method sees it: how many decisions it stands for, and of which kinds. */
export interface Side {
  /** Σ weight by kind. */
  readonly weights: Float64Array;
  /** The same with half a decision added where nothing was seen of a kind that can occur. */
  readonly smoothed: Float64Array;
  /** Decisions; effective ones with sampling weights or repeated subjects. */
  readonly size: number;
}

/** A function of Σ weight by kind of the cohort and of its reference. */
export type GapFormula = (own: Float64Array, reference: Float64Array) => number;

/**
 * Decisions that the denominator of a rate stands for: rows or Σ weight, Kish's (Σw)²/Σw² with sampling
 * weights, and with repeated subjects as if all decisions about one were alike, which is cautious.
 */
export function effectiveSize(
  { denominator, squares, subjects }: Fraction,
  weight: "none" | "frequency" | "sampling",
): number {
  if (subjects !== undefined) return (denominator * denominator) / subjects.mm;
  return weight === "sampling" ? (denominator * denominator) / squares : denominator;
}

/**
 * The value of a formula with its interval, value ± z · standard error, by the delta method: each side is
 * a multinomial sample of its size. The error is that of the smoothed counts, so that a kind that was
 * not seen does not pass for impossible.
 */
export function measurePart(
  formula: GapFormula,
  sides: readonly [Side, Side],
  confidence: number,
): GapShare {
  const value = formula(sides[0].weights, sides[1].weights);
  const smoothed = sides.map((side) => side.smoothed.slice());
  const statistic = ([own, reference]: readonly Float64Array[]): number =>
    formula(own as Float64Array, reference as Float64Array);
  const error = studentise(statistic, sides.map(drawnOf), smoothed)?.standardError ?? Number.NaN;
  if (!Number.isFinite(error)) return { value, interval: null };
  const distance = criticalValue(confidence) * error;
  const bounds = { lower: value - distance, upper: value + distance };
  return { value, interval: toInterval(bounds, confidence, "delta") };
}

function drawnOf({ smoothed, size }: Side): DrawnCohort {
  const total = smoothed.reduce((sum, weight) => sum + weight, 0);
  const states = [...smoothed.keys()].filter((at) => (smoothed[at] as number) > 0);
  return { size, scale: total / size, states, smoothed };
}
