import type { Bounds } from "./proportion.ts";

/** A value with an interval around it. */
export interface Spanned extends Bounds {
  readonly value: number;
}

/**
 * Interval of a₁ − a₂ for independent estimates, from an interval of each: the distance to each
 * end is recovered from theirs,
 * lower = d − √((a₁ − l₁)² + (u₂ − a₂)²), upper = d + √((u₁ − a₁)² + (a₂ − l₂)²).
 * Zou & Donner (2008), Statistics in Medicine 27 (MOVER); with Wilson's intervals it is Newcombe's.
 */
export function moverDifference(first: Spanned, second: Spanned): Bounds {
  const difference = first.value - second.value;
  return {
    lower: difference - norm(first.value - first.lower, second.upper - second.value),
    upper: difference + norm(first.upper - first.value, second.value - second.lower),
  };
}

/**
 * Interval of a₁ ÷ a₂ for independent estimates that cannot be negative, from an interval of each:
 * lower = (ab − √((ab)² − l₁(2a − l₁)·u₂(2b − u₂))) / (u₂(2b − u₂)), upper with u₁ and l₂ and the
 * other sign. Where the second's lower limit is 0 the ratio has no upper end.
 * Donner & Zou (2012), Statistical Methods in Medical Research 21 (MOVER-R).
 */
export function moverRatio(first: Spanned, second: Spanned): Bounds {
  return {
    lower: ratioEnd(first.value, second.value, first.lower, second.upper, -1),
    upper:
      second.lower <= 0
        ? Infinity
        : ratioEnd(first.value, second.value, first.upper, second.lower, 1),
  };
}

/**
 * One end of the ratio's interval. Written so that nothing is divided by 2b − u, which can vanish:
 * with m = l(2a − l) and w = u(2b − u), (ab − √((ab)² − mw))/w = m/(ab + √((ab)² − mw)).
 */
function ratioEnd(a: number, b: number, own: number, other: number, sign: -1 | 1): number {
  const product = a * b;
  const m = own * (2 * a - own);
  const w = other * (2 * b - other);
  // An interval without an upper end has w = −∞, and m may be 0.
  const root = Math.sqrt(Math.max(0, product * product - (m === 0 ? 0 : m * w)));
  if (sign < 0) return product + root === 0 ? 0 : Math.max(0, m / (product + root));
  return w === 0 ? Infinity : (product + root) / w;
}

/**
 * Interval of the mean of k independent estimates, from an interval of each:
 * lower = m − √(Σ(aᵢ − lᵢ)²) / k, upper likewise.
 */
export function moverMean(parts: readonly Spanned[]): Bounds {
  let sum = 0;
  let below = 0;
  let above = 0;
  for (const { value, lower, upper } of parts) {
    sum += value;
    below += (value - lower) ** 2;
    above += (upper - value) ** 2;
  }
  const count = parts.length;
  const mean = sum / count;
  return { lower: mean - Math.sqrt(below) / count, upper: mean + Math.sqrt(above) / count };
}

function norm(one: number, two: number): number {
  return Math.sqrt(one * one + two * two);
}
