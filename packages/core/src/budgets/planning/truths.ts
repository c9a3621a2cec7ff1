import type { Limit } from "../budget.ts";
import { fromScale, type Power, type Rule, toScale } from "./power.ts";

/** Values from where to where a metric can be; null for no end. */
export interface Range {
  readonly least: number | null;
  readonly most: number | null;
}

/** A truth that should pass and one that should fail. */
export interface Truths {
  readonly pass: number;
  readonly fail: number;
}

/**
 * The truths a plan is made for. Well inside: parity where it is inside the limit; otherwise the middle of
 * the limit, or of limit and end of the metric's range. Outside: as far beyond the nearest end of
 * the limit as that lies inside; of two ends the one the present estimate leans to, the other
 * where rates cannot be so far apart, and half of what there is where neither can. Ratios are measured
 * by their logarithm. A declared truth takes the place of the one on its side of the limit.
 *
 * @param estimate at present; null before there are data
 * @returns null where nothing says what lies well inside
 */
export function findTruths(
  rule: Rule,
  power: Power,
  range: Range,
  estimate: number | null,
  declared: readonly number[],
): Truths | null {
  const { limit } = rule;
  const inside = declared.find((truth) => isWithin(truth, limit));
  const outside = declared.find((truth) => !isWithin(truth, limit));
  const pass = inside ?? wellInside(rule, range);
  if (pass === null) return null;
  return {
    pass,
    fail: outside ?? wellOutside(rule, power, wellInside(rule, range) ?? pass, estimate),
  };
}

export function isWithin(truth: number, { min, max }: Limit): boolean {
  return (min === null || truth >= min) && (max === null || truth <= max);
}

function wellInside({ compare, limit }: Rule, range: Range): number | null {
  const { min, max } = limit;
  const parity = compare === "ratio" ? 1 : 0;
  const isStrictlyInside = (min === null || parity > min) && (max === null || parity < max);
  if (compare !== "value" && isStrictlyInside) return parity;
  const least = min ?? (compare === "value" ? range.least : null);
  const most = max ?? (compare === "value" ? range.most : null);
  if (least !== null && most !== null) {
    return compare === "ratio" ? Math.sqrt(least * most) : (least + most) / 2;
  }
  if (compare === "value") return null;
  // Parity itself is outside: as far beyond the limit as parity is short of it.
  const end = toScale(compare, (min ?? max) as number);
  const step = end - toScale(compare, parity);
  return step === 0 ? null : fromScale(compare, end + step);
}

function wellOutside(rule: Rule, power: Power, inside: number, estimate: number | null): number {
  const { compare, limit } = rule;
  const from = toScale(compare, inside);
  const isHigh = estimate !== null && estimate > inside;
  const ends = [limit.min, limit.max].filter((end) => end !== null);
  if (isHigh) ends.reverse();
  const places = ends.map((end) => {
    const at = toScale(compare, end);
    const far = farthestBeyond(rule, power, end, inside);
    return { at, step: at - from, room: far === null ? 0 : toScale(compare, far) - at };
  });
  // A rate of exactly 0 or 1 would be no case to plan for.
  const whole = places.find(({ step, room }) => Math.abs(room) > 1.0001 * Math.abs(step));
  if (whole !== undefined) return fromScale(compare, whole.at + whole.step);
  const part = places.find(({ room }) => room !== 0);
  if (part !== undefined) return fromScale(compare, part.at + part.room / 2);
  return fromScale(compare, (places[0]?.at as number) + (places[0]?.step as number));
}

/**
 * The farthest possible truth beyond an end of the limit, away from what lies inside; null where
 * there is none.
 */
export function farthestBeyond(
  { compare }: Rule,
  power: Power,
  end: number,
  inside: number,
): number | null {
  const from = toScale(compare, end);
  const step = from - toScale(compare, inside);
  if (step === 0) return null;
  const isPossible = (steps: number): boolean =>
    power.isPossible(fromScale(compare, from + steps * step));
  let near = 0;
  let far = 1;
  const most = compare === "ratio" ? FARTHEST_RATIO / Math.abs(step) : FARTHEST;
  while (far < most && isPossible(far)) [near, far] = [far, 2 * far];
  while (far - near > 1e-9 * Math.max(1, far)) {
    const middle = (near + far) / 2;
    if (isPossible(middle)) near = middle;
    else far = middle;
  }
  return near === 0 ? null : fromScale(compare, from + near * step);
}

/** In steps, each as long as the way from what lies inside to the end. */
const FARTHEST = 1e9;

/** In logarithms. */
const FARTHEST_RATIO = 32;
