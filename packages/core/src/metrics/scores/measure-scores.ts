import { type CohortRows, rowsOfAll, rowsOfCohorts } from "../../cells/cohort-rows.ts";
import type { Cohort } from "../../cohorts/cohort.ts";
import { restId } from "../../cohorts/cohort-id.ts";
import type { CohortDimension } from "../../cohorts/dimension.ts";
import type { Measurement } from "../measurement.ts";
import { measureSample } from "./measure-sample.ts";
import { type CohortSample, pickPeople, splitByLabel } from "./score-sample.ts";
import { type ScoredRows, sortRows } from "./sorted-rows.ts";

/** What the measurements of an audit's scores say. */
export interface MeasuredScores {
  readonly measurements: readonly Measurement[];
  /** Counted rows without a finite score: in none of these measurements. */
  readonly unscored: number;
  /** False where a score lies outside [0, 1], so that scores are no probabilities. */
  readonly areProbabilities: boolean;
}

/**
 * Measures every metric of scores whose inputs exist, for everyone and for every cohort of every
 * dimension, in the cohorts of the cells. Rows are sorted once, by score; each cohort then takes time
 * linear in the rows, as its rest is nearly everyone.
 */
export function measureScores(
  rows: ScoredRows,
  dimensions: readonly CohortDimension[],
  confidence: number,
): MeasuredScores {
  const sorted = sortRows(rows, [...new Set(dimensions.flatMap(({ by }) => by))]);
  const { table, included, everyone } = sorted;
  const { scores } = everyone;
  const areProbabilities =
    scores.length === 0 ||
    ((scores[0] as number) >= 0 && (scores[scores.length - 1] as number) <= 1);
  const sampleOf = ({ listRows }: CohortRows): CohortSample => {
    const listed = listRows();
    const scored = listed.subarray(0, countBelow(listed, scores.length));
    const people = pickPeople(everyone, scored);
    return { people, labelled: splitByLabel(people), unscored: listed.length - scored.length };
  };
  const measure = (cohort: Cohort, own: CohortSample, rest: CohortSample | null): Measurement[] =>
    measureSample(cohort, own, rest, {
      confidence,
      areProbabilities,
      hasLabels: rows.labels !== null,
      highMeans: rows.highMeans,
    });
  const all = rowsOfAll(table, included);
  const ofAll = sampleOf(all);
  const measurements = measure(all.cohort, ofAll, null);
  for (const dimension of dimensions) {
    const against = { ...dimension, reference: { kind: "rest" } } as const;
    const listed = rowsOfCohorts(table, against, included);
    const byId = new Map(listed.map((one) => [one.cohort.id, one]));
    const rests: {
      readonly cohort: Cohort;
      readonly own: CohortSample;
      readonly rest: CohortSample;
    }[] = [];
    for (const one of listed) {
      if (one.cohort.kind === "rest") continue;
      const own = sampleOf(one);
      const everyoneElse = byId.get(restId(one.cohort.id)) as CohortRows;
      const rest = sampleOf(everyoneElse);
      measurements.push(...measure(one.cohort, own, rest));
      rests.push({ cohort: everyoneElse.cohort, own: rest, rest: own });
    }
    if (dimension.reference.kind !== "rest") continue;
    for (const { cohort, own, rest } of rests) measurements.push(...measure(cohort, own, rest));
  }
  return { measurements, unscored: ofAll.unscored, areProbabilities };
}

/** How many of the ascending positions lie below an end. */
function countBelow(positions: Uint32Array, end: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] as number) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
