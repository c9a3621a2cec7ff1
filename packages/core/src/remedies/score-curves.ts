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

/** Sorts everyone once and sums by cohort; cohorts without anyone have no curve. */
export function sumByThreshold(
  decisions: ScoredDecisions,
  worth: Worth,
  needsLabels: boolean,
): ScoreCurves {
  const { labels, cohorts, names, weights, favourableWhen = "above" } = decisions;
  const scores = Float64Array.from(decisions.scores);
  const rows = scores.length;
  const order = argsort(scores);
  const sizes = new Uint32Array(names.length);
  for (let row = 0; row < rows; row++) {
    const cohort = cohorts[row] as number;
    if (cohort >= 0) sizes[cohort] = (sizes[cohort] as number) + 1;
  }
  const building = names.map((cohort, i) => startCurve(cohort, (sizes[i] as number) + 1));
  let total = 0;
  let leftOut = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[favourableWhen === "above" ? rows - 1 - i : i] as number;
    const cohort = cohorts[row] as number;
    const outcome = labels[row] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (cohort < 0 || (needsLabels && outcome < 0) || weight === 0) {
      leftOut++;
      continue;
    }
    const curve = building[cohort] as Building;
    const other = worth.worthOf(row, outcome, false);
    addPerson(
      curve,
      scores[row] as number,
      outcome,
      weight,
      worth.worthOf(row, outcome, true) - other,
    );
    curve.base += weight * other;
    total += weight;
  }
  const curves = building
    .filter(({ last }) => last > 0)
    .map((one) => endCurve(one, favourableWhen));
  return { curves, weight: total, leftOut };
}

interface Building {
  readonly cohort: string;
  readonly thresholds: Float64Array;
  readonly selected: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly gains: Float64Array;
  base: number;
  last: number;
}

function startCurve(cohort: string, size: number): Building {
  const thresholds = new Float64Array(size);
  thresholds[0] = Number.NaN;
  return {
    cohort,
    thresholds,
    selected: new Float64Array(size),
    truePositives: new Float64Array(size),
    falsePositives: new Float64Array(size),
    gains: new Float64Array(size),
    base: 0,
    last: 0,
  };
}

function addPerson(
  curve: Building,
  score: number,
  outcome: number,
  weight: number,
  gain: number,
): void {
  const { thresholds, selected, truePositives, falsePositives, gains } = curve;
  // The first person differs from NaN.
  if (thresholds[curve.last] !== score) {
    const before = curve.last++;
    const at = curve.last;
    thresholds[at] = score;
    selected[at] = selected[before] as number;
    truePositives[at] = truePositives[before] as number;
    falsePositives[at] = falsePositives[before] as number;
    gains[at] = gains[before] as number;
  }
  const at = curve.last;
  selected[at] = (selected[at] as number) + weight;
  if (outcome === 1) truePositives[at] = (truePositives[at] as number) + weight;
  else if (outcome === 0) falsePositives[at] = (falsePositives[at] as number) + weight;
  gains[at] = (gains[at] as number) + weight * gain;
}

function endCurve(building: Building, favourableWhen: "above" | "below"): ScoreCurve {
  const { cohort, base, last, ...sums } = building;
  const cut = (values: Float64Array): Float64Array => values.subarray(0, last + 1);
  // score ≤ s is score < the next number above s.
  const thresholds =
    favourableWhen === "above" ? cut(sums.thresholds) : cut(sums.thresholds).map(nextAbove);
  return {
    cohort,
    base,
    thresholds,
    selected: cut(sums.selected),
    truePositives: cut(sums.truePositives),
    falsePositives: cut(sums.falsePositives),
    gains: cut(sums.gains),
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
