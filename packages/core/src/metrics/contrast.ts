import type { CountedCohort, CountedDimension } from "../cells/cohort-counts.ts";
import { emptyCounts, type OutcomeCounts, totalRows } from "../cells/outcome-counts.ts";
import type { Proportion } from "../stats/proportion.ts";
import {
  type Comparison,
  compareEstimates,
  compareWithHighest,
  compareWithNothing,
} from "./comparison.ts";
import type { Estimate } from "./estimate.ts";
import {
  type Estimated,
  type Estimator,
  firstLacking,
  joinLacking,
  type Lacking,
} from "./estimator.ts";
import type { Compare, NotEstimableReason } from "./measurement.ts";
import type { Push } from "./rate.ts";

/** One cohort set against its reference (or against nothing) for one metric. */
export interface Contrast {
  readonly cohort: string;
  /** Null where the measurement itself is meant. */
  readonly reference: string | null;
  /** Decisions behind the cohort's value. */
  readonly n: number;
  readonly nReference: number | null;
  /** The smaller of both sizes as the intervals see them: effective with sampling weights and repeated subjects. */
  readonly smallest: number;
  /** The cohort's and the reference's own values; null for composites. */
  readonly own: Estimated | null;
  readonly referenceValue: number | null;
  /** The reference's share, where its value is one; absent for composites and within strata. */
  readonly referenceProportion?: Proportion | null;
  readonly result: ContrastResult;
}

export type ContrastResult =
  | { readonly status: "ok"; readonly comparison: Comparison; readonly worst: WorstCases | null }
  | { readonly status: "not-estimable"; readonly reason: NotEstimableReason };

/**
 * The comparison with every unknown attribute and missing label turned against it; null where that
 * leaves nothing to divide by, or where no bound of the metric is known.
 */
export interface WorstCases {
  readonly lowest: Comparison | null;
  readonly highest: Comparison | null;
  /** What is missing: labels or predictions of these cohorts, or attributes of others. */
  readonly because: Lacking | "unknown-attribute";
}

/** Never written to. */
const NOBODY: OutcomeCounts = emptyCounts();

/**
 * All contrasts of one dimension for one metric, in cohort order; the reference is not contrasted
 * with itself. The cohort of unknown rows comes last.
 */
export function contrastCohorts(
  estimator: Estimator,
  compare: Compare | "value",
  dimension: CountedDimension,
): Contrast[] {
  const { observed, unknown } = dimension;
  const cohorts = unknown === null ? observed : [...observed, unknown];
  const isHighest = dimension.dimension.reference.kind === "highest";
  const top = isHighest ? findHighest(estimator, observed) : null;
  // A declared reference is the one cohort that has none.
  const declared = observed.filter(({ cohort }) => cohort.reference === null);
  const contrasts: Contrast[] = [];
  for (const own of cohorts) {
    const unplaced = own === unknown || unknown === null ? NOBODY : unknown.counts;
    const references =
      compare === "value" ? NO_REFERENCES : referencesOf(own, dimension, top, declared);
    if (references === null) continue;
    contrasts.push(contrast(estimator, compare, own, references, top, unplaced));
  }
  return contrasts;
}

const NO_REFERENCES: readonly CountedCohort[] = [];

/** Decisions an estimate rests on as its interval sees them: Kish's effective size with sampling weights. */
export function smallestSize({ estimate, n }: Estimated): number {
  return estimate?.proportion?.size ?? n;
}

/**
 * What a cohort is set against: one cohort, several for `highest`, null where it is the reference
 * itself. An empty list means that no reference could be found.
 */
function referencesOf(
  own: CountedCohort,
  { dimension, observed, rests }: CountedDimension,
  top: CountedCohort | null,
  declared: readonly CountedCohort[],
): readonly CountedCohort[] | null {
  switch (dimension.reference.kind) {
    case "rest":
      return [rests.get(own.cohort.id) as CountedCohort];
    case "highest":
      return own === top ? null : observed.filter((other) => other !== own);
    case "cohort":
      return own.cohort.reference === null ? null : declared;
  }
}

function findHighest(
  estimator: Estimator,
  observed: readonly CountedCohort[],
): CountedCohort | null {
  let top: CountedCohort | null = null;
  let best = -Infinity;
  for (const counted of observed) {
    const value = estimator.estimate(counted).estimate?.value;
    if (value !== undefined && value > best) {
      best = value;
      top = counted;
    }
  }
  return top;
}

function contrast(
  estimator: Estimator,
  compare: Compare | "value",
  counted: CountedCohort,
  references: readonly CountedCohort[],
  top: CountedCohort | null,
  unplaced: OutcomeCounts,
): Contrast {
  const named = compare === "value" ? null : (top ?? references[0] ?? null);
  const own = estimator.estimate(counted);
  const reference = named === null ? null : estimator.estimate(named);
  return {
    cohort: counted.cohort.id,
    reference: named?.cohort.id ?? null,
    n: own.n,
    nReference: reference?.n ?? null,
    smallest: Math.min(smallestSize(own), reference === null ? Infinity : smallestSize(reference)),
    own,
    referenceValue: reference?.estimate?.value ?? null,
    referenceProportion: reference?.estimate?.proportion ?? null,
    result: resultOf(estimator, compare, counted, references, unplaced),
  };
}

function resultOf(
  estimator: Estimator,
  compare: Compare | "value",
  counted: CountedCohort,
  references: readonly CountedCohort[],
  unplaced: OutcomeCounts,
): ContrastResult {
  const comparison = buildComparison(estimator, compare, counted, references, unplaced, null);
  if (typeof comparison === "string") return { status: "not-estimable", reason: comparison };
  const lacking = joinLacking(estimator.lacking(counted), firstLacking(estimator, references));
  if (lacking === null && totalRows(unplaced) === 0) {
    return { status: "ok", comparison, worst: null };
  }
  const because = lacking ?? "unknown-attribute";
  const worst = worstCases(estimator, compare, counted, references, unplaced, because);
  return { status: "ok", comparison, worst };
}

/** A function of its own, since most comparisons have none and need not hold what these ask for. */
function worstCases(
  estimator: Estimator,
  compare: Compare | "value",
  counted: CountedCohort,
  references: readonly CountedCohort[],
  unplaced: OutcomeCounts,
  because: WorstCases["because"],
): WorstCases {
  const pushed = (push: Push): Comparison | null => {
    const built = buildComparison(estimator, compare, counted, references, unplaced, push);
    return typeof built === "string" ? null : built;
  };
  return { lowest: pushed("down"), highest: pushed("up"), because };
}

/** The comparison as counted (`push` null), or with what is unknown pushing the cohort down or up. */
function buildComparison(
  estimator: Estimator,
  compare: Compare | "value",
  own: CountedCohort,
  references: readonly CountedCohort[],
  unplaced: OutcomeCounts,
  push: Push | null,
): Comparison | NotEstimableReason {
  const first = estimateOf(estimator, own, unplaced, push);
  if (first === null) return estimator.estimate(own).reason ?? "cohort-not-estimable";
  if (compare === "value") return compareWithNothing(first);
  const against = push === null ? null : push === "down" ? "up" : "down";
  // As long as it can get: one that grows takes room for many more.
  const others = new Array<Estimate>(references.length);
  let count = 0;
  for (const reference of references) {
    const other = estimateOf(estimator, reference, unplaced, against);
    if (other !== null) others[count++] = other;
  }
  others.length = count;
  if (others.length === 0)
    return references.length === 0 ? "no-reference" : "reference-not-estimable";
  // A ratio of 0 to 0 has no value; against several others, those at 0 say nothing either.
  const usable =
    compare === "ratio" && first.value === 0 ? others.filter(({ value }) => value > 0) : others;
  if (usable.length === 0) return "both-zero";
  const [only] = usable;
  return usable.length === 1 && only !== undefined && others.length === 1
    ? compareEstimates(compare, first, only)
    : compareWithHighest(compare, first, usable);
}

function estimateOf(
  estimator: Estimator,
  counted: CountedCohort,
  unplaced: OutcomeCounts,
  push: Push | null,
): Estimate | null {
  return push === null
    ? estimator.estimate(counted).estimate
    : estimator.bound(counted, unplaced, push);
}
