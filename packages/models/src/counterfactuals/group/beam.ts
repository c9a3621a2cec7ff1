import { type Crowd, type Effects, effectsOf, HELPED, type Step } from "./crowd.ts";
import type { GroupChange } from "./options.ts";

/** A change of one feature that may be asked of everybody. */
export interface Candidate {
  readonly change: GroupChange;
  readonly step: Step;
}

/** Some candidates together, each of another feature, and what they do for the people searched. */
export interface Trial {
  /** By place among the candidates, rising. */
  readonly picked: readonly number[];
  readonly helped: number;
  /** Σ over those helped. */
  readonly cost: number;
  /** Σ over all of what is still missing. */
  readonly shortfall: number;
}

export interface Round {
  /** What helps most; among equals the cheapest, then the first. Null where nothing was tried. */
  readonly best: Trial | null;
  readonly tried: number;
  /** Every combination of this size was tried. */
  readonly isExhaustive: boolean;
}

/**
 * What helps most of these people, for one feature, then for two, and so on. All candidates are tried by
 * themselves; then each of the most promising combinations so far with every candidate of another feature.
 * A combination promises most that helps most people, then brings the others nearest to the target.
 */
export function searchBeam(
  crowd: Crowd,
  rows: Uint32Array,
  candidates: readonly Candidate[],
  { maxChanges, beam }: { readonly maxChanges: number; readonly beam: number },
): Round[] {
  const rounds: Round[] = [];
  let isExhaustive = true;
  let kept: readonly Trial[] = [{ picked: [], helped: 0, cost: 0, shortfall: 0 }];
  for (let size = 1; size <= maxChanges; size++) {
    const trials = combinations(kept, candidates).map((picked) => {
      const steps = picked.map((at) => (candidates[at] as Candidate).step);
      return trialOf(picked, effectsOf(crowd, rows, steps));
    });
    if (trials.length === 0) break;
    const [best] = trials.toSorted(byHelp);
    rounds.push({ best: best ?? null, tried: trials.length, isExhaustive });
    kept = trials.sort(byPromise).slice(0, beam);
    isExhaustive &&= kept.length === trials.length;
  }
  return rounds;
}

/** Each combination with each candidate of a feature it does not change, every set once. */
function combinations(
  kept: readonly Trial[],
  candidates: readonly Candidate[],
): (readonly number[])[] {
  const once = new Map<string, readonly number[]>();
  for (const { picked } of kept) {
    const taken = new Set(picked.map((at) => candidates[at]?.step.feature));
    candidates.forEach(({ step }, at) => {
      if (taken.has(step.feature)) return;
      const grown = [...picked, at].sort((a, b) => a - b);
      once.set(grown.join(), grown);
    });
  }
  return [...once.values()];
}

function trialOf(picked: readonly number[], { states, costs, shortfalls }: Effects): Trial {
  let helped = 0;
  let cost = 0;
  let shortfall = 0;
  for (let at = 0; at < states.length; at++) {
    shortfall += shortfalls[at] as number;
    if (states[at] !== HELPED) continue;
    helped++;
    cost += costs[at] as number;
  }
  return { picked, helped, cost, shortfall };
}

/** Of equally many helped, the least sum of costs is the least mean. */
function byHelp(a: Trial, b: Trial): number {
  return b.helped - a.helped || a.cost - b.cost || byPlace(a, b);
}

function byPromise(a: Trial, b: Trial): number {
  return b.helped - a.helped || a.shortfall - b.shortfall || byPlace(a, b);
}

function byPlace({ picked: a }: Trial, { picked: b }: Trial): number {
  const at = a.findIndex((place, k) => place !== b[k]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
}
