import type { CountedDimension } from "../cells/cohort-counts.ts";
import type { Comparison } from "./comparison.ts";
import { combineComparisons, combineWorstCases } from "./composite.ts";
import {
  type Contrast,
  type ContrastResult,
  contrastCohorts,
  type WorstCases,
} from "./contrast.ts";
import { estimatorOf, type WeightKind } from "./estimator.ts";
import type { Compare } from "./measurement.ts";
import type {
  ComparedMetric,
  CompositeMetric,
  EstimatedMetric,
  RateMetric,
  RowMetric,
} from "./metric.ts";
import { requireMetric } from "./registry.ts";
import { contrastWithinStrata } from "./stratified-contrast.ts";

/**
 * The comparisons of two cohorts that make sense for a metric; none for a metric of lists or of
 * distances.
 *
 * @example
 * comparesOf(findMetric("average_odds")); // ["difference"], since a ratio would hide what cancels
 */
export function comparesOf(metric: ComparedMetric | RowMetric): readonly Compare[] {
  if (metric.kind === "rows") {
    return metric.compares.filter((compare) => compare !== "value" && compare !== "distance");
  }
  return metric.kind === "composite" && metric.combine === "average"
    ? ["difference"]
    : ["difference", "ratio"];
}

/** All contrasts of a metric of the cells in one dimension; see `contrastCohorts`. */
export function contrastMetric(
  metric: ComparedMetric,
  compare: Compare | "value",
  dimension: CountedDimension,
  weight: WeightKind,
): Contrast[] {
  if (metric.kind !== "composite") return contrastOne(metric, compare, dimension, weight);
  // A composite has no value of its own, and no highest cohort.
  if (compare === "value" || dimension.dimension.reference.kind === "highest") return [];
  const parts = metric.of.map((name) => {
    const rate = requireMetric(name, metric.name) as RateMetric;
    return contrastOne(rate, compare, dimension, weight);
  });
  const [first = []] = parts;
  return first.map((_, i) =>
    combineContrasts(
      metric,
      compare,
      parts.map((contrasts) => contrasts[i] as Contrast),
    ),
  );
}

/** Within strata where the dimension has them; what is no share has no comparison there. */
function contrastOne(
  metric: EstimatedMetric,
  compare: Compare | "value",
  dimension: CountedDimension,
  weight: WeightKind,
): Contrast[] {
  const estimator = estimatorOf(metric, weight);
  if (dimension.strata === undefined || compare === "value") {
    return contrastCohorts(estimator, compare, dimension);
  }
  return metric.kind === "rate"
    ? contrastWithinStrata(estimator, compare, dimension, dimension.strata)
    : [];
}

/** The contrast of a composite from those of its parts. */
export function combineContrasts(
  metric: CompositeMetric,
  compare: Compare,
  parts: readonly Contrast[],
): Contrast {
  const [first] = parts as [Contrast];
  const smallest = (sizes: readonly (number | null)[]): number =>
    Math.min(...sizes.map((size) => size ?? 0));
  return {
    cohort: first.cohort,
    reference: first.reference,
    n: smallest(parts.map(({ n }) => n)),
    nReference: smallest(parts.map(({ nReference }) => nReference)),
    smallest: smallest(parts.map((part) => part.smallest)),
    own: null,
    referenceValue: null,
    result: combineResults(metric, compare, parts),
  };
}

function combineResults(
  { combine }: CompositeMetric,
  compare: Compare,
  parts: readonly Contrast[],
): ContrastResult {
  const comparisons: Comparison[] = [];
  const worsts: WorstCases[] = [];
  for (const { result } of parts) {
    if (result.status === "not-estimable") return result;
    comparisons.push(result.comparison);
    if (result.worst !== null) worsts.push(result.worst);
  }
  const comparison = combineComparisons(combine, compare, comparisons);
  const [first] = worsts;
  if (first === undefined) return { status: "ok", comparison, worst: null };
  const ends = worsts.flatMap(({ lowest, highest }) =>
    lowest === null || highest === null ? [] : [{ lowest, highest }],
  );
  const known =
    ends.length === parts.length
      ? combineWorstCases(combine, compare, ends)
      : { lowest: null, highest: null };
  return { status: "ok", comparison, worst: { ...known, because: first.because } };
}
