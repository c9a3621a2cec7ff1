/**
 * The root of an increasing function between two points by Chandrupatla's method (inverse quadratic
 * interpolation where it is safe, bisection elsewhere); the nearer end where the function does not
 * change sign. Chandrupatla (1997), Advances in Engineering Software 28.
 *
 * @param tolerance width of the last bracket, relative to the root where that is above 1
 */
export function solveIncreasing(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number = 1e-15,
): number {
  let a = to;
  let fa = f(to);
  if (fa <= 0) return to;
  let b = from;
  let fb = f(from);
  if (fb >= 0) return from;
  // a and b bracket the root, c is the point before; the next point is b + share·(a − b) of them.
  let share = 0.5;
  for (let step = 0; step < 200; step++) {
    const x = b + share * (a - b);
    const fx = f(x);
    let c = a;
    let fc = fa;
    if (fx > 0 === fb > 0) {
      c = b;
      fc = fb;
    } else {
      a = b;
      fa = fb;
    }
    b = x;
    fb = fx;
    if (fb === 0) return b;
    const width = Math.abs(a - b);
    const least = tolerance * Math.max(1, Math.abs(b)) + Number.EPSILON * Math.abs(b);
    if (width <= 2 * least) break;
    const xi = (b - a) / (c - a);
    const phi = (fb - fa) / (fc - fa);
    const isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    share = isSafe
      ? (fb / (fa - fb)) * (fc / (fa - fc)) +
        ((c - b) / (a - b)) * (fb / (fc - fb)) * (fa / (fc - fa))
      : 0.5;
    const margin = least / width;
    if (!(share > margin && share < 1 - margin))
      share = share > 0.5 ? 1 - margin : share > 0 ? margin : 0.5;
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
