import type { CountedCohort, CountedDimension } from "../cells/cohort-counts.ts";
import { totalRows } from "../cells/outcome-counts.ts";
import { restId } from "../cohorts/cohort-id.ts";
import type { Contrast, ContrastResult } from "./contrast.ts";
import { lackedByRows } from "./estimator.ts";
import type { Measurement } from "./measurement.ts";
import type { RowMetric } from "./metric.ts";
import { compareDistance, isDistanceMethod } from "./scores/distance-estimate.ts";

/**
 * The contrasts of a distance, each of which was measured for a cohort and its reference together.
 * A pair that the dimension does not make now, such as with another reference, is left out.
 */
export function contrastPairs(
  metric: RowMetric,
  made: readonly Measurement[],
  dimension: CountedDimension,
): Contrast[] {
  const { observed, unknown } = dimension;
  const byCohort = new Map(made.map((one) => [one.cohort, one]));
  return [...observed, ...(unknown === null ? [] : [unknown])].flatMap((counted) => {
    const reference = referenceOf(counted, dimension);
    const found = byCohort.get(counted.cohort.id);
    if (found === undefined || reference === null || found.reference !== reference) return [];
    const isOk = found.status === "ok";
    const unplaced = unknown === null || counted === unknown ? 0 : totalRows(unknown.counts);
    return {
      cohort: counted.cohort.id,
      reference,
      n: found.n,
      nReference: isOk ? (found.nReference ?? null) : null,
      smallest: isOk ? found.effectiveDenominator : 0,
      own: null,
      referenceValue: null,
      result: resultOf(metric, found, unplaced),
    };
  });
}

/** Null for the reference itself, and where it is the highest: no distance has one. */
function referenceOf(
  { cohort }: CountedCohort,
  { dimension: { reference } }: Pick<CountedDimension, "dimension">,
): string | null {
  switch (reference.kind) {
    case "rest":
      return restId(cohort.id);
    case "highest":
      return null;
    case "cohort":
      return cohort.reference;
  }
}

function resultOf(metric: RowMetric, found: Measurement, unplaced: number): ContrastResult {
  if (found.status === "not-estimable") return { status: "not-estimable", reason: found.reason };
  const { value, interval, spread } = found;
  if (interval === null || !isDistanceMethod(interval.method) || (spread ?? null) === null) {
    return { status: "not-estimable", reason: "no-interval" };
  }
  const parts = { value, method: interval.method, spread: spread as NonNullable<typeof spread> };
  const comparison = compareDistance(parts, metric.range === "unit" ? 1 : Infinity);
  const lacking = lackedByRows(found);
  if (lacking === null && unplaced === 0) return { status: "ok", comparison, worst: null };
  // How far the missing rows could carry a distance is not computed: no pass rests on it.
  const because = lacking ?? "unknown-attribute";
  return { status: "ok", comparison, worst: { lowest: null, highest: null, because } };
}
