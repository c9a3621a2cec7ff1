import { normalTail } from "./normal.ts";
import type { Proportion } from "./proportion.ts";

/** The logarithm of a mid-p tail with its derivative. */
export interface MidTailValue {
  readonly log: number;
  readonly slope: number;
}

/**
 * The mid-p tail of a binomial as a function of the log-odds t of its probability p:
 * ln(P(X > x) + ½·P(X = x)). Increasing and concave in t.
 */
export type LogMidTail = (logOdds: number) => MidTailValue;

/**
 * ln(P(X > x) + ½·P(X = x)) for X binomial of the given size and x its successes. Non-whole counts
 * (effective ones) go through the incomplete beta function, P(X ≥ x) = I_p(x, n − x + 1).
 * Exact to about 1e-13 relative; to 1e-6 where both counts are above 2,000 (saddlepoint).
 *
 * The @stdlib packages have these functions, at some hundred dependencies each; jstat loses the far tail.
 *
 * @param proportion successes above 0
 */
export function logMidTail({ successes: x, size: n }: Proportion): LogMidTail {
  const rest = n - x;
  const logChoose = logBinomial(x, n);
  const isHuge = Math.min(x, rest) > HUGE;
  return (logOdds) => {
    const logP = -log1pExp(-logOdds);
    const logQ = -log1pExp(logOdds);
    const p = Math.exp(logP);
    const q = Math.exp(logQ);
    const logDensity = logChoose + x * logP + (rest === 0 ? 0 : rest * logQ);
    // Far out the density underflows, and the continued fraction needs few terms.
    const log =
      isHuge && logDensity > FARTHEST_DENSITY
        ? Math.log(saddlepointTail(x, n, p, q, Math.exp(logDensity)))
        : n * p <= x
          ? logDensity + Math.log(tailOverDensity(x, n, p, q))
          : Math.log1p(-Math.exp(logDensity) * tailOverDensity(rest, n, q, p));
    // d/dp (P(X > x) + ½·P(X = x)) = ½·P(X = x)·(x/p + (n − x)/q), and dp/dt = pq.
    const spread = x * q + rest * p;
    const slope = 0.5 * spread * Math.exp(logDensity - log);
    return { log, slope };
  };
}

/** Both counts above this: a continued fraction of hundreds of terms gives way to the saddlepoint. */
const HUGE = 2000;

/** ln of the density below which the saddlepoint is no longer used. */
const FARTHEST_DENSITY = -600;

/** (P(X > x) + ½·P(X = x)) / P(X = x), for p ≤ x/n: I_p(x, n − x + 1) = P(X = x)·q·fraction. */
function tailOverDensity(x: number, n: number, p: number, q: number): number {
  return q * betaFraction(x, n - x + 1, p) - 0.5;
}

/**
 * Continued fraction of the incomplete beta function: I_p(a, b) = p^a·(1 − p)^b / (a·B(a, b)) times
 * it, for p < (a + 1)/(a + b + 2). DLMF 8.17.22, by Lentz’s method.
 */
function betaFraction(a: number, b: number, p: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * p) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * p) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * p) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 4e-15) break;
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** ln of Γ(n + 1)/(Γ(x + 1)·Γ(n − x + 1)), by Stirling’s formula with its error made up for. */
export function logBinomial(x: number, n: number): number {
  if (x === 0 || x === n) return 0;
  const rest = n - x;
  const errors = stirlingError(n) - stirlingError(x) - stirlingError(rest);
  const root = 0.5 * Math.log(n / (2 * Math.PI * x * rest));
  return errors + root - x * Math.log(x / n) - rest * Math.log1p(-x / n);
}

/** ln Γ(x + 1) − (½·ln(2πx) + x·ln x − x), by its series from 15 on and downwards by recurrence. */
function stirlingError(x: number): number {
  let error = 0;
  let at = x;
  for (; at < 15; at++) error += (at + 0.5) * Math.log1p(1 / at) - 1;
  const s = 1 / (at * at);
  return error + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / at;
}

/**
 * The tail of the saddlepoint density above x, P(Z > r*) with Barndorff-Nielsen’s r* = r + ln(u/r)/r,
 * r the signed root of the deviance, u = λ·√(x(n − x)/n), λ = logit x/n − logit p; and, because the
 * mid-p tail is the trapezoidal sum of that integral, λ·P(X = x)/12 (Euler–Maclaurin).
 */
function saddlepointTail(x: number, n: number, p: number, q: number, density: number): number {
  const rest = n - x;
  const gap = x - n * p;
  const up = gap / (n * p);
  const down = -gap / (n * q);
  const lambda = Math.log1p(up) - Math.log1p(down);
  const deviation = Math.sqrt((x * rest) / n);
  const r = Math.sign(gap) * Math.sqrt(2 * (n * p * entropy(up) + n * q * entropy(down)));
  // As r goes to 0, ln(u/r)/r goes to a sixth of the skewness.
  const shift =
    Math.abs(r) < 1e-3 ? (rest - x) / (6 * n * deviation) : Math.log((lambda * deviation) / r) / r;
  return normalTail(r + shift) + (lambda * density) / 12;
}

/** (1 + e)·ln(1 + e) − e, without cancellation near 0. */
function entropy(e: number): number {
  if (Math.abs(e) > 0.01) return (1 + e) * Math.log1p(e) - e;
  let term = e * e;
  let sum = 0;
  for (let k = 2; k < 14; k++) {
    sum += term / (k * (k - 1));
    term *= -e;
  }
  return sum;
}

/** ln(1 + e^t). */
function log1pExp(t: number): number {
  return t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t));
}
