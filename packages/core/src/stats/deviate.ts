import { type Deviate, type Jet, type JetRoom, makeRoom } from "./jet.ts";
import { normalDensity, normalQuantile, normalTail } from "./normal.ts";
import { PiecewiseDeviate } from "./piecewise-deviate.ts";
import { type Proportion, rateOf } from "./proportion.ts";

/** More proportions than this are not kept. */
const MOST_KEPT = 16_384;

/** A proportion with its deviate. */
interface Known extends Proportion {
  readonly deviate: Deviate;
}

/** Kept by size and successes. What a deviate says does not depend on what it was asked before. */
let kept = new Map<number, Map<number, Known>>();
let count = 0;

/** Those asked for of late, each at a place that follows from its numbers: they are asked for again at once. */
const PLACES = 4_096;
const recent = new Array<Known | undefined>(PLACES);

/** The deviate of a proportion. */
export function deviateOf({ successes, size }: Proportion): Deviate {
  const place = (Math.imul(size, 31) + successes) & (PLACES - 1);
  let known = recent[place];
  if (known === undefined || known.size !== size || known.successes !== successes) {
    known = findDeviate(successes, size);
    recent[place] = known;
  }
  return known.deviate;
}

function findDeviate(successes: number, size: number): Known {
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
  const made = { successes, size, deviate: makeDeviate({ successes, size }) };
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
    at: (p, room = makeRoom()) => ofPower(n, p, Math.log(p), room),
    chance: (z, room = makeRoom()) => inverseOfPower(n, z, Math.exp(logOfPower(n, z)), room),
    limit: (z) => Math.exp(logOfPower(n, z)),
  };
}

/** 0 of n: the same seen from q = 1 − p and −z. */
function deviateOfNone(n: number): Deviate {
  return {
    at(p, room = makeRoom()) {
      ofPower(n, 1 - p, Math.log1p(-p), room);
      room.value = -room.value;
      room.second = -room.second;
      return room;
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
function ofPower(n: number, p: number, logP: number, room: JetRoom): Jet {
  const tail = Math.exp(n * logP - Math.LN2);
  const z = -normalQuantile(tail);
  const slope = (-n * tail) / (p * normalDensity(z));
  room.value = z;
  room.first = slope;
  room.second = slope * slope * z + ((n - 1) / p) * slope;
  return room;
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
export function heldDeviate(
  deviate: Deviate,
  proportion: Proportion,
  p: number,
  room: JetRoom = makeRoom(),
): Jet {
  const rate = rateOf(proportion);
  if (p === rate) return NOTHING;
  const jet = deviate.at(p, room);
  return jet.value > 0 === p < rate ? jet : NOTHING;
}

const NOTHING: Jet = { value: 0, first: 0, second: 0 };
