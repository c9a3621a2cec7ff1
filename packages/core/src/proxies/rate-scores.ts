import type { ScoreGroups } from "./blocked-auc.ts";
import type { FeatureCodes } from "./feature-codes.ts";
import type { AttributePeople, Target } from "./people.ts";

/** People divided into strata, with what is already known of the level. */
export interface Strata {
  readonly of: Uint16Array;
  readonly count: number;
  /** For each part, how probable the level is for each person, learnt without that part. */
  readonly expected: readonly Float64Array[];
}

/** So many people as expected are added to each group, which draws small groups towards 0. */
const ADDED = 10;

/** What a band takes from those beside it. */
const NEIGHBOURS = [1, 0.6, 0.2];

/**
 * People by part and stratum, scored by what the other parts say of their group of one feature: the
 * mean excess of the level over what was expected, Σ(has − expected) / (n + 10), bands smoothed by
 * their neighbours. Without strata that orders the groups by the share with the level.
 */
export function scoreByRate(
  feature: FeatureCodes,
  target: Target,
  { folds, foldCount }: AttributePeople,
  strata: Strata | null,
): ScoreGroups[] {
  const { codes, size } = feature;
  const parts = strata?.count ?? 1;
  const positives = new Float64Array(foldCount * parts * size);
  const negatives = new Float64Array(foldCount * parts * size);
  for (let i = 0; i < codes.length; i++) {
    const stratum = strata?.of[i] ?? 0;
    const at = ((folds[i] as number) * parts + stratum) * size + (codes[i] as number);
    const side = target.has[i] === 1 ? positives : negatives;
    (side[at] as number)++;
  }
  const blocks: ScoreGroups[] = [];
  for (let fold = 0; fold < foldCount; fold++) {
    const scores = scoreWithout(fold, feature, target, folds, strata?.expected[fold] ?? null);
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

/** The score of each group, from everyone outside one part. */
function scoreWithout(
  fold: number,
  { codes, size, isBanded }: FeatureCodes,
  { has, rate }: Target,
  folds: Uint8Array,
  expected: Float64Array | null,
): Float64Array {
  const excess = new Float64Array(size);
  const people = new Float64Array(size);
  for (let i = 0; i < codes.length; i++) {
    if (folds[i] === fold) continue;
    const code = codes[i] as number;
    excess[code] = (excess[code] as number) + (has[i] as number) - (expected?.[i] ?? rate);
    (people[code] as number)++;
  }
  const reach = isBanded ? NEIGHBOURS.length - 1 : 0;
  return excess.map((_, code) => {
    let sum = 0;
    let count = ADDED;
    // Code 0 is missing, which is beside no band.
    const [from, to] = code === 0 || reach === 0 ? [code, code] : [1, size - 1];
    for (let other = Math.max(from, code - reach); other <= Math.min(to, code + reach); other++) {
      const weight = NEIGHBOURS[Math.abs(other - code)] as number;
      sum += weight * (excess[other] as number);
      count += weight * (people[other] as number);
    }
    return sum / count;
  });
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
