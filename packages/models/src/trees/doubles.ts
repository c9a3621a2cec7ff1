const bits = new DataView(new ArrayBuffer(8));

/** The smallest double above a finite x: x < y ⇔ nextAbove(x) ≤ y. */
export function nextAbove(x: number): number {
  if (x === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The largest double below a finite x: y < x ⇔ y ≤ nextBelow(x). */
export function nextBelow(x: number): number {
  return -nextAbove(-x);
}

/** From here on, single precision rounds to infinity. */
const HALFWAY_TO_INFINITY = 2 ** 128 - 2 ** 103;

const floatBits = new DataView(new ArrayBuffer(4));

/** The smallest single-precision number above a finite one. */
export function floatAbove(x: number): number {
  if (x === 0) return 2 ** -149;
  floatBits.setFloat32(0, x);
  floatBits.setInt32(0, floatBits.getInt32(0) + (x > 0 ? 1 : -1));
  return floatBits.getFloat32(0);
}

/** The largest single-precision number below a finite one. */
export function floatBelow(x: number): number {
  return -floatAbove(-x);
}

/**
 * The largest double that rounds to a single-precision number of at most t: where a program rounds
 * a value to single precision before it compares, float32(x) ≤ t ⇔ x ≤ widestWithin(t). Rounding is
 * monotone, so the bound lies halfway between two neighbours, and ties go to the even one.
 */
export function widestWithin(t: number): number {
  const nearest = Math.fround(t);
  if (nearest === -Infinity) return -HALFWAY_TO_INFINITY;
  const last = nearest === Infinity || nearest > t ? floatBelow(nearest) : nearest;
  const next = floatAbove(last);
  const middle = next === Infinity ? HALFWAY_TO_INFINITY : (last + next) / 2;
  return Math.fround(middle) <= t ? middle : nextBelow(middle);
}
