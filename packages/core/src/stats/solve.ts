/**
 * The root of an increasing function between two points, by bisection to the last bit or so;
 * the nearer end where the function does not change sign.
 */
export function solveIncreasing(
  f: (x: number) => number,
  from: number,
  to: number,
  steps: number = 200,
): number {
  let low = from;
  let high = to;
  if (f(high) <= 0) return high;
  if (f(low) >= 0) return low;
  for (let step = 0; step < steps; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
