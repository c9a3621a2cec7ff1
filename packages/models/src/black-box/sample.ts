import { EvenhandError } from "@evenhand/core";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** Values from a sample of coalitions, with what is known of their error. */
export interface Sampled {
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
  /** Half of the width of each 95 % interval. */
  readonly halfWidths: Float64Array;
  /** Pairs of opposite permutations, or of complementary coalitions. */
  readonly pairs: number;
  readonly stoppedBy: "precision" | "budget";
}

export interface SampleLimits {
  readonly seed: number;
  /** Rows that may be asked for beside the ends. */
  readonly rows: number;
  /** Half of the width of the widest interval at which sampling stops. */
  readonly precision: number;
}

/** Fewest pairs after which an interval is believed enough to stop. */
export const FEWEST_PAIRS = 60;

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The 97.5 % point of Student's t, by the Cornish–Fisher series in 1 ÷ ν to its third term: within
 * 0.001 from ν = 8 on, 0.03 at ν = 4.
 */
export function studentPoint(freedom: number): number {
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

/** 0 to below `count`. */
export function indices(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at);
}

/** The first `count` places of a Fisher–Yates shuffle, in place; all of them where no count is given. */
export function shuffle(
  order: Uint32Array,
  random: RandomGenerator,
  count: number = order.length,
): Uint32Array {
  for (let at = 0; at < count && at < order.length - 1; at++) {
    const other = uniformInt(random, at, order.length - 1);
    const value = order[other] as number;
    order[other] = order[at] as number;
    order[at] = value;
  }
  return order;
}

export function budgetFault(needed: number, rows: number): EvenhandError {
  return new EvenhandError({
    code: "usage/row-budget",
    path: "maxRows",
    problem: "the budget of rows is too small for this method",
    expected: `a finite number, at least ${needed}, beside the rows of the background and the person`,
    received: String(rows),
  });
}
