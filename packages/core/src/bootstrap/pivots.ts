import { EvenhandError } from "../errors.ts";
import { SCALES, type Scale } from "../metrics/estimate.ts";
import { type Interval, toInterval } from "../stats/interval.ts";
import { criticalValue, twoSidedP } from "../stats/normal.ts";
import type { CellBootstrap } from "./question.ts";
import type { Studentised } from "./studentise.ts";

/** What the replicates leave behind. */
export interface PivotSample {
  /** Of the counts as they are. */
  readonly value: number;
  /** Of the smoothed counts, on the scale. */
  readonly centre: Studentised;
  /** (replicate − centre) / standard error of the replicate, of those that had a value. */
  readonly pivots: readonly number[];
  readonly replicates: number;
  readonly scale: Scale;
  readonly confidence: number;
}

/** Replicates beyond an end of the interval that are needed to know where it lies. */
const BEYOND = 10;

/** Replicates that this confidence needs. */
export function leastReplicates(confidence: number): number {
  // Without the last bits of 1 − confidence.
  return Math.ceil(Number(((2 * BEYOND) / (1 - confidence)).toPrecision(12)));
}

/** @throws EvenhandError `usage/replicates`, `usage/confidence` */
export function requireReplicates(replicates: number, confidence: number): void {
  requireConfidence(confidence);
  const least = leastReplicates(confidence);
  if (Number.isInteger(replicates) && replicates >= least) return;
  throw new EvenhandError({
    code: "usage/replicates",
    path: "replicates",
    problem: "too few replicates for this confidence",
    expected: `a whole number of at least ${least}`,
    received: String(replicates),
    hint: "An end of the interval is known only with ten replicates beyond it.",
  });
}

function requireConfidence(confidence: number): void {
  if (confidence > 0 && confidence < 1) return;
  throw new EvenhandError({
    code: "usage/confidence",
    path: "confidence",
    problem: "a confidence is out of range",
    expected: "a number between 0 and 1",
    received: String(confidence),
  });
}

/** Interval and p-values by inversion of the pivots. */
export function estimateFromPivots(sample: PivotSample): CellBootstrap {
  const { value, centre, replicates, scale, confidence } = sample;
  const { to } = SCALES[scale];
  const sorted = Float64Array.from(sample.pivots).sort();
  const undefinedReplicates = replicates - sorted.length;
  const intervalAt = (level: number): Interval => {
    requireReplicates(replicates, level);
    return invert(sample, sorted, level);
  };
  const interval = intervalAt(confidence);
  if (!Number.isFinite(interval.lower) || (interval.upper === null && scale === "identity")) {
    return { status: "not-estimable", value: null, reason: "unbounded" };
  }
  return {
    status: "ok",
    value,
    interval,
    scale,
    standardError: centre.standardError,
    replicates,
    undefinedReplicates,
    intervalAt,
    p(limit) {
      if (limit === value) return 1;
      const at = to(limit);
      // The interval holds the value itself, also where smoothing has drawn the centre past the limit.
      if ((at - centre.value) * (limit - value) <= 0) return 1;
      const pivot = (centre.value - at) / centre.standardError;
      const beyond =
        pivot > 0 ? sorted.length - lowerBound(sorted, pivot) : upperBound(sorted, pivot);
      const count = Math.max(BEYOND, beyond + undefinedReplicates + 1);
      return Math.min(1, Math.max(twoSidedP(pivot), (2 * count) / (replicates + 1)));
    },
  };
}

/**
 * g⁻¹(centre − q · standard error) at the upper and lower quantile of the pivots, those without a value
 * beyond either; the value itself is never left out. A quantile is at least the normal one: where a cell is
 * all but empty it can hardly be drawn emptier, and the pivots would say that the truth is not above it.
 */
function invert(
  { value, centre, replicates, scale }: PivotSample,
  sorted: Float64Array,
  confidence: number,
): Interval {
  const { from } = SCALES[scale];
  const rank = Math.floor(((1 - confidence) / 2) * (replicates + 1) + 1e-9);
  const undefinedReplicates = replicates - sorted.length;
  const smallest = rank > undefinedReplicates ? sorted[rank - undefinedReplicates - 1] : -Infinity;
  const largest =
    rank > undefinedReplicates ? sorted[sorted.length - rank + undefinedReplicates] : Infinity;
  const z = criticalValue(confidence);
  const end = (pivot: number): number => from(centre.value - pivot * centre.standardError);
  const bounds = {
    lower: Math.min(value, end(Math.max(z, largest as number))),
    upper: Math.max(value, end(Math.min(-z, smallest as number))),
  };
  return toInterval(bounds, confidence, "bootstrap-t");
}

/** How many are below the value. */
function lowerBound(sorted: Float64Array, value: number): number {
  return countWhile(sorted, (one) => one < value);
}

/** How many are at most the value. */
function upperBound(sorted: Float64Array, value: number): number {
  return countWhile(sorted, (one) => one <= value);
}

function countWhile(sorted: Float64Array, isBefore: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
