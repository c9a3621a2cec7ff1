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
import type { ComparedMetric, CompositeMetric, RateMetric, RowMetric } from "./metric.ts";
import { requireMetric } from "./registry.ts";

/** The comparisons that make sense for a metric. */
export function comparesOf(metric: ComparedMetric | RowMetric): readonly Compare[] {
  if (metric.kind === "rows") return metric.compares.filter((compare) => compare !== "value");
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
  if (metric.kind !== "composite") {
    return contrastCohorts(estimatorOf(metric, weight), compare, dimension);
  }
  // A composite has no value of its own, and no highest cohort.
  if (compare === "value" || dimension.dimension.reference.kind === "highest") return [];
  const parts = metric.of.map((name) => {
    const rate = requireMetric(name, metric.name) as RateMetric;
    return contrastCohorts(estimatorOf(rate, weight), compare, dimension);
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

function combineContrasts(
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
