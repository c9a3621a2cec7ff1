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

/** More steps than secants need where the function is smooth. */
const MOST_SECANTS = 12;

/** How many times farther out the next step may lie than what is known to be too low. */
const STRIDE = 4;

/**
 * The root of an increasing function above 0 that bends little and costs more the farther out it is asked:
 * secants from a guess, held between what is known to be too low and too high, and `solveIncreasing` where
 * they do not settle. 0 where the function is not negative there, `farthest` where it is not positive
 * before.
 */
export function solveOutwards(f: (x: number) => number, guess: number, farthest: number): number {
  let before = 0;
  let atBefore = f(0);
  if (atBefore >= 0) return 0;
  let low = 0;
  let high = farthest;
  let x = guess;
  for (let step = 0; step < MOST_SECANTS; step++) {
    const here = f(x);
    if (here < 0 && x === farthest) return farthest;
    if (here < 0) low = x;
    else high = x;
    const rise = Number.isFinite(here) ? (here - atBefore) / (x - before) : Number.NaN;
    // Not a number where either end is infinite, as the upper limit of a ratio can be.
    const next = Number.isFinite(rise) ? x - here / rise : Number.NaN;
    const most = STRIDE * Math.max(low, guess);
    const isEnclosed = high < farthest;
    const move = Math.abs(x - before);
    const isLong = step > 0 && Math.abs(next - x) > move / 2;
    // A secant that does not halve the step is none of a function that is about straight here.
    const isTrusted = next >= low && next <= high && !(isEnclosed && isLong);
    before = x;
    atBefore = here;
    if (isTrusted) x = Math.min(next, most);
    else x = isEnclosed ? (low + high) / 2 : Math.min(farthest, most);
    // From two points close by, so that the next step would be far shorter still.
    if (move < 0.01 && Math.abs(x - before) < 1e-8) return x;
  }
  return solveIncreasing(f, low, high, 1e-12);
}
