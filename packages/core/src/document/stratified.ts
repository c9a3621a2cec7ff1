import { cohortText, numberText } from "../budgets/wording.ts";
import type { CountedDimension } from "../cells/cohort-counts.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { measureConditionalDisparity } from "../metrics/conditional-disparity.ts";
import type { MeasureOptions } from "../metrics/measure.ts";
import type { Compare, Measurement } from "../metrics/measurement.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { findMetric, requireMetric } from "../metrics/registry.ts";
import { describeStrata, type StratifiedDisparity } from "../metrics/stratified-disparity.ts";

/** The rate that every dimension with strata is described by, whatever its budgets are on. */
function mainRate({ hasPrediction }: MeasureOptions): RateMetric {
  const name = hasPrediction ? "selection_rate" : "base_rate";
  return requireMetric(name, "metric") as RateMetric;
}

/** Conditional demographic disparity of every dimension with strata. */
export function measureStrata(
  dimensions: readonly CountedDimension[],
  measuring: MeasureOptions,
): Measurement[] {
  return dimensions.flatMap((dimension) =>
    dimension.strata === undefined
      ? []
      : measureConditionalDisparity(mainRate(measuring), dimension, dimension.strata, measuring),
  );
}

/**
 * What lies behind the disparities of dimensions with strata: the main rate's difference, and the
 * rates that budgets compare. Not all, so that the document stays small.
 */
export function describeStratified(
  dimensions: readonly CountedDimension[],
  { budgets }: Configuration,
  measuring: MeasureOptions,
): StratifiedDisparity[] {
  return dimensions.flatMap((dimension) => {
    const { strata } = dimension;
    if (strata === undefined) return [];
    const wanted = new Map<string, { rate: RateMetric; compare: Compare }>();
    const want = (rate: RateMetric, compare: Compare): void => {
      wanted.set(`${rate.name} ${compare}`, { rate, compare });
    };
    want(mainRate(measuring), "difference");
    for (const { metric, compare, cohorts } of budgets) {
      if (cohorts !== dimension.dimension.name) continue;
      if (compare === "value" || compare === "distance") continue;
      for (const rate of ratesOf(metric)) want(rate, compare);
    }
    return [...wanted.values()].flatMap(({ rate, compare }) =>
      describeStrata(rate, compare, dimension, strata, measuring),
    );
  });
}

function ratesOf(name: string): RateMetric[] {
  const metric = findMetric(name);
  if (metric?.kind === "rate") return [metric];
  return metric?.kind === "composite" ? metric.of.flatMap(ratesOf) : [];
}

/** One sentence for each rate of a cohort that strata turn round, whether as difference or ratio. */
export function writeReversals(
  stratified: readonly StratifiedDisparity[],
  dimensions: readonly CountedDimension[],
): string[] {
  const told = new Set<string>();
  return stratified.flatMap((one) => {
    const { pooled, combined } = one;
    const dimension = dimensions.find(({ dimension: { name } }) => name === one.dimension);
    if (!one.isReversed || pooled === null || combined === null || dimension === undefined)
      return [];
    const key = JSON.stringify([one.metric, one.dimension, one.cohort]);
    if (told.has(key)) return [];
    told.add(key);
    const title = findMetric(one.metric)?.title ?? one.metric;
    const textOf = (id: string): string => {
      const listed = [...dimension.observed, ...dimension.rests.values()];
      const found = listed.find(({ cohort }) => cohort.id === id);
      return found === undefined ? id : cohortText(found.cohort, dimension.dimension);
    };
    const columns = (dimension.dimension.within ?? []).join(" and ");
    return [
      `Taken together, the ${title} of ${textOf(one.cohort)} is ${gapText(pooled, one.compare)} that of ${textOf(one.reference)}, but within the same ${columns} it is ${gapText(combined, one.compare)} it: the comparison turns round once like is compared with like (Simpson's paradox).`,
    ];
  });
}

/** `0.14 below`, `1.10 times` */
function gapText(value: number, compare: Compare): string {
  if (compare === "ratio") return `${numberText(value, [1])} times`;
  // Without the last bits, in which 0.05 would not be 0.05.
  return `${numberText(Number(Math.abs(value).toPrecision(12)))} ${value < 0 ? "below" : "above"}`;
}
