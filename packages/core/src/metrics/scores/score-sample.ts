import { EvenhandError } from "../../errors.ts";
import type { Weighting } from "../../stats/mean.ts";
import type { WeightKind } from "../estimator.ts";
import { argsort } from "./argsort.ts";

/** Scores of some people, one a person, as they come. */
export interface ScoredPeople {
  /** Finite numbers. */
  readonly scores: ArrayLike<number>;
  /** Recorded outcomes: 1 favourable, 0 other, NaN or −1 where none was recorded. */
  readonly labels?: ArrayLike<number>;
  readonly weights?: {
    readonly kind: "frequency" | "sampling";
    /** 0 or more; whole numbers for frequencies. */
    readonly values: ArrayLike<number>;
  };
}

/** Scores in ascending order with what belongs to each; people without weight are left out. */
export interface ScoreSample {
  readonly scores: Float64Array;
  /** 1 favourable, 0 other, −1 not recorded. */
  readonly labels: Int8Array;
  /** Null without weights: each counts once. */
  readonly weights: Float64Array | null;
  readonly kind: WeightKind;
}

/**
 * People in the order of their scores.
 *
 * @throws EvenhandError `input/score-range` for a score that is no finite number,
 *   `input/label-range`, `input/weight-range`, `input/lengths-differ`
 */
export function sortPeople(people: ScoredPeople): ScoreSample {
  const { labels, weights } = people;
  const size = people.scores.length;
  const scores = new Float64Array(size);
  const coded = new Int8Array(size).fill(-1);
  const weighted = weights === undefined ? null : new Float64Array(size);
  for (const other of [labels, weights?.values]) {
    if (other !== undefined && other.length !== size) {
      throw problemOf("lengths-differ", "scores, labels and weights need one entry a person", {
        expected: String(size),
        received: String(other.length),
      });
    }
  }
  for (let i = 0; i < size; i++) {
    scores[i] = readScore(people.scores[i] as number, i);
    if (labels !== undefined) coded[i] = readLabel(labels[i] as number, i);
    if (weighted !== null && weights !== undefined) {
      weighted[i] = readWeight(weights.values[i] as number, weights.kind, i);
    }
  }
  const order = argsort(scores);
  return pickPeople(
    { scores, labels: coded, weights: weighted, kind: weights?.kind ?? "none" },
    order,
  );
}

/** Those at the given positions, in the given order; people without weight are left out. */
export function pickPeople(all: ScoreSample, positions: Uint32Array): ScoreSample {
  const { weights, kind } = all;
  const kept = weights === null ? positions : positions.filter((at) => (weights[at] as number) > 0);
  const scores = new Float64Array(kept.length);
  const labels = new Int8Array(kept.length);
  const picked = weights === null ? null : new Float64Array(kept.length);
  for (let i = 0; i < kept.length; i++) {
    const at = kept[i] as number;
    scores[i] = all.scores[at] as number;
    labels[i] = all.labels[at] as number;
    if (picked !== null && weights !== null) picked[i] = weights[at] as number;
  }
  return { scores, labels, weights: picked, kind };
}

/** People by recorded outcome, each part in the order of the scores. */
export interface LabelledPeople {
  readonly known: ScoreSample;
  readonly positives: ScoreSample;
  readonly negatives: ScoreSample;
}

/** Divides people by recorded outcome. */
export function splitByLabel(sample: ScoreSample): LabelledPeople {
  const counts = { positives: 0, negatives: 0 };
  for (const label of sample.labels) {
    if (label === 1) counts.positives++;
    else if (label === 0) counts.negatives++;
  }
  const known = new Uint32Array(counts.positives + counts.negatives);
  const positives = new Uint32Array(counts.positives);
  const negatives = new Uint32Array(counts.negatives);
  let up = 0;
  let down = 0;
  for (let i = 0; i < sample.labels.length; i++) {
    const label = sample.labels[i] as number;
    if (label < 0) continue;
    known[up + down] = i;
    if (label === 1) positives[up++] = i;
    else negatives[down++] = i;
  }
  return {
    known: known.length === sample.labels.length ? sample : pickPeople(sample, known),
    positives: pickPeople(sample, positives),
    negatives: pickPeople(sample, negatives),
  };
}

/** A cohort's people with a score, and how many rows have none. */
export interface CohortSample {
  readonly people: ScoreSample;
  readonly labelled: LabelledPeople;
  readonly unscored: number;
}

/** The weights of a sample, as means take them. */
export function weightingOf({ kind, weights }: ScoreSample): Weighting {
  return { kind, values: weights };
}

/** How much a sample weighs. */
export interface SampleSize {
  /** Rows; Σ weight for frequencies, which stand for so many people. */
  readonly people: number;
  /** Σ weight; rows without weights. */
  readonly weight: number;
  /** Size that an error depends on: Σ weight for frequencies, Kish's (Σw)² / Σw² for sampling weights. */
  readonly effective: number;
}

/** People, weight and effective size. */
export function sizeOf({ scores, weights, kind }: ScoreSample): SampleSize {
  const rows = scores.length;
  if (weights === null) return { people: rows, weight: rows, effective: rows };
  let weight = 0;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const own = weights[i] as number;
    weight += own;
    squares += own * own;
  }
  if (kind === "frequency") return { people: weight, weight, effective: weight };
  return { people: rows, weight, effective: squares === 0 ? 0 : (weight * weight) / squares };
}

function readScore(score: number, i: number): number {
  if (Number.isFinite(score)) return score;
  throw problemOf("score-range", "a score is no finite number", {
    received: `${score} at position ${i}`,
    hint: "Leave out people without a score, and say how many they are.",
  });
}

function readLabel(label: number, i: number): number {
  if (label === 0 || label === 1) return label;
  if (label === -1 || Number.isNaN(label)) return -1;
  throw problemOf("label-range", "an outcome is of another kind", {
    expected: "1, 0, or NaN where none was recorded",
    received: `${label} at position ${i}`,
  });
}

function readWeight(weight: number, kind: "frequency" | "sampling", i: number): number {
  if (Number.isFinite(weight) && weight >= 0 && (kind === "sampling" || Number.isInteger(weight))) {
    return weight;
  }
  throw problemOf("weight-range", `a ${kind} weight is out of range`, {
    expected: kind === "sampling" ? "a finite number, 0 or more" : "a whole number, 0 or more",
    received: `${weight} at position ${i}`,
  });
}

function problemOf(
  code: string,
  problem: string,
  details: { readonly expected?: string; readonly received: string; readonly hint?: string },
): EvenhandError {
  return new EvenhandError({ code: `input/${code}`, problem, ...details });
}
