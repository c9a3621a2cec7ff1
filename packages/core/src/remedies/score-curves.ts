import { argsort } from "../metrics/scores/argsort.ts";
import type { ScoredDecisions } from "./scored-decisions.ts";
import type { Worth } from "./utility.ts";

/**
 * What each threshold would decide about one cohort: entry k is the k-th strictest, from 0, which
 * selects nobody, to the last, which selects everyone. All are sums of weights. Tied scores share an
 * entry, since no threshold can part them.
 */
export interface ScoreCurve {
  readonly cohort: string;
  /** NaN for entry 0, which no threshold stands for. */
  readonly thresholds: Float64Array;
  readonly selected: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  /** What the favourable decisions are worth more than the others would be. */
  readonly gains: Float64Array;
  /** Σ worth where nobody is selected. */
  readonly base: number;
}

export interface ScoreCurves {
  readonly curves: readonly ScoreCurve[];
  /** Σ weight of everyone counted. */
  readonly weight: number;
  /** People left out: of unknown cohort, or without a recorded outcome where one is needed. */
  readonly leftOut: number;
}

/** Sorts each cohort and sums along it; cohorts without anyone have no curve. */
export function sumByThreshold(
  decisions: ScoredDecisions,
  worth: Worth,
  needsLabels: boolean,
): ScoreCurves {
  const { scores, favourableWhen = "above" } = decisions;
  const groups = groupPeople(decisions, worth, needsLabels);
  let weight = 0;
  let people = 0;
  const curves: ScoreCurve[] = [];
  for (const group of groups) {
    if (group.scores.length === 0) continue;
    const curve = sumGroup(group, favourableWhen);
    curves.push(curve);
    weight += curve.selected[curve.selected.length - 1] as number;
    people += group.scores.length;
  }
  return { curves, weight, leftOut: scores.length - people };
}

/** The people of one cohort side by side, which sorting and summing reads many times. */
interface Group {
  readonly cohort: string;
  readonly scores: Float64Array;
  readonly labels: Int8Array;
  /** Null where each counts once. */
  readonly weights: Float64Array | null;
  /** Worth of a favourable decision above that of the other, by row, or by outcome: other, favourable. */
  readonly gains: Float64Array | readonly [other: number, favourable: number];
  readonly base: number;
}

function groupPeople(
  { scores, labels, cohorts, names, weights }: ScoredDecisions,
  worth: Worth,
  needsLabels: boolean,
): Group[] {
  const isCounted = (row: number): boolean =>
    (cohorts[row] as number) >= 0 &&
    !(needsLabels && (labels[row] as number) < 0) &&
    weights?.[row] !== 0;
  const sizes = new Uint32Array(names.length);
  for (let row = 0; row < scores.length; row++) {
    if (!isCounted(row)) continue;
    const cohort = cohorts[row] as number;
    sizes[cohort] = (sizes[cohort] as number) + 1;
  }
  const byOutcome = gainsByOutcome(worth);
  const groups = names.map((cohort, i) => {
    const size = sizes[i] as number;
    return {
      cohort,
      scores: new Float64Array(size),
      labels: new Int8Array(size),
      weights: weights === undefined ? null : new Float64Array(size),
      gains: byOutcome ?? new Float64Array(size),
      base: 0,
    };
  });
  const places = new Uint32Array(names.length);
  for (let row = 0; row < scores.length; row++) {
    if (!isCounted(row)) continue;
    const cohort = cohorts[row] as number;
    const group = groups[cohort] as (typeof groups)[number];
    const at = places[cohort] as number;
    places[cohort] = at + 1;
    const label = labels[row] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const other = worth.worthOf(row, label, false);
    group.scores[at] = scores[row] as number;
    group.labels[at] = label;
    if (group.weights !== null) group.weights[at] = weight;
    if (group.gains instanceof Float64Array) {
      group.gains[at] = worth.worthOf(row, label, true) - other;
    }
    group.base += weight * other;
  }
  return groups;
}

function gainsByOutcome({ payoffs }: Worth): readonly [number, number] | null {
  if (payoffs === null) return null;
  const { truePositive, falsePositive, trueNegative, falseNegative } = payoffs;
  return [falsePositive - trueNegative, truePositive - falseNegative];
}

function sumGroup(group: Group, favourableWhen: "above" | "below"): ScoreCurve {
  const { scores, labels, weights } = group;
  const size = scores.length;
  const order = argsort(scores);
  const thresholds = new Float64Array(size + 1);
  const selected = new Float64Array(size + 1);
  const truePositives = new Float64Array(size + 1);
  const falsePositives = new Float64Array(size + 1);
  const gains = new Float64Array(size + 1);
  const isByRow = group.gains instanceof Float64Array;
  thresholds[0] = Number.NaN;
  let last = 0;
  let before = Number.NaN;
  let chosen = 0;
  let positive = 0;
  let negative = 0;
  let gain = 0;
  for (let i = 0; i < size; i++) {
    const at = order[favourableWhen === "above" ? size - 1 - i : i] as number;
    const score = scores[at] as number;
    // The first differs from NaN.
    if (score !== before) last++;
    before = score;
    const weight = weights === null ? 1 : (weights[at] as number);
    const label = labels[at] as number;
    chosen += weight;
    if (label === 1) positive += weight;
    else if (label === 0) negative += weight;
    gain += weight * ((isByRow ? group.gains[at] : group.gains[label]) as number);
    thresholds[last] = score;
    selected[last] = chosen;
    truePositives[last] = positive;
    falsePositives[last] = negative;
    gains[last] = gain;
  }
  const cut = (values: Float64Array): Float64Array => values.subarray(0, last + 1);
  return {
    cohort: group.cohort,
    base: group.base,
    // score ≤ s is score < the next number above s.
    thresholds: favourableWhen === "above" ? cut(thresholds) : cut(thresholds).map(nextAbove),
    selected: cut(selected),
    truePositives: cut(truePositives),
    falsePositives: cut(falsePositives),
    gains: cut(gains),
  };
}

/** The smallest number above a finite one. */
function nextAbove(value: number): number {
  if (Number.isNaN(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  const float = new Float64Array([value]);
  const bits = new BigInt64Array(float.buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return float[0] as number;
}
