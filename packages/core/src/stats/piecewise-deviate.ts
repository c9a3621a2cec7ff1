import { type LogMidTail, logMidTail } from "./binomial.ts";
import { type Deviate, type Jet, type JetRoom, makeRoom } from "./jet.ts";
import { normalDensity, normalQuantile } from "./normal.ts";
import type { Proportion } from "./proportion.ts";

/**
 * Widest piece, in units of the signed root of the deviance, which is about z. Where fewer than
 * `SCARCE` succeed or fail, as of effective counts, the series reach less far: with their root.
 */
const WIDEST = 0.5;
const SCARCE = 0.3;

/** Terms of each expansion. */
const TERMS = 13;

/**
 * One piece as one list of numbers, which is light to keep: its index, its two ends, the log-odds t₀ it
 * is expanded about, its pace, and the terms of z in powers of (t − t₀)·pace. A pace of 0 where the tail
 * underflows.
 */
type Piece = readonly number[];

/** A piece that holds nothing. */
const NOWHERE: Piece = [Number.NaN, 1, 0];

const FROM = 1;
const TO = 2;
const AT = 3;
const PACE = 4;
const FIRST_TERM = 5;

/**
 * Room for the log-odds of one limit, and for the deviate there with its derivatives: numbers handed from
 * one function to the next would be an object each.
 */
const JET = new Float64Array(4) as Float64Array & [number, number, number, number];
const LOG_ODDS = 3;

/** Room for one expansion at a time. */
const [P, S, G, M, Z] = Array.from({ length: 5 }, () => new Float64Array(TERMS)) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];

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
  #below: LogMidTail | null = null;
  #above: LogMidTail | null = null;
  readonly #pieces: Piece[] = [];
  /** The piece found last. */
  #piece: Piece = NOWHERE;

  constructor(proportion: Proportion) {
    this.#x = proportion.successes;
    this.#n = proportion.size;
    this.#centre = Math.log(this.#x / (this.#n - this.#x));
    const fewest = Math.min(this.#x, this.#n - this.#x);
    this.#width = WIDEST * Math.min(1, Math.sqrt(fewest / SCARCE));
  }

  at(p: number, room: JetRoom = makeRoom()): Jet {
    if (p <= 0 || p >= 1) {
      room.value = p <= 0 ? Infinity : -Infinity;
      room.first = 0;
      room.second = 0;
      return room;
    }
    JET[LOG_ODDS] = Math.log(p / (1 - p));
    this.#evaluate();
    const first = JET[1];
    // dt/dp = 1/(pq), d²t/dp² = (2p − 1)/(pq)².
    const change = 1 / (p * (1 - p));
    room.value = JET[0];
    room.first = first * change;
    room.second = (JET[2] + first * (2 * p - 1)) * change * change;
    return room;
  }

  chance(z: number, room: JetRoom = makeRoom()): Jet {
    this.#solve(z);
    const p = 1 / (1 + Math.exp(-JET[LOG_ODDS]));
    const first = JET[1];
    const change = p * (1 - p);
    // dp/dz = pq/z′, d²p/dz² = pq/z′²·((1 − 2p) − z″/z′).
    room.value = p;
    room.first = change / first;
    room.second = (change / (first * first)) * (1 - 2 * p - JET[2] / first);
    return room;
  }

  limit(z: number): number {
    this.#solve(z);
    return 1 / (1 + Math.exp(-JET[LOG_ODDS]));
  }

  /** The log-odds of a deviate, and the derivatives near there, into JET. */
  #solve(z: number): void {
    const k = Math.round(z / this.#width);
    let t = startOf(this.#known(k) ?? this.#find(k, this.#edge(k + 1), this.#edge(k)), z);
    JET[LOG_ODDS] = t;
    this.#evaluate();
    for (let step = 0; step < 60; step++) {
      const first = JET[1];
      const gap = (z - JET[0]) / first;
      // Halley's step, where it is one.
      const turn = 1 + (0.5 * gap * JET[2]) / first;
      const move = turn > 0.5 && turn < 2 ? gap / turn : gap;
      t += move;
      JET[LOG_ODDS] = t;
      if (Math.abs(move * first) < 1e-5) break;
      this.#evaluate();
    }
  }

  /** z with its derivatives by the log-odds in JET, into JET. */
  #evaluate(): void {
    const t = JET[LOG_ODDS];
    let piece = this.#piece;
    if (!(t >= (piece[FROM] as number) && t < (piece[TO] as number))) piece = this.#pieceOf(t);
    const pace = piece[PACE] as number;
    const y = (t - (piece[AT] as number)) * pace;
    let value = 0;
    let first = 0;
    let second = 0;
    for (let k = piece.length - 1; k >= FIRST_TERM; k--) {
      second = second * y + first;
      first = first * y + value;
      value = value * y + (piece[k] as number);
    }
    JET[0] = value;
    JET[1] = first * pace;
    JET[2] = 2 * second * pace * pace;
  }

  #pieceOf(t: number): Piece {
    for (const piece of this.#pieces) {
      if (t >= (piece[FROM] as number) && t < (piece[TO] as number)) {
        this.#piece = piece;
        return piece;
      }
    }
    // The index falls as the log-odds rise; the deviance tells it to within one.
    let k = Math.round(this.#rootDeviance(t) / this.#width);
    let from = this.#edge(k + 1);
    let to = this.#edge(k);
    while (t < from) {
      k++;
      [from, to] = [this.#edge(k + 1), from];
    }
    while (t >= to) {
      k--;
      [from, to] = [to, this.#edge(k)];
    }
    return this.#find(k, from, to);
  }

  #known(k: number): Piece | undefined {
    for (const piece of this.#pieces) if (piece[0] === k) return piece;
    return undefined;
  }

  /** The piece with this index, in the middle of which the root of the deviance is about k widths. */
  #find(k: number, from: number, to: number): Piece {
    let piece = this.#known(k);
    if (piece === undefined) {
      piece = this.#expand(k, from, to);
      this.#pieces.push(piece);
    }
    this.#piece = piece;
    return piece;
  }

  /** The upper end of piece k: where the root of the deviance is k − ½ widths. */
  #edge(k: number): number {
    return this.#solveDeviance((k - 0.5) * this.#width);
  }

  /** Newton's method on the deviance, which is convex in the log-odds. */
  #solveDeviance(root: number): number {
    const x = this.#x;
    const n = this.#n;
    const share = x / n;
    let t = this.#centre - root / Math.sqrt(x * (1 - share));
    for (let step = 0; step < 6; step++) {
      const slope = n / (1 + Math.exp(-t)) - x;
      const move = (this.#halfDeviance(t) - (root * root) / 2) / slope;
      t -= move;
      // The places need not be exact, only always the same.
      if (Math.abs(move * slope) < 1e-3) break;
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
  #expand(index: number, from: number, to: number): Piece {
    const at = (from + to) / 2;
    const n = this.#n;
    const x = this.#x;
    const isBelow = at < this.#centre;
    const { log, slope } = isBelow ? this.#tailBelow(at) : this.#tailAbove(-at);
    const tail = Math.exp(log);
    const deviate = -normalQuantile(tail);
    const value = isBelow ? deviate : -deviate;
    const pace = (slope * tail) / normalDensity(deviate);
    // Far out, where the tail underflows.
    if (!Number.isFinite(pace) || pace === 0) {
      return [index, from, to, at, 0, isBelow ? Infinity : -Infinity];
    }
    const lean = n - 2 * x;
    const [p, s, g, m, z] = [P, S, G, M, Z];
    p[0] = 1 / (1 + Math.exp(-at));
    s[0] = 1;
    z[0] = value;
    const spread = x + lean * p[0];
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
    const piece = [index, from, to, at, pace];
    for (let k = 0; k < TERMS; k++) piece.push(z[k] as number);
    return piece;
  }

  get #tailBelow(): LogMidTail {
    this.#below ??= logMidTail({ successes: this.#x, size: this.#n });
    return this.#below;
  }

  get #tailAbove(): LogMidTail {
    this.#above ??= logMidTail({ successes: this.#n - this.#x, size: this.#n });
    return this.#above;
  }
}

/**
 * Near the log-odds of a deviate: the series z₀ − z = y − c₂y² − c₃y³ − c₄y⁴ − … of a piece, turned
 * around to its fourth term; the middle of the piece where that leads out of it.
 */
function startOf(piece: Piece, z: number): number {
  const at = piece[AT] as number;
  const pace = piece[PACE] as number;
  if (pace === 0) return at;
  const w = (piece[FIRST_TERM] as number) - z;
  const c2 = piece[FIRST_TERM + 2] as number;
  const c3 = piece[FIRST_TERM + 3] as number;
  const c4 = piece[FIRST_TERM + 4] as number;
  const third = 2 * c2 * c2 + c3;
  const fourth = 5 * c2 * (c2 * c2 + c3) + c4;
  const t = at + (w * (1 + w * (c2 + w * (third + w * fourth)))) / pace;
  return t >= (piece[FROM] as number) && t < (piece[TO] as number) ? t : at;
}

function softplus(t: number): number {
  return t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t));
}
