import type { Cohort } from "../../cohorts/cohort.ts";
import { toInterval } from "../../stats/interval.ts";
import type { Measurement } from "../measurement.ts";
import { compareDistance, type DistanceParts } from "./distance-estimate.ts";
import {
  measureCurveGap,
  measureGaps,
  measureJensenShannon,
  type ScoreRange,
} from "./measure-distances.ts";
import { missingFrom, type SampleOptions, whyNothing } from "./measure-sample.ts";
import { type CohortSample, sizeOf } from "./score-sample.ts";

/** A cohort with its scores. */
export interface SampledCohort {
  readonly cohort: Cohort;
  readonly sample: CohortSample;
}

/** The distances of the scores of a cohort and of its reference, each with the interval that a verdict uses. */
export function measurePair(
  own: SampledCohort,
  reference: SampledCohort,
  range: ScoreRange,
  options: SampleOptions,
): Measurement[] {
  const sides = [own, reference] as const;
  const samples = [own.sample, reference.sample] as const;
  const people = [own.sample.people, reference.sample.people] as const;
  const key = {
    dimension: own.cohort.dimension,
    cohort: own.cohort.id,
    reference: reference.cohort.id,
  };
  const sum = (count: (sample: CohortSample) => number): number =>
    samples.reduce((total, sample) => total + count(sample), 0);
  const unscored = sum((sample) => sample.unscored);
  const describe = (
    metric: string,
    parts: DistanceParts | null,
    counted: readonly [PairSize, PairSize],
    missing: number,
  ): Measurement => {
    if (parts === null) {
      const [first, second] = sides.map(({ cohort, sample }) => whyNothing(cohort, sample));
      const reason = first ?? (second === null ? "zero-denominator" : "reference-not-estimable");
      const none = { value: null, interval: null, numerator: 0, denominator: 0, n: 0 } as const;
      return { metric, ...key, status: "not-estimable", ...none, reason };
    }
    const { value, spread, method } = parts;
    const most = metric === "wasserstein_distance" ? Infinity : 1;
    const bounds = compareDistance(parts, most).bounds(options.confidence);
    const [mine, other] = counted;
    return {
      metric,
      ...key,
      status: "ok",
      value,
      interval: toInterval(bounds, options.confidence, method),
      numerator: value,
      denominator: 1,
      n: mine.people,
      nReference: other.people,
      effectiveDenominator: Math.min(mine.effective, other.effective),
      spread,
      ...(missing > 0 ? { missing } : {}),
      ...(unscored > 0 ? { unscored } : {}),
      reason: null,
    };
  };
  const sizes = [sizeOf(people[0]), sizeOf(people[1])] as const;
  const gaps = measureGaps(...people, range);
  const binned = measureJensenShannon(...people, range);
  const made = [
    describe("ks_distance", gaps?.largest ?? null, sizes, unscored),
    describe("wasserstein_distance", gaps?.area ?? null, sizes, unscored),
    describe("jensen_shannon_distance", binned, sizes, unscored),
  ];
  if (!options.hasLabels) return made;
  const limiting = [limitingSize(own.sample), limitingSize(reference.sample)] as const;
  const area = measureCurveGap(...samples);
  return [...made, describe("roc_curve_distance", area, limiting, sum(missingFrom))];
}

interface PairSize {
  readonly people: number;
  readonly effective: number;
}

/** Of people with and without the outcome the fewer. */
function limitingSize({ labelled }: CohortSample): PairSize {
  const [one, two] = [sizeOf(labelled.positives), sizeOf(labelled.negatives)];
  return one.effective <= two.effective ? one : two;
}
