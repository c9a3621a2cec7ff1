import { randomBinomial } from "d3-random";
import { MISSING, type OutcomeCounts } from "../cells/outcome-counts.ts";
import type { WeightKind } from "../metrics/estimator.ts";

/** What a cohort's counts are drawn from. */
export interface DrawnCohort {
  /** Decisions in a draw: rows or Σ weight; effective ones with sampling weights or repeated subjects. */
  readonly size: number;
  /** Σ weight that one of them stands for. */
  readonly scale: number;
  /** The states that can occur, as places in `OutcomeCounts`. */
  readonly states: readonly number[];
  /** Σ weight by state with half a decision added to each state, at the same total. */
  readonly smoothed: Float64Array;
}

/** Half a decision in each cell, so that what was not seen can still occur. */
const HALF = 0.5;

/**
 * How a cohort's counts are drawn; null without a whole effective decision. The states are those of
 * the roles that the data have, and of missing values where there are any.
 */
export function prepareDraws(
  counts: OutcomeCounts,
  weight: WeightKind,
  roles: { readonly hasLabel: boolean; readonly hasPrediction: boolean },
): DrawnCohort | null {
  const total = sum(counts.w);
  const size = Math.floor(effectiveSize(counts, weight, total) + 1e-9);
  if (!(size >= 1)) return null;
  const scale = total / size;
  const states = Array.from({ length: 9 }, (_, at) => at).filter(
    (at) =>
      (counts.w[at] as number) > 0 ||
      (roles.hasLabel === Math.floor(at / 3) < MISSING && roles.hasPrediction === at % 3 < MISSING),
  );
  const drawn = { size, scale, states };
  const own = Float64Array.from(counts.w, (w) => w / scale);
  return { ...drawn, smoothed: smooth(drawn, own) };
}

/** Of all decisions of the cohort: Kish's size, or as if all decisions about one subject were alike. */
function effectiveSize({ w2, pairs }: OutcomeCounts, weight: WeightKind, total: number): number {
  if (pairs !== undefined) return (total * total) / sum(pairs);
  return weight === "sampling" ? (total * total) / sum(w2) : total;
}

/**
 * Draws once: a multinomial sample of the smoothed shares, state by state as a binomial of what is left, smoothed
 * in its turn. Independent of the number of rows.
 *
 * @param random numbers from 0 to below 1
 */
export function drawCounts(cohort: DrawnCohort, random: () => number): Float64Array {
  const { size, scale, states, smoothed } = cohort;
  const binomial = randomBinomial.source(random);
  const drawn = new Float64Array(9);
  let left = size;
  let mass = size * scale;
  for (const [i, at] of states.entries()) {
    const share = smoothed[at] as number;
    const count = i === states.length - 1 ? left : binomial(left, Math.min(1, share / mass))();
    drawn[at] = count;
    left -= count;
    mass -= share;
  }
  return smooth(cohort, drawn);
}

/** (c + ½) · size / (size + states / 2), as Σ weight. */
function smooth(
  { size, scale, states }: Pick<DrawnCohort, "size" | "scale" | "states">,
  counts: Float64Array,
): Float64Array {
  const smoothed = new Float64Array(9);
  const factor = (size / (size + states.length * HALF)) * scale;
  for (const at of states) smoothed[at] = ((counts[at] as number) + HALF) * factor;
  return smoothed;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
