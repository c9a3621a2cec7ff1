/** Shorter lists are sorted by comparison: the histograms below would cost more than they save. */
const RADIX_FROM = 4096;

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const PASSES = 6;

/**
 * The positions of the values in ascending order of value; equal values keep their order. Linear
 * time for long lists: radix sort over the 64 bits of each number, 11 at a time.
 *
 * @param values without NaN; −0 and 0 are equal
 */
export function argsort(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (values.length < RADIX_FROM) {
    return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  }
  return sortByDigits(values, order);
}

function sortByDigits(values: Float64Array, order: Uint32Array): Uint32Array {
  const { low, high } = orderedBits(values);
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(order.length);
  const starts = new Uint32Array(DIGITS);
  for (let pass = 0; pass < PASSES; pass++) {
    starts.fill(0);
    for (let i = 0; i < from.length; i++) {
      const digit = digitOf(low[i] as number, high[i] as number, pass);
      starts[digit] = (starts[digit] as number) + 1;
    }
    // One digit in all of them: nothing to move.
    if (starts.includes(from.length)) continue;
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit] as number;
      starts[digit] = start;
      start += count;
    }
    for (let i = 0; i < from.length; i++) {
      const at = from[i] as number;
      const digit = digitOf(low[at] as number, high[at] as number, pass);
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      to[place] = at;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The bits of each number as two whole numbers whose order, high first, is that of the numbers. */
function orderedBits(values: Float64Array): { low: Uint32Array; high: Uint32Array } {
  const bits = new Uint32Array(2);
  const float = new Float64Array(bits.buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  float[0] = 1;
  const highAt = bits[1] === 0 ? 0 : 1;
  for (let i = 0; i < values.length; i++) {
    // Adding 0 makes −0 to 0.
    float[0] = (values[i] as number) + 0;
    const top = bits[highAt] as number;
    const isNegative = top >>> 31 === 1;
    high[i] = isNegative ? ~top : top | 0x8000_0000;
    low[i] = isNegative ? ~(bits[1 - highAt] as number) : (bits[1 - highAt] as number);
  }
  return { low, high };
}

/** Bits 11·pass to 11·pass + 10 of high·2³² + low. */
function digitOf(low: number, high: number, pass: number): number {
  const shift = pass * DIGIT_BITS;
  if (shift + DIGIT_BITS <= 32) return (low >>> shift) & (DIGITS - 1);
  if (shift >= 32) return (high >>> (shift - 32)) & (DIGITS - 1);
  return ((low >>> shift) | (high << (32 - shift))) & (DIGITS - 1);
}
