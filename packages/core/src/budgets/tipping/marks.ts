import type { Comparison } from "../../metrics/comparison.ts";
import type { Contrast, WorstCases } from "../../metrics/contrast.ts";
import type { Bounds } from "../../stats/proportion.ts";
import type { Limit } from "../budget.ts";

/**
 * Why a point has its verdict, as bits. Each stands for a condition that only grows or only falls along
 * an axis, so what is marked at all corners of a box is so at every point in it.
 */
export interface Marks {
  /** Each of these alone withholds a pass. */
  readonly blocks: number;
  /** Each of these alone makes a fail. */
  readonly fails: number;
}

/** Nothing is known that would hold elsewhere too. */
export const NO_MARKS: Marks = { blocks: 0, fails: 0 };

const BELOW = 1;
const ABOVE = 2;
const FEW = 4;
/** Each comparison has so many bits. */
const WIDTH = 3;

/** The marks of one comparison. */
export function marksOf(
  { smallest, own }: Contrast,
  parts: readonly Contrast[],
  comparison: Comparison,
  worst: WorstCases | null,
  limit: Limit,
  confidence: number,
  minimum: number,
  isFail: boolean,
): Marks {
  const sides = sidesOf(comparison.bounds(confidence), limit);
  if (isFail) return { blocks: sides, fails: sides };
  // What is no rate rests on several groups, of which one can grow while another gets small.
  const sizes = own?.estimate?.proportion ? [smallest] : parts.map((part) => part.smallest);
  const blocks = sides | shiftAll(sizes.map((size) => (size < minimum ? FEW : 0)));
  if (blocks !== 0 || worst === null) return { blocks, fails: 0 };
  const ends = [worst.lowest, worst.highest].map((end) =>
    end === null ? FEW : sidesOf(end.bounds(confidence), limit),
  );
  return { blocks: shiftAll([0, ...ends]), fails: 0 };
}

/**
 * The marks of the worst of several gaps: the side on which each part's interval, made at z so that all
 * hold together, leaves the limit or its mirror image; for a fail the part that has the smallest p-value.
 */
export function marksOfWorst(
  parts: readonly Contrast[],
  compare: "difference" | "ratio",
  limit: Limit,
  z: number,
  minimum: number,
  isFail: boolean,
): Marks {
  const folded = unfold(limit, compare);
  if (folded === null) return NO_MARKS;
  const comparisons = parts.flatMap(({ result }) =>
    result.status === "ok" ? [result.comparison] : [],
  );
  const sides = comparisons.map((part) => sidesOf(part.boundsAt(z), folded));
  const blocks = shiftAll(
    sides.map((own, i) => own | ((parts[i] as Contrast).smallest < minimum ? FEW : 0)),
  );
  if (!isFail) return { blocks, fails: 0 };
  const { min, max } = folded;
  const least = comparisons.map((part) =>
    part.estimate < min ? part.p(min) : part.estimate > max ? part.p(max) : 1,
  );
  const decisive = least.indexOf(Math.min(...least));
  return { blocks, fails: shiftAll(sides.map((own, i) => (i === decisive ? own : 0))) };
}

/** Where each part must lie for the worst to lie inside; null for a limit that asks for a gap. */
function unfold({ min, max }: Limit, compare: "difference" | "ratio"): Ends | null {
  if (compare === "difference") {
    if (min !== null && min > 0) return null;
    return max === null ? { min: -Infinity, max: Infinity } : { min: -max, max };
  }
  if (max !== null && max < 1) return null;
  return min === null ? { min: 0, max: Infinity } : { min, max: 1 / min };
}

interface Ends extends Limit {
  readonly min: number;
  readonly max: number;
}

function sidesOf({ lower, upper }: Bounds, { min, max }: Limit): number {
  return (min !== null && lower < min ? BELOW : 0) | (max !== null && upper > max ? ABOVE : 0);
}

function shiftAll(bits: readonly number[]): number {
  return bits.reduce((all, own, i) => all | (own << (WIDTH * i)), 0);
}
