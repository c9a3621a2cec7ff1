import type { CountedCohort, CountedDimension, CountedStratum } from "../cells/cohort-counts.ts";
import { emptyCounts, type OutcomeCounts, totalRows } from "../cells/outcome-counts.ts";
import { twoSidedP } from "../stats/normal.ts";
import {
  mantelHaenszelWeight,
  type StratumPair,
  stratifiedDifference,
  stratifiedDifferenceInterval,
  stratifiedDifferenceStatistic,
  stratifiedRatio,
  stratifiedRatioInterval,
  stratifiedRatioStatistic,
} from "../stats/stratified-score.ts";
import { type Comparison, makeComparison } from "./comparison.ts";
import { type Contrast, type ContrastResult, smallestSize, type WorstCases } from "./contrast.ts";
import { type Estimated, type Estimator, firstLacking } from "./estimator.ts";
import type { Compare, NotEstimableReason } from "./measurement.ts";
import type { Push } from "./rate.ts";

/** A cohort and its reference in one stratum where both have something to divide by. */
export interface SharedStratum {
  readonly stratum: CountedStratum;
  readonly own: CountedCohort;
  readonly reference: CountedCohort;
  readonly first: Estimated;
  readonly second: Estimated;
  readonly pair: StratumPair;
}

/**
 * All contrasts of one dimension for a rate, each made within the strata and combined with
 * Mantel–Haenszel weights: Σ w(p₁ − p₂)/Σ w or Σ w·p₁/Σ w·p₂. What is unknown is turned against it
 * in every stratum, at the weights of what is known.
 */
export function contrastWithinStrata(
  estimator: Estimator,
  compare: Compare,
  dimension: CountedDimension,
  strata: readonly CountedStratum[],
): Contrast[] {
  const { observed, unknown } = dimension;
  return (unknown === null ? observed : [...observed, unknown]).flatMap((own) => {
    const { id, reference } = own.cohort;
    if (reference === null) return [];
    const shared = findShared(estimator, id, reference, strata);
    const sumOf = (each: (one: SharedStratum) => number): number =>
      shared.reduce((sum, one) => sum + each(one), 0);
    return [
      {
        cohort: id,
        reference,
        n: sumOf(({ first }) => first.n),
        nReference: sumOf(({ second }) => second.n),
        smallest: Math.min(
          sumOf(({ first }) => smallestSize(first)),
          sumOf(({ second }) => smallestSize(second)),
        ),
        own: null,
        referenceValue: null,
        result: combine(estimator, compare, own, dimension, shared),
      },
    ];
  });
}

/** The strata that hold something of both cohorts. */
export function findShared(
  estimator: Estimator,
  cohort: string,
  reference: string,
  strata: readonly CountedStratum[],
): SharedStratum[] {
  return strata.flatMap((stratum) => {
    const own = findCohort(stratum.cohorts, cohort);
    const other = findCohort(stratum.cohorts, reference);
    if (own === null || other === null) return [];
    const first = estimator.estimate(own);
    const second = estimator.estimate(other);
    const p1 = first.estimate?.proportion ?? null;
    const p2 = second.estimate?.proportion ?? null;
    if (p1 === null || p2 === null) return [];
    const pair = { first: p1, second: p2, weight: mantelHaenszelWeight(p1.size, p2.size) };
    return [{ stratum, own, reference: other, first, second, pair }];
  });
}

function findCohort(
  { observed, rests, unknown }: CountedDimension,
  id: string,
): CountedCohort | null {
  if (unknown?.cohort.id === id) return unknown;
  for (const rest of rests.values()) if (rest.cohort.id === id) return rest;
  return observed.find(({ cohort }) => cohort.id === id) ?? null;
}

function combine(
  estimator: Estimator,
  compare: Compare,
  own: CountedCohort,
  dimension: CountedDimension,
  shared: readonly SharedStratum[],
): ContrastResult {
  if (shared.length === 0) {
    return { status: "not-estimable", reason: whyNoneShared(estimator, own, dimension) };
  }
  const comparison = compareWithinStrata(
    compare,
    shared.map(({ pair }) => pair),
  );
  if (comparison === null) return { status: "not-estimable", reason: "both-zero" };
  const isUnknown = own.cohort.kind === "unknown";
  return {
    status: "ok",
    comparison,
    worst: boundWithinStrata(estimator, compare, shared, isUnknown),
  };
}

/**
 * The combined difference or ratio; null for a ratio of 0 to 0.
 *
 * @param pairs at least one
 */
function compareWithinStrata(compare: Compare, pairs: readonly StratumPair[]): Comparison | null {
  if (compare === "difference") {
    return makeComparison({
      method: "stratified-score",
      estimate: stratifiedDifference(pairs),
      boundsAt: (z) => stratifiedDifferenceInterval(pairs, z),
      p: (limit) =>
        Math.abs(limit) > 1 ? 0 : twoSidedP(stratifiedDifferenceStatistic(pairs, limit)),
    });
  }
  const estimate = stratifiedRatio(pairs);
  if (Number.isNaN(estimate)) return null;
  return makeComparison({
    method: "stratified-score",
    estimate,
    boundsAt: (z) => stratifiedRatioInterval(pairs, z),
    p: (limit) => (limit <= 0 ? 0 : twoSidedP(stratifiedRatioStatistic(pairs, limit))),
  });
}

function boundWithinStrata(
  estimator: Estimator,
  compare: Compare,
  shared: readonly SharedStratum[],
  isUnknown: boolean,
): WorstCases | null {
  const lacking = firstLacking(
    estimator,
    shared.flatMap((one) => [one.own, one.reference]),
  );
  const unplacedIn = ({ stratum }: SharedStratum): OutcomeCounts =>
    isUnknown ? NOBODY : (stratum.cohorts.unknown?.counts ?? NOBODY);
  if (lacking === null && shared.every((one) => totalRows(unplacedIn(one)) === 0)) return null;
  const pushed = (push: Push): Comparison | null => {
    const against = push === "down" ? "up" : "down";
    const pairs: StratumPair[] = [];
    for (const one of shared) {
      const unplaced = unplacedIn(one);
      const first = estimator.bound(one.own, unplaced, push)?.proportion ?? null;
      const second = estimator.bound(one.reference, unplaced, against)?.proportion ?? null;
      if (first === null || second === null) return null;
      pairs.push({ first, second, weight: one.pair.weight });
    }
    return compareWithinStrata(compare, pairs);
  };
  return {
    lowest: pushed("down"),
    highest: pushed("up"),
    because: lacking ?? "unknown-attribute",
  };
}

const NOBODY: OutcomeCounts = emptyCounts();

function whyNoneShared(
  estimator: Estimator,
  own: CountedCohort,
  { observed, rests }: CountedDimension,
): NotEstimableReason {
  if (estimator.estimate(own).estimate === null) return "cohort-not-estimable";
  const reference = [...observed, ...rests.values()].find(
    ({ cohort }) => cohort.id === own.cohort.reference,
  );
  if (reference === undefined) return "no-reference";
  return estimator.estimate(reference).estimate === null
    ? "reference-not-estimable"
    : "no-shared-stratum";
}
