const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The least value of a function that falls and then rises between two points, by golden section
 * (Kiefer 1953). The function may be ∞ at the ends; where the points meet, its value there.
 */
export function leastBetween(f: (x: number) => number, from: number, to: number): number {
  let low = Math.min(from, to);
  let high = Math.max(from, to);
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = f(left);
  let atRight = f(right);
  // The value at a minimum is flat, so half the digits of the place give all digits of the value.
  for (let step = 0; step < 60 && high - low > 1e-9 * high; step++) {
    if (atLeft < atRight) {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    } else {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    }
  }
  return Math.min(atLeft, atRight, f(from), f(to));
}
