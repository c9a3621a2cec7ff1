import type { CountedCohort, CountedDimension } from "../cells/cohort-counts.ts";
import { emptyCounts, MISSING, type OutcomeCounts, totalRows } from "../cells/outcome-counts.ts";
import { type Proportion, rateOf } from "../stats/proportion.ts";
import {
  type Comparison,
  compareProportions,
  compareWithHighest,
  compareWithNothing,
} from "./comparison.ts";
import type { Compare, NotEstimableReason } from "./measurement.ts";
import { boundRate, countRate, type Fraction, type Push, proportionOf } from "./rate.ts";
import type { RateMetric } from "./registry.ts";

type WeightKind = "none" | "frequency" | "sampling";

/** One cohort set against its reference (or against nothing) for one metric. */
export interface Contrast {
  readonly cohort: string;
  /** Null where the measurement itself is meant. */
  readonly reference: string | null;
  /** Rows (or Σ frequency weight) behind the denominators. */
  readonly n: number;
  readonly nReference: number | null;
  readonly fraction: Fraction;
  readonly result:
    | { readonly status: "ok"; readonly comparison: Comparison; readonly worst: WorstCases | null }
    | { readonly status: "not-estimable"; readonly reason: NotEstimableReason };
}

/**
 * The comparison with every unknown attribute and missing label turned against it; null where that
 * leaves nothing to divide by.
 */
export interface WorstCases {
  readonly lowest: Comparison | null;
  readonly highest: Comparison | null;
  /** What is missing: labels of these cohorts, or attributes of others. */
  readonly because: "unlabelled" | "unknown-attribute";
}

/**
 * All contrasts of one dimension for one metric, in cohort order; the reference is not contrasted
 * with itself. The cohort of unknown rows comes last.
 */
export function contrastCohorts(
  metric: RateMetric,
  compare: Compare | "value",
  dimension: CountedDimension,
  weight: WeightKind,
): Contrast[] {
  const { observed, unknown } = dimension;
  const cohorts = unknown === null ? observed : [...observed, unknown];
  const top =
    dimension.dimension.reference.kind === "highest" ? findHighest(metric, observed) : null;
  return cohorts.flatMap((own) => {
    const unplaced = own === unknown || unknown === null ? emptyCounts() : unknown.counts;
    const references = compare === "value" ? [] : referencesOf(own, dimension, top);
    if (references === null) return [];
    return [contrast(metric, compare, own, references, top, unplaced, weight)];
  });
}

/**
 * What a cohort is set against: one cohort, several for `highest`, null where it is the reference
 * itself. An empty list means that no reference could be found.
 */
function referencesOf(
  own: CountedCohort,
  { dimension, observed, rests }: CountedDimension,
  top: CountedCohort | null,
): readonly CountedCohort[] | null {
  switch (dimension.reference.kind) {
    case "rest":
      return [rests.get(own.cohort.id) as CountedCohort];
    case "highest":
      return own === top ? null : observed.filter((other) => other !== own);
    case "cohort":
      return own.cohort.reference === null
        ? null
        : observed.filter(({ cohort }) => cohort.id === own.cohort.reference);
  }
}

function findHighest(metric: RateMetric, observed: readonly CountedCohort[]): CountedCohort | null {
  let top: CountedCohort | null = null;
  let best = -1;
  for (const counted of observed) {
    const { numerator, denominator } = countRate(metric, counted.counts);
    if (denominator > 0 && numerator / denominator > best) {
      best = numerator / denominator;
      top = counted;
    }
  }
  return top;
}

function contrast(
  metric: RateMetric,
  compare: Compare | "value",
  own: CountedCohort,
  references: readonly CountedCohort[],
  top: CountedCohort | null,
  unplaced: OutcomeCounts,
  weight: WeightKind,
): Contrast {
  const size = (fraction: Fraction): number =>
    weight === "frequency" ? fraction.denominator : fraction.rows;
  const named = top ?? references[0] ?? null;
  const fraction = countRate(metric, own.counts);
  const key = {
    cohort: own.cohort.id,
    reference: compare === "value" ? null : (named?.cohort.id ?? null),
    n: size(fraction),
    nReference:
      compare === "value" || named === null ? null : size(countRate(metric, named.counts)),
    fraction,
  };
  const build = (push: Push | null): Comparison | NotEstimableReason =>
    buildComparison(metric, compare, own, references, unplaced, weight, push);
  const comparison = build(null);
  if (typeof comparison === "string") {
    return { ...key, result: { status: "not-estimable", reason: comparison } };
  }
  const because = whatIsMissing(metric, [own, ...references], unplaced);
  if (because === null) return { ...key, result: { status: "ok", comparison, worst: null } };
  const orNull = (built: Comparison | NotEstimableReason): Comparison | null =>
    typeof built === "string" ? null : built;
  const worst = { lowest: orNull(build("down")), highest: orNull(build("up")), because };
  return { ...key, result: { status: "ok", comparison, worst } };
}

/** The comparison as counted (`push` null), or with what is unknown pushing the cohort down or up. */
function buildComparison(
  metric: RateMetric,
  compare: Compare | "value",
  own: CountedCohort,
  references: readonly CountedCohort[],
  unplaced: OutcomeCounts,
  weight: WeightKind,
  push: Push | null,
): Comparison | NotEstimableReason {
  const rate = (counted: CountedCohort, towards: Push | null): Proportion | null => {
    const fraction =
      towards === null
        ? countRate(metric, counted.counts)
        : boundRate(metric, counted.counts, unplaced, towards);
    return fraction.denominator > 0 ? proportionOf(fraction, weight) : null;
  };
  const first = rate(own, push);
  if (first === null) return "cohort-not-estimable";
  if (compare === "value") return compareWithNothing(first);
  const against = push === null ? null : push === "down" ? "up" : "down";
  const others = references
    .map((reference) => rate(reference, against))
    .filter((proportion) => proportion !== null);
  if (others.length === 0)
    return references.length === 0 ? "no-reference" : "reference-not-estimable";
  // A ratio of 0 to 0 has no value; against several others, those at 0 say nothing either.
  const usable =
    compare === "ratio" && rateOf(first) === 0
      ? others.filter((other) => rateOf(other) > 0)
      : others;
  if (usable.length === 0) return "both-zero";
  const [only] = usable;
  return usable.length === 1 && only !== undefined && others.length === 1
    ? compareProportions(compare, first, only)
    : compareWithHighest(compare, first, usable);
}

function whatIsMissing(
  metric: RateMetric,
  involved: readonly CountedCohort[],
  unplaced: OutcomeCounts,
): WorstCases["because"] | null {
  for (const { counts } of involved) {
    for (let at = 0; at < 9; at++) {
      const label = Math.floor(at / 3);
      const isOpen =
        (metric.needs.label && label === MISSING) ||
        (metric.needs.prediction && at % 3 === MISSING);
      if (isOpen && (counts.n[at] as number) > 0) return "unlabelled";
    }
  }
  return totalRows(unplaced) > 0 ? "unknown-attribute" : null;
}
