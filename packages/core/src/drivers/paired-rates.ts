import { emptyCounts, MISSING } from "../cells/outcome-counts.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { countRate } from "../metrics/rate.ts";
import type { CandidatePeople } from "./candidates.ts";
import type { Side } from "./gap-share.ts";

/** What a row adds to a rate under one model. */
const NONE = 0;
const DENOMINATOR = 1;
const BOTH = 2;

/** By `3 · label + decision`. */
export function partsOfStates(metric: RateMetric): Uint8Array {
  return Uint8Array.from({ length: 9 }, (_, at) => {
    const single = emptyCounts();
    for (const counts of [single.n, single.w, single.w2]) counts[at] = 1;
    const { numerator, denominator } = countRate(metric, single);
    return denominator === 0 ? NONE : numerator === 0 ? DENOMINATOR : BOTH;
  });
}

/**
 * Counts the rows of a cohort by what they add to the rate under a first and a second model, at
 * 3 · first + second. Smoothed by half a person in each combination that can occur.
 * Agresti & Min (2005), Statistics in Medicine 24, for differences of matched pairs.
 */
export function countPairs(
  people: CandidatePeople,
  rows: Uint32Array,
  parts: Uint8Array,
  [first, second]: readonly [number, number],
): Side {
  const { labels, decisions, weights: each, weightKind } = people;
  const one = decisions[first] as Uint8Array;
  const two = decisions[second] as Uint8Array;
  const weights = new Float64Array(9);
  let squares = 0;
  for (const row of rows) {
    const label = 3 * (labels[row] as number);
    const a = parts[label + (one[row] as number)] as number;
    const b = parts[label + (two[row] as number)] as number;
    const weight = each === null ? 1 : (each[row] as number);
    const at = 3 * a + b;
    weights[at] = (weights[at] as number) + weight;
    squares += weight * weight;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const size = weightKind === "sampling" ? (total * total) / squares : total;
  const half = (0.5 * total) / size;
  const smoothed = weights.slice();
  for (const at of possiblePairs(parts)) smoothed[at] = (smoothed[at] as number) + half;
  return { weights, smoothed, size };
}

/** Combinations that one row can have under two models, counted ones only. */
function possiblePairs(parts: Uint8Array): Set<number> {
  const found = new Set<number>();
  for (let label = 0; label <= MISSING; label++) {
    for (const a of [0, 1]) {
      for (const b of [0, 1]) {
        const at = 3 * (parts[3 * label + a] as number) + (parts[3 * label + b] as number);
        if (at !== 0) found.add(at);
      }
    }
  }
  return found;
}

/** Rates of a cohort under the first and the second model; NaN where one counts nobody. */
export function ratesOfPairs(weights: Float64Array): readonly [first: number, second: number] {
  const at = (i: number): number => weights[i] as number;
  const sum = (places: readonly number[]): number => places.reduce((total, i) => total + at(i), 0);
  return [sum([6, 7, 8]) / sum([3, 4, 5, 6, 7, 8]), sum([2, 5, 8]) / sum([1, 2, 4, 5, 7, 8])];
}
