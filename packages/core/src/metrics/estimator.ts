import type { CountedCohort } from "../cells/cohort-counts.ts";
import { MISSING, type OutcomeCounts } from "../cells/outcome-counts.ts";
import type { Interval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";
import { confusionOf } from "./derivations.ts";
import {
  type Estimate,
  estimateByInterval,
  estimateNormal,
  estimateProportion,
} from "./estimate.ts";
import type { Measurement, NotEstimableReason } from "./measurement.ts";
import type { DerivedMetric, EstimatedMetric, RateMetric } from "./metric.ts";
import {
  boundRate,
  countRate,
  type Fraction,
  makeFraction,
  type Push,
  proportionOf,
} from "./rate.ts";

export type WeightKind = "none" | "frequency" | "sampling";

/** What a metric says of one cohort, and how many decisions it rests on. */
export interface Estimated {
  /** Null where the metric cannot be measured. */
  readonly estimate: Estimate | null;
  /** Why it cannot, where whoever measured said so. */
  readonly reason?: NotEstimableReason;
  readonly numerator: number;
  readonly denominator: number;
  /** Rows (Σ weight for frequency weights) of the group that limits the precision. */
  readonly n: number;
}

/** How one metric is measured, wherever its numbers come from. */
export interface Estimator {
  estimate(counted: CountedCohort): Estimated;
  /**
   * The worst case with missing values and unplaced rows turned against the cohort; null where
   * none is known, so that no pass can rest on it.
   */
  bound(counted: CountedCohort, unplaced: OutcomeCounts, push: Push): Estimate | null;
  /** What rows of the cohort lack that the metric needs; null where they have it all. */
  lacking(counted: CountedCohort): Lacking | null;
}

/** A recorded outcome; or a score, decision or other prediction. Where both lack, the outcome is named. */
export type Lacking = "unlabelled" | "unscored";

/** The estimator of a metric of the cells. */
export function estimatorOf(metric: EstimatedMetric, weight: WeightKind): Estimator {
  const lacking = ({ counts }: CountedCohort): Lacking | null => lackedOutcome(metric, counts);
  const { estimate, bound } =
    metric.kind === "rate" ? rateEstimator(metric, weight) : derivedEstimator(metric, weight);
  return { estimate: remember(estimate), bound, lacking };
}

/** A reference is asked for again by each cohort that is compared with it. */
function remember(estimate: Estimator["estimate"]): Estimator["estimate"] {
  const known = new Map<CountedCohort, Estimated>();
  return (counted) => {
    let found = known.get(counted);
    if (found === undefined) {
      found = estimate(counted);
      known.set(counted, found);
    }
    return found;
  };
}

/** The estimator of measurements made elsewhere, or from rows; cohorts without one are not estimable. */
export function estimatorOfMeasurements(measurements: readonly Measurement[]): Estimator {
  const byCohort = new Map(measurements.map((one) => [one.cohort, one]));
  return {
    estimate({ cohort }) {
      const found = byCohort.get(cohort.id);
      if (found === undefined) return { estimate: null, numerator: 0, denominator: 0, n: 0 };
      const { numerator, denominator, n } = found;
      const sizes = { numerator, denominator, n };
      const estimate = estimateOfMeasurement(found);
      if (estimate !== null) return { estimate, ...sizes };
      return { estimate, ...sizes, reason: found.reason ?? "no-interval" };
    },
    bound: () => null,
    lacking({ cohort }) {
      const found = byCohort.get(cohort.id);
      return found === undefined ? null : lackedByRows(found);
    },
  };
}

/** What rows of some cohorts lack. */
export function firstLacking(
  estimator: Estimator,
  cohorts: readonly CountedCohort[],
): Lacking | null {
  let found: Lacking | null = null;
  for (const counted of cohorts) found = joinLacking(found, estimator.lacking(counted));
  return found;
}

/** What one or the other lacks. */
export function joinLacking(one: Lacking | null, other: Lacking | null): Lacking | null {
  return other === "unlabelled" ? other : (one ?? other);
}

/** What rows lacked that a measurement had to leave out. */
export function lackedByRows(measurement: Measurement): Lacking | null {
  if (measurement.status !== "ok") return null;
  const { missing = 0, unscored = 0 } = measurement;
  if (missing > unscored) return "unlabelled";
  return unscored > 0 ? "unscored" : null;
}

function estimateOfMeasurement(measurement: Measurement): Estimate | null {
  if (measurement.status === "not-estimable" || measurement.interval === null) return null;
  const { value, spread, interval, effectiveDenominator: size } = measurement;
  // A share of which the document tells all has the better intervals of shares.
  const share = estimateProportion({ successes: value * size, size });
  if (interval.method === share.method && isIntervalOf(share, interval)) return share;
  return spread === undefined || spread === null
    ? estimateByInterval(value, interval)
    : estimateNormal(value, spread, interval.method);
}

function isIntervalOf(estimate: Estimate, { lower, upper, confidence }: Interval): boolean {
  const made = estimate.boundsAt(criticalValue(confidence));
  return Math.abs(made.lower - lower) < 1e-9 && Math.abs(made.upper - (upper ?? 1)) < 1e-9;
}

function rateEstimator(metric: RateMetric, weight: WeightKind): Omit<Estimator, "lacking"> {
  const estimate = (fraction: Fraction): Estimate | null =>
    fraction.denominator > 0 ? estimateProportion(proportionOf(fraction, weight)) : null;
  // Written over for each cohort.
  const room = makeFraction();
  return {
    estimate({ counts }) {
      const fraction = countRate(metric, counts, room);
      const { numerator, denominator, rows } = fraction;
      const n = weight === "frequency" ? denominator : rows;
      return { estimate: estimate(fraction), numerator, denominator, n };
    },
    bound: ({ counts }, unplaced, push) => estimate(boundRate(metric, counts, unplaced, push)),
  };
}

function derivedEstimator(metric: DerivedMetric, weight: WeightKind): Omit<Estimator, "lacking"> {
  return {
    estimate({ counts }) {
      const derived = metric.derive(confusionOf(counts, weight));
      if (derived === null) return { estimate: null, numerator: 0, denominator: 0, n: 0 };
      const { estimate, numerator, denominator, limiting } = derived;
      return { estimate, numerator, denominator, n: limiting };
    },
    // These are not monotone in each row, and no bound of theirs is computed.
    bound: () => null,
  };
}

function lackedOutcome({ needs }: EstimatedMetric, counts: OutcomeCounts): Lacking | null {
  const { n } = counts;
  let unlabelled = 0;
  let unscored = 0;
  for (let state = 0; state < 3; state++) {
    unlabelled += n[3 * MISSING + state] as number;
    unscored += n[3 * state + MISSING] as number;
  }
  if (needs.label && unlabelled > 0) return "unlabelled";
  return needs.prediction && unscored > 0 ? "unscored" : null;
}

/** Why a metric has no value for a cohort. */
export function reasonOf(
  metric: EstimatedMetric,
  rows: number,
  roles: { readonly hasLabel: boolean; readonly hasPrediction: boolean },
): NotEstimableReason {
  if (rows === 0) return "no-rows";
  if (metric.needs.label && !roles.hasLabel) return "no-label";
  if (metric.needs.prediction && !roles.hasPrediction) return "no-prediction";
  return "zero-denominator";
}
