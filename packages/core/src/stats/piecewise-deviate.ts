import { type LogMidTail, logMidTail } from "./binomial.ts";
import type { Deviate, Jet } from "./deviate.ts";
import { normalDensity, normalQuantile } from "./normal.ts";
import { mirrored, type Proportion } from "./proportion.ts";

/**
 * Widest piece, in units of the signed root of the deviance, which is about z. Where fewer than
 * `SCARCE` succeed or fail, as of effective counts, the series reach less far: with their root.
 */
const WIDEST = 0.5;
const SCARCE = 0.3;

/** Terms of each expansion. */
const TERMS = 13;

/** z as a power series about a log-odds t₀, in powers of (t − t₀)·pace. */
interface Piece {
  readonly at: number;
  readonly pace: number;
  readonly terms: Float64Array;
}

/**
 * The deviate of a proportion that is neither 0 nor 1. One exact tail on each piece of the log-odds
 * scale, and all derivatives there, which have a recursion: the density is known in closed form. The
 * pieces lie at fixed places, so that it does not matter in which order they are asked for.
 */
export class PiecewiseDeviate implements Deviate {
  readonly #x: number;
  readonly #n: number;
  readonly #centre: number;
  readonly #width: number;
  readonly #below: LogMidTail;
  readonly #above: LogMidTail;
  readonly #pieces = new Map<number, Piece>();
  readonly #edges = new Map<number, number>();
  /** The piece found last. */
  #last = 0;
  #from = 0;
  #to = 0;
  #piece: Piece;

  constructor(proportion: Proportion) {
    this.#x = proportion.successes;
    this.#n = proportion.size;
    this.#centre = Math.log(this.#x / (this.#n - this.#x));
    const fewest = Math.min(this.#x, this.#n - this.#x);
    this.#width = WIDEST * Math.min(1, Math.sqrt(fewest / SCARCE));
    this.#below = logMidTail(proportion);
    this.#above = logMidTail(mirrored(proportion));
    this.#piece = this.#moveTo(0);
  }

  at(p: number): Jet {
    if (p <= 0 || p >= 1) return { value: p <= 0 ? Infinity : -Infinity, first: 0, second: 0 };
    const { value, first, second } = this.#ofLogOdds(Math.log(p / (1 - p)));
    // dt/dp = 1/(pq), d²t/dp² = (2p − 1)/(pq)².
    const change = 1 / (p * (1 - p));
    return {
      value,
      first: first * change,
      second: (second + first * (2 * p - 1)) * change * change,
    };
  }

  chance(z: number): Jet {
    let t = this.#find(Math.round(z / this.#width)).at;
    let jet = this.#ofLogOdds(t);
    for (let step = 0; step < 60; step++) {
      const gap = (z - jet.value) / jet.first;
      // Halley's step, where it is one.
      const turn = 1 + (0.5 * gap * jet.second) / jet.first;
      const move = turn > 0.5 && turn < 2 ? gap / turn : gap;
      t += move;
      if (Math.abs(move * jet.first) < 1e-5) break;
      jet = this.#ofLogOdds(t);
    }
    const { first, second } = jet;
    const p = 1 / (1 + Math.exp(-t));
    const change = p * (1 - p);
    // dp/dz = pq/z′, d²p/dz² = pq/z′²·((1 − 2p) − z″/z′).
    return {
      value: p,
      first: change / first,
      second: (change / (first * first)) * (1 - 2 * p - second / first),
    };
  }

  /** z with its derivatives by the log-odds. */
  #ofLogOdds(t: number): Jet {
    const { at, pace, terms } = this.#pieceOf(t);
    if (pace === 0) return { value: terms[0] as number, first: 0, second: 0 };
    const y = (t - at) * pace;
    let value = 0;
    let first = 0;
    let second = 0;
    for (let k = TERMS - 1; k >= 0; k--) {
      second = second * y + first;
      first = first * y + value;
      value = value * y + (terms[k] as number);
    }
    return { value, first: first * pace, second: 2 * second * pace * pace };
  }

  #pieceOf(t: number): Piece {
    if (t >= this.#from && t < this.#to) return this.#piece;
    // The index falls as the log-odds rise. From far off, the deviance tells the index to within one.
    let k = Math.round(this.#rootDeviance(t) / this.#width);
    while (t < this.#edge(k + 1)) k++;
    while (t >= this.#edge(k)) k--;
    return this.#moveTo(k);
  }

  /** The piece of which k widths is about the middle. */
  #find(k: number): Piece {
    return this.#last === k ? this.#piece : this.#moveTo(k);
  }

  #moveTo(k: number): Piece {
    this.#last = k;
    this.#from = this.#edge(k + 1);
    this.#to = this.#edge(k);
    let piece = this.#pieces.get(k);
    if (piece === undefined) {
      piece = this.#expand((this.#from + this.#to) / 2);
      this.#pieces.set(k, piece);
    }
    this.#piece = piece;
    return piece;
  }

  /** The upper end of piece k: where the root of the deviance is k − ½ widths. */
  #edge(k: number): number {
    let edge = this.#edges.get(k);
    if (edge === undefined) {
      edge = this.#solveDeviance((k - 0.5) * this.#width);
      this.#edges.set(k, edge);
    }
    return edge;
  }

  /** Newton's method on the deviance, which is convex in the log-odds. */
  #solveDeviance(root: number): number {
    const x = this.#x;
    const n = this.#n;
    const share = x / n;
    let t = this.#centre - root / Math.sqrt(x * (1 - share));
    for (let step = 0; step < 6; step++) {
      const slope = n / (1 + Math.exp(-t)) - x;
      t -= (this.#halfDeviance(t) - (root * root) / 2) / slope;
    }
    return t;
  }

  #rootDeviance(t: number): number {
    return Math.sign(this.#centre - t) * Math.sqrt(2 * Math.max(0, this.#halfDeviance(t)));
  }

  #halfDeviance(t: number): number {
    return this.#n * (softplus(t) - softplus(this.#centre)) - this.#x * (t - this.#centre);
  }

  /**
   * With s = −dz/dt = ½·f·S/φ(z), f = P(X = x) and S = x·q + (n − x)·p:
   * s′/s = (x − np) + S′/S − z·s and p′ = p − p².
   */
  #expand(at: number): Piece {
    const n = this.#n;
    const x = this.#x;
    const isBelow = at < this.#centre;
    const { log, slope } = isBelow ? this.#below(at) : this.#above(-at);
    const tail = Math.exp(log);
    const deviate = -normalQuantile(tail);
    const z = new Float64Array(TERMS);
    z[0] = isBelow ? deviate : -deviate;
    const pace = (slope * tail) / normalDensity(deviate);
    // Far out, where the tail underflows.
    if (!Number.isFinite(pace) || pace === 0) {
      z[0] = isBelow ? Infinity : -Infinity;
      return { at, pace: 0, terms: z.subarray(0, 1) };
    }
    const p = new Float64Array(TERMS);
    const s = new Float64Array(TERMS);
    const g = new Float64Array(TERMS);
    const m = new Float64Array(TERMS);
    const lean = n - 2 * x;
    p[0] = 1 / (1 + Math.exp(-at));
    s[0] = 1;
    const spread = x + lean * (p[0] as number);
    // In units of 1/pace of the log-odds, in which s is 1 at first.
    for (let k = 0; k < TERMS - 1; k++) {
      let squares = 0;
      for (let j = 0; j <= k; j++) squares += (p[j] as number) * (p[k - j] as number);
      const rise = ((p[k] as number) - squares) / pace;
      p[k + 1] = rise / (k + 1);
      let rest = lean * rise;
      let product = 0;
      for (let j = 0; j < k; j++) rest -= lean * (p[k - j] as number) * (g[j] as number);
      for (let j = 0; j <= k; j++) product += (z[j] as number) * (s[k - j] as number);
      g[k] = rest / spread;
      m[k] = (k === 0 ? x / pace : 0) - (n / pace) * (p[k] as number) + (g[k] as number) - product;
      let next = 0;
      for (let j = 0; j <= k; j++) next += (s[j] as number) * (m[k - j] as number);
      s[k + 1] = next / (k + 1);
      z[k + 1] = -(s[k] as number) / (k + 1);
    }
    return { at, pace, terms: z };
  }
}

function softplus(t: number): number {
  return t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t));
}
