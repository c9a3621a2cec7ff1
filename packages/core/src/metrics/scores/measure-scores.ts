import { type CohortRows, rowsOfAll, rowsOfCohorts } from "../../cells/cohort-rows.ts";
import type { Cohort } from "../../cohorts/cohort.ts";
import { cohortId, restId } from "../../cohorts/cohort-id.ts";
import type { CohortDimension } from "../../cohorts/dimension.ts";
import type { Measurement } from "../measurement.ts";
import { measurePair, type SampledCohort } from "./measure-pair.ts";
import { measureSample, type SampleOptions } from "./measure-sample.ts";
import { profileScores, type ScoreProfile } from "./score-profile.ts";
import { type CohortSample, pickPeople, splitByLabel } from "./score-sample.ts";
import { type ScoredRows, sortRows } from "./sorted-rows.ts";

/** What the measurements of an audit's scores say. */
export interface MeasuredScores {
  readonly measurements: readonly Measurement[];
  /** Of everyone and of every cohort but the rests; none where nobody has a score. */
  readonly profiles: readonly ScoreProfile[];
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
  const options: SampleOptions = {
    confidence,
    areProbabilities,
    hasLabels: rows.labels !== null,
    highMeans: rows.highMeans,
  };
  const measure = (cohort: Cohort, own: CohortSample, rest: CohortSample | null): Measurement[] =>
    measureSample(cohort, own, rest, options);
  const range = areProbabilities
    ? { lowest: 0, highest: 1 }
    : { lowest: scores[0] as number, highest: scores[scores.length - 1] as number };
  const pairUp = (own: SampledCohort, reference: SampledCohort): Measurement[] =>
    measurePair(own, reference, range, options);
  const all = rowsOfAll(table, included);
  const ofAll = sampleOf(all);
  const measurements = measure(all.cohort, ofAll, null);
  const profile = (cohort: Cohort, sample: CohortSample): ScoreProfile =>
    profileScores(cohort, sample, range, {
      confidence,
      isCalibrated: areProbabilities && rows.labels !== null,
    });
  const profiles = [profile(all.cohort, ofAll)];
  for (const dimension of dimensions) {
    const against = { ...dimension, reference: { kind: "rest" } } as const;
    const listed = rowsOfCohorts(table, against, included);
    const byId = new Map(listed.map((one) => [one.cohort.id, one]));
    const isRest = dimension.reference.kind === "rest";
    const isWhole = dimension.within === undefined;
    const sampled: SampledCohort[] = [];
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
      profiles.push(profile(one.cohort, own));
      sampled.push({ cohort: one.cohort, sample: own });
      if (isRest && isWhole) {
        const reference = { cohort: everyoneElse.cohort, sample: rest };
        measurements.push(...pairUp({ cohort: one.cohort, sample: own }, reference));
      }
      rests.push({ cohort: everyoneElse.cohort, own: rest, rest: own });
    }
    const reference = sampled.find(({ cohort }) => cohort.id === referenceIdOf(dimension));
    if (reference !== undefined && isWhole) {
      const others = sampled.filter((one) => one !== reference);
      measurements.push(...others.flatMap((own) => pairUp(own, reference)));
    }
    if (!isRest) continue;
    for (const { cohort, own, rest } of rests) measurements.push(...measure(cohort, own, rest));
  }
  return {
    measurements,
    profiles: scores.length === 0 ? [] : profiles,
    unscored: ofAll.unscored,
    areProbabilities,
  };
}

/** The id of a declared reference cohort; null for `rest` and `highest`. */
function referenceIdOf({ reference, by, bands }: CohortDimension): string | null {
  return reference.kind === "cohort" ? cohortId(by, reference.levels, bands) : null;
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
