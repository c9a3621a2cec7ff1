import type { ScoreGroups } from "./blocked-auc.ts";
import type { FeatureCodes } from "./feature-codes.ts";
import type { AttributePeople, Target } from "./people.ts";

/** People divided into strata, with what is already known of the level in each. */
export interface Strata {
  readonly of: Uint16Array;
  readonly count: number;
  /** For each person, how probable the level is, learnt from the other parts. */
  readonly expected: Float64Array;
}

/** So many people as expected are added to each group, which draws small groups towards 0. */
const ADDED = 10;

/**
 * People by part and stratum, scored by what the other parts say of their group of one feature: the
 * mean excess of the level over what was expected, Σ(has − expected) / (n + 10). Without strata that
 * orders the groups by the share with the level.
 */
export function scoreByRate(
  feature: FeatureCodes,
  target: Target,
  { folds, foldCount }: AttributePeople,
  strata: Strata | null,
): ScoreGroups[] {
  const { codes, size } = feature;
  const { has, rate } = target;
  const excess = new Float64Array(foldCount * size);
  const people = new Float64Array(foldCount * size);
  const parts = strata?.count ?? 1;
  const positives = new Float64Array(foldCount * parts * size);
  const negatives = new Float64Array(foldCount * parts * size);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    const fold = folds[i] as number;
    const at = fold * size + code;
    excess[at] = (excess[at] as number) + (has[i] as number) - (strata?.expected[i] ?? rate);
    (people[at] as number)++;
    const block = (fold * parts + (strata?.of[i] ?? 0)) * size + code;
    if (has[i] === 1) (positives[block] as number)++;
    else (negatives[block] as number)++;
  }
  const blocks: ScoreGroups[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const scores = scoresWithout(fold, excess, people, size, foldCount);
    for (let part = 0; part < parts; part++) {
      const from = (fold * parts + part) * size;
      blocks.push({
        scores,
        positives: positives.subarray(from, from + size),
        negatives: negatives.subarray(from, from + size),
      });
    }
  }
  return blocks;
}

function scoresWithout(
  fold: number,
  excess: Float64Array,
  people: Float64Array,
  size: number,
  foldCount: number,
): Float64Array {
  const scores = new Float64Array(size);
  for (let code = 0; code < size; code++) {
    let sum = 0;
    let count = ADDED;
    for (let other = 0; other < foldCount; other++) {
      if (other === fold) continue;
      sum += excess[other * size + code] as number;
      count += people[other * size + code] as number;
    }
    scores[code] = sum / count;
  }
  return scores;
}

/** The same people, each with a score of its own. */
export function scoreByPerson(
  scores: Float64Array,
  target: Target,
  { folds, foldCount }: AttributePeople,
  strata: Strata | null,
): ScoreGroups[] {
  const parts = strata?.count ?? 1;
  const blocks: { scores: number[]; positives: number[]; negatives: number[] }[] = Array.from(
    { length: foldCount * parts },
    () => ({ scores: [], positives: [], negatives: [] }),
  );
  for (let i = 0; i < scores.length; i++) {
    const block = blocks[(folds[i] as number) * parts + (strata?.of[i] ?? 0)];
    const has = target.has[i] as number;
    block?.scores.push(scores[i] as number);
    block?.positives.push(has);
    block?.negatives.push(1 - has);
  }
  return blocks;
}
