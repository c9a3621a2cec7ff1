import { BINS, boostTrees } from "./boosted-trees.ts";
import type { FeatureCodes } from "./feature-codes.ts";
import type { AttributePeople, Target } from "./people.ts";
import type { Strata } from "./rate-scores.ts";

/**
 * The log-odds of a level for everyone, from all features together: for each part, as learnt from the
 * other parts.
 */
export function learnJointly(
  features: readonly FeatureCodes[],
  target: Target,
  { order, folds, foldCount }: AttributePeople,
): Float64Array[] {
  const people = order.length;
  return Array.from({ length: foldCount }, (_, fold) => {
    const learners = order.filter((person) => folds[person] !== fold);
    const bins = new Uint8Array(people * features.length);
    features.forEach((feature, at) => {
      const binOf = feature.isOrdered ? null : orderLevels(feature, target, learners);
      for (let i = 0; i < people; i++) {
        const code = feature.codes[i] as number;
        bins[i * features.length + at] = binOf === null ? code : (binOf[code] as number);
      }
    });
    return boostTrees({ bins, features: features.length, people }, learners, target.has);
  });
}

/** Each person's own, from the parts that the person is not in. */
export function heldOut(byFold: readonly Float64Array[], { folds }: AttributePeople): Float64Array {
  return Float64Array.from(folds, (fold, i) => byFold[fold]?.[i] as number);
}

/** Bins a category's levels in the order of the share with the level, neighbours together. */
function orderLevels(
  { codes, size }: FeatureCodes,
  { has, rate }: Target,
  learners: Uint32Array,
): Uint8Array {
  const people = new Float64Array(size);
  const excess = new Float64Array(size);
  for (const person of learners) {
    const code = codes[person] as number;
    (people[code] as number)++;
    excess[code] = (excess[code] as number) + (has[person] as number) - rate;
  }
  const share = excess.map((sum, code) => sum / ((people[code] as number) + 10));
  const order = [...share.keys()].sort((a, b) => (share[a] as number) - (share[b] as number));
  const binOf = new Uint8Array(size);
  if (size <= BINS) {
    order.forEach((code, place) => {
      binOf[code] = place;
    });
    return binOf;
  }
  let before = 0;
  for (const code of order) {
    binOf[code] = Math.floor((BINS * before) / (learners.length + 1));
    before += people[code] as number;
  }
  return binOf;
}

const FEWEST_STRATA = 5;
const MOST_STRATA = 20;
/** People a stratum should have at least, over all parts. */
const STRATUM = 200;

/**
 * Strata of people for whom the legitimate features make the level about equally probable, within
 * each part. People alike in it are alike in what these features tell of the level: Rosenbaum & Rubin
 * (1983), Biometrika 70.
 */
export function stratify(byFold: readonly Float64Array[], people: AttributePeople): Strata {
  const { order, folds, foldCount } = people;
  const odds = heldOut(byFold, people);
  const count = Math.min(MOST_STRATA, Math.max(FEWEST_STRATA, Math.floor(odds.length / STRATUM)));
  const of = new Uint16Array(odds.length);
  for (let fold = 0; fold < foldCount; fold++) {
    const own = order
      .filter((person) => folds[person] === fold)
      .sort((a, b) => (odds[a] as number) - (odds[b] as number));
    const distinct = new Set(Array.from(own, (person) => odds[person] as number)).size;
    let place = -1;
    let last = Number.NaN;
    let stratum = 0;
    own.forEach((person, i) => {
      const value = odds[person] as number;
      // Those alike stay together, and where few values differ each has a stratum of its own.
      if (value !== last) {
        place++;
        stratum = distinct <= count ? place : Math.floor((count * i) / own.length);
        last = value;
      }
      of[person] = stratum;
    });
  }
  return { of, count, expected: byFold.map(toProbability) };
}

function toProbability(odds: Float64Array): Float64Array {
  return odds.map((own) => 1 / (1 + Math.exp(-own)));
}
