import { solveIncreasing } from "../../stats/solve.ts";
import type { LimitLine } from "./limit-line.ts";

/** Counts of the reference, one after the other. */
export interface CountRange {
  readonly from: number;
  readonly length: number;
}

/** Up to so many counts of the reference the edge is solved at each; beyond, at `NODES` places. */
const DIRECT = 24;
const NODES = 16;

/** An edge so near to a whole count is settled by the rule itself. */
const NEAR = 0.02;

/**
 * Where the verdict turns, for each count of the reference: the least count of the cohort whose
 * deviate is at least z, or for negative z the greatest whose deviate is at most z. −∞ and ∞ where
 * every or no count is on that side.
 *
 * The edge is a smooth curve in both counts. Beyond a few counts it is solved at Chebyshev points and
 * interpolated between; where that leads to within 0.02 of a whole count, the rule is asked at this
 * count, so the result is that of asking it everywhere.
 */
export function findEdge(line: LimitLine, range: CountRange, z: number): Float64Array {
  const { deviate, size } = line;
  const { from, length } = range;
  const to = from + length - 1;
  const edge = new Float64Array(length);
  // Low counts of the reference lie where even a count of 0 is above z, high ones where even all are below.
  const first = deviate(0, from) < z ? from : whereCrossed((x2) => deviate(0, x2), z, from, to);
  const last = deviate(size, to) >= z ? to : whereCrossed((x2) => deviate(size, x2), z, from, to);
  const curve = first <= last ? curveBetween(line, z, first, last, length) : null;
  for (let i = 0; i < length; i++) {
    const x2 = from + i;
    if (x2 < first) edge[i] = -Infinity;
    else if (x2 > last || curve === null) edge[i] = Infinity;
    else edge[i] = settle(curve(x2), line, z, x2);
  }
  return edge;
}

/** Where a falling function of the reference's count passes z; the ends where it does not. */
function whereCrossed(f: (x2: number) => number, z: number, from: number, to: number): number {
  return solveIncreasing((x2) => held(z - f(x2)), from, to, 1e-9 / Math.max(1, to));
}

/** Far out a deviate is infinite, which the search for a root cannot take. */
function held(deviate: number): number {
  return Math.min(99, Math.max(-99, deviate));
}

function curveBetween(
  { deviate, countAt, size }: LimitLine,
  z: number,
  first: number,
  last: number,
  length: number,
): (x2: number) => number {
  let one: Solved | null = null;
  let two: Solved | null = null;
  // The next begins where the last two point to.
  const solveAt = (x2: number): number => {
    const guess = one === null || two === null ? countAt(x2) : extend(two, one, x2);
    const start = Math.min(size, Math.max(0, guess));
    const value = solveCount((x1) => deviate(x1, x2) - z, size, start);
    if (one?.at !== x2) two = one;
    one = { at: x2, value };
    return value;
  };
  if (length <= DIRECT || last - first < 1) return solveAt;
  const curve = interpolate(solveAt, first, last);
  // Where the curve bends too much for the points, which shows most beside its ends.
  const holds = CHECKED.every((share) => {
    const x2 = first + share * (last - first);
    return Math.abs(curve(x2) - solveAt(x2)) < NEAR / 2;
  });
  return holds ? curve : solveAt;
}

/** Between Chebyshev points, as shares of the way. */
const CHECKED = [0.005, 0.5, 0.995];

interface Solved {
  readonly at: number;
  readonly value: number;
}

function extend(two: Solved, one: Solved, at: number): number {
  return one.value + ((one.value - two.value) / (one.at - two.at)) * (at - one.at);
}

/**
 * The root of an increasing function of a count, by the secant method from a guess near it; bracketed where
 * that strays.
 */
function solveCount(f: (x1: number) => number, n: number, guess: number): number {
  let a = guess;
  let fa = f(a);
  // A deviate changes by about one a standard deviation.
  const deviation = Math.sqrt(Math.max(1, a * (1 - a / n)));
  const step = Math.max(1e-2, Math.min(3, Math.abs(fa))) * deviation;
  let b = Math.min(n, Math.max(0, fa > 0 ? a - step : a + step));
  for (let turn = 0; turn < 12; turn++) {
    const fb = f(b);
    const next = b - (fb * (b - a)) / (fb - fa);
    if (!(next >= 0 && next <= n)) break;
    if (Math.abs(next - b) < 1e-3) return next;
    a = b;
    fa = fb;
    b = next;
  }
  return solveIncreasing((x1) => held(f(x1)), 0, n, 1e-3 / Math.max(1, n));
}

/** The polynomial through Chebyshev points, by the barycentric formula (Berrut & Trefethen 2004). */
function interpolate(f: (x: number) => number, first: number, last: number): (x: number) => number {
  const middle = (first + last) / 2;
  const half = (last - first) / 2;
  const points = Array.from({ length: NODES }, (_, k) => {
    const at = middle - half * Math.cos((k * Math.PI) / (NODES - 1));
    return { at, value: f(at) };
  });
  return (x) => {
    let above = 0;
    let below = 0;
    for (let k = 0; k < NODES; k++) {
      const { at, value } = points[k] as { at: number; value: number };
      if (x === at) return value;
      const end = k === 0 || k === NODES - 1 ? 0.5 : 1;
      const weight = ((k % 2 === 0 ? 1 : -1) * end) / (x - at);
      above += weight * value;
      below += weight;
    }
    return above / below;
  };
}

/** The whole count on the asked side of the edge. */
function settle(at: number, { deviate, size }: LimitLine, z: number, x2: number): number {
  const nearest = Math.min(size, Math.max(0, Math.round(at)));
  const isNear = Math.abs(at - nearest) < NEAR;
  if (z > 0) return isNear ? (deviate(nearest, x2) >= z ? nearest : nearest + 1) : Math.ceil(at);
  return isNear ? (deviate(nearest, x2) <= z ? nearest : nearest - 1) : Math.floor(at);
}
