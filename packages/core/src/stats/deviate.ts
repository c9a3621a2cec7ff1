import { type Deviate, type Jet, type JetRoom, makeRoom } from "./jet.ts";
import { normalDensity, normalQuantile, normalTail } from "./normal.ts";
import { PiecewiseDeviate } from "./piecewise-deviate.ts";
import { type Proportion, rateOf } from "./proportion.ts";

/** More proportions than this are not kept. */
const MOST_KEPT = 16_384;

/** Kept by size and successes. What a deviate says does not depend on what it was asked before. */
let kept = new Map<number, Map<number, Deviate>>();
let count = 0;

/** The two asked for last: a comparison asks for both of its own again and again. */
let latest: Proportion | null = null;
let latestDeviate: Deviate | null = null;
let earlier: Proportion | null = null;
let earlierDeviate: Deviate | null = null;

/** The deviate of a proportion. */
export function deviateOf(proportion: Proportion): Deviate {
  if (proportion === latest) return latestDeviate as Deviate;
  if (proportion === earlier) return earlierDeviate as Deviate;
  earlier = latest;
  earlierDeviate = latestDeviate;
  latest = proportion;
  latestDeviate = findDeviate(proportion);
  return latestDeviate;
}

function findDeviate({ successes, size }: Proportion): Deviate {
  let bySuccesses = kept.get(size);
  const found = bySuccesses?.get(successes);
  if (found !== undefined) return found;
  if (count >= MOST_KEPT) {
    kept = new Map();
    count = 0;
    bySuccesses = undefined;
  }
  if (bySuccesses === undefined) {
    bySuccesses = new Map();
    kept.set(size, bySuccesses);
  }
  const made = makeDeviate({ successes, size });
  bySuccesses.set(successes, made);
  count++;
  return made;
}

function makeDeviate(proportion: Proportion): Deviate {
  const { successes, size } = proportion;
  if (successes > 0 && successes < size) return new PiecewiseDeviate(proportion);
  return successes === 0 ? deviateOfNone(size) : deviateOfAll(size);
}

/** n of n: P(Z > z) = ½·pⁿ. */
function deviateOfAll(n: number): Deviate {
  return {
    at: (p) => ofPower(n, p, Math.log(p)),
    chance: (z, room = makeRoom()) => inverseOfPower(n, z, Math.exp(logOfPower(n, z)), room),
    limit: (z) => Math.exp(logOfPower(n, z)),
  };
}

/** 0 of n: the same seen from q = 1 − p and −z. */
function deviateOfNone(n: number): Deviate {
  return {
    at(p) {
      const { value, first, second } = ofPower(n, 1 - p, Math.log1p(-p));
      return { value: -value, first, second: -second };
    },
    chance(z, room = makeRoom()) {
      const logQ = logOfPower(n, -z);
      inverseOfPower(n, -z, Math.exp(logQ), room);
      room.value = -Math.expm1(logQ);
      room.second = -room.second;
      return room;
    },
    limit: (z) => -Math.expm1(logOfPower(n, -z)),
  };
}

/** z where P(Z > z) = ½·pⁿ: dz/dp = −n·P(Z > z)/(p·φ(z)), and d²z/dp² = (dz/dp)²·z + (n − 1)/p·dz/dp. */
function ofPower(n: number, p: number, logP: number): Jet {
  const tail = Math.exp(n * logP - Math.LN2);
  const z = -normalQuantile(tail);
  const slope = (-n * tail) / (p * normalDensity(z));
  return { value: z, first: slope, second: slope * slope * z + ((n - 1) / p) * slope };
}

function inverseOfPower(n: number, z: number, p: number, room: JetRoom): Jet {
  const slope = (-n * normalTail(z)) / (p * normalDensity(z));
  const bend = slope * slope * z + ((n - 1) / p) * slope;
  room.value = p;
  room.first = 1 / slope;
  room.second = -bend / slope ** 3;
  return room;
}

/** log p where P(Z > z) = ½·pⁿ. */
function logOfPower(n: number, z: number): number {
  return (Math.log(normalTail(z)) + Math.LN2) / n;
}

/**
 * The deviate of a limit, held at 0 between the rate and the limit whose tail is one half: near its
 * mean the tail of a skew binomial can pass one half.
 */
export function heldDeviate(deviate: Deviate, proportion: Proportion, p: number): Jet {
  const rate = rateOf(proportion);
  if (p === rate) return NOTHING;
  const jet = deviate.at(p);
  return jet.value > 0 === p < rate ? jet : NOTHING;
}

const NOTHING: Jet = { value: 0, first: 0, second: 0 };
