import { type Interval, toInterval } from "../../stats/interval.ts";
import { criticalValue } from "../../stats/normal.ts";
import { compareEstimates } from "../comparison.ts";
import type { Estimate } from "../estimate.ts";
import { type AucParts, estimateAuc, measureAuc } from "./auc.ts";
import { type ScoredPeople, type ScoreSample, sortPeople, splitByLabel } from "./score-sample.ts";

/** A value with its interval. */
export interface Ranked {
  readonly value: number;
  readonly interval: Interval;
}

/** How two cohorts' people are ranked against each other. */
export interface CrossAuc {
  /** First cohort's positives against second cohort's negatives. */
  readonly first: Ranked;
  /** Second cohort's positives against first cohort's negatives. */
  readonly second: Ranked;
  /** first − second; the two rest on different people, so that they are independent. */
  readonly difference: Ranked;
}

/**
 * The area under the ROC curve: how often a person with outcome 1 has the higher score than one with
 * outcome 0, ties half, from 0 to 1. Interval by DeLong on the logit scale; where all are placed alike,
 * by Newcombe's score method, which stays wide. People without a recorded outcome are left out.
 *
 * @returns null where nobody has outcome 1, or nobody 0
 * @throws EvenhandError `input/score-range`, `input/label-range`, `input/weight-range`, `input/lengths-differ`
 * @example
 * rocAuc({ scores: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1] })?.value; // 0.75
 */
export function rocAuc(people: ScoredPeople, confidence: number = 0.95): Ranked | null {
  const { positives, negatives } = splitByLabel(sortPeople(people));
  const estimate = estimateOf(positives, negatives);
  return estimate === null ? null : describe(estimate, confidence);
}

/**
 * Cross-cohort areas: each cohort's positives against the other's negatives, and their difference.
 * Kallus & Zhou (2019), NeurIPS 32 (xAUC). With everyone else as the second cohort `first` is the
 * background-negative subgroup-positive area (BNSP) and `second` the background-positive
 * subgroup-negative one (BPSN) of Borkan et al. (2019), WWW '19 Companion.
 * Intervals by DeLong, of the difference by MOVER.
 *
 * @returns null where one of the four groups is empty
 * @throws EvenhandError as `rocAuc`
 * @example
 * const a = { scores: [0.2, 0.6], labels: [0, 1] };
 * const b = { scores: [0.5, 0.9], labels: [0, 1] };
 * crossAuc(a, b)?.difference.value; // 0
 */
export function crossAuc(
  first: ScoredPeople,
  second: ScoredPeople,
  confidence: number = 0.95,
): CrossAuc | null {
  const one = splitByLabel(sortPeople(first));
  const two = splitByLabel(sortPeople(second));
  const own = estimateOf(one.positives, two.negatives);
  const other = estimateOf(two.positives, one.negatives);
  if (own === null || other === null) return null;
  const gap = compareEstimates("difference", own, other);
  return {
    first: describe(own, confidence),
    second: describe(other, confidence),
    difference: {
      value: gap.estimate,
      interval: toInterval(gap.bounds(confidence), confidence, gap.method),
    },
  };
}

function estimateOf(positives: ScoreSample, negatives: ScoreSample): Estimate | null {
  const parts: AucParts | null = measureAuc(positives, negatives);
  return parts === null ? null : estimateAuc(parts);
}

function describe({ value, boundsAt, method }: Estimate, confidence: number): Ranked {
  const bounds = boundsAt(criticalValue(confidence));
  return { value, interval: toInterval(bounds, confidence, method) };
}
