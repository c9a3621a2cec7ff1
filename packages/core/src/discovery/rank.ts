import { newcombeInterval } from "../stats/newcombe.ts";
import { criticalValue } from "../stats/normal.ts";
import { type Proportion, rateOf } from "../stats/proportion.ts";
import type { Conjunction } from "./count-conjunctions.ts";

/** A conjunction with what ranks it. */
export interface Ranked {
  readonly conjunction: Conjunction;
  readonly direction: "above" | "below";
  readonly rest: Proportion;
  readonly score: number;
}

/**
 * The highest ranked conjunctions, by the bound of their gap that is nearest to no gap, where the
 * bounds of all of them hold at once (Bonferroni). The gap is the smallest of those to everyone else
 * and to the rest of each parent: a conjunction must say more than its parts do, or it would stand
 * for whatever level happens to be common among its people.
 *
 * @param everyone all rows searched
 * @param alpha of the bounds together
 */
export function rankConjunctions(
  conjunctions: readonly Conjunction[],
  everyone: Proportion,
  alpha: number,
  most: number,
): Ranked[] {
  if (conjunctions.length === 0) return [];
  const z = criticalValue(1 - alpha / conjunctions.length);
  const ranked = conjunctions.map((conjunction): Ranked => {
    const { own, parents } = conjunction;
    const rest = without(everyone, own);
    const isAbove = rateOf(own) >= rateOf(rest);
    let score = distance(own, rest, isAbove, z);
    for (const parent of parents) {
      score = Math.min(score, distance(own, without(parent, own), isAbove, z));
    }
    return { conjunction, direction: isAbove ? "above" : "below", rest, score };
  });
  return ranked.sort((a, b) => b.score - a.score).slice(0, most);
}

/** The end of the interval that lies nearest to no gap, positive where it is beyond it. */
function distance(own: Proportion, other: Proportion, isAbove: boolean, z: number): number {
  const { lower, upper } = newcombeInterval(own, other, z);
  return isAbove ? lower : -upper;
}

function without(whole: Proportion, part: Proportion): Proportion {
  return { successes: whole.successes - part.successes, size: whole.size - part.size };
}
