import type { CountedDimension, CountedStratum } from "../cells/cohort-counts.ts";
import {
  addCounts,
  emptyCounts,
  FAVOURABLE,
  OTHER,
  type OutcomeCounts,
} from "../cells/outcome-counts.ts";
import { toInterval } from "../stats/interval.ts";
import { criticalValue } from "../stats/normal.ts";
import {
  type StratumPair,
  stratifiedDifference,
  stratifiedDifferenceInterval,
} from "../stats/stratified-score.ts";
import type { WeightKind } from "./estimator.ts";
import type { Measurement } from "./measurement.ts";
import type { RateMetric } from "./metric.ts";
import { countRate, type Fraction, proportionOf } from "./rate.ts";

/**
 * Conditional demographic disparity of each known cohort: Σ n_s (D_s − A_s) / n, with D_s the
 * cohort's share of the unfavourable decisions of stratum s, A_s its share of the favourable ones,
 * n_s the decisions of the stratum and n = Σ n_s, over the strata that have both kinds of decision.
 * `numerator` and the measurement's own n are the cohort's decisions in them, `denominator` all. D_s and A_s
 * are shares of different decisions, so the interval is that of a stratified difference.
 * Wachter, Mittelstadt & Russell (2021), Computer Law & Security Review 41.
 *
 * @param rate `selection_rate`, or `base_rate` where the recorded outcomes alone are audited
 */
export function measureConditionalDisparity(
  rate: RateMetric,
  dimension: CountedDimension,
  strata: readonly CountedStratum[],
  options: { readonly confidence: number; readonly weight: WeightKind },
): Measurement[] {
  const everyone = strata.map(({ cohorts }) => {
    const counts = emptyCounts();
    for (const one of cohorts.observed) addCounts(counts, one.counts);
    return counts;
  });
  return dimension.observed.map(({ cohort }): Measurement => {
    const key = {
      metric: "conditional_demographic_disparity",
      dimension: dimension.dimension.name,
      cohort: cohort.id,
    };
    const pairs: StratumPair[] = [];
    let numerator = 0;
    let n = 0;
    strata.forEach(({ cohorts }, i) => {
      const counts =
        cohorts.observed.find((one) => one.cohort.id === cohort.id)?.counts ?? emptyCounts();
      const pair = pairOf(rate, counts, everyone[i] as OutcomeCounts, options.weight);
      if (pair === null) return;
      pairs.push(pair);
      const own = countRate(rate, counts);
      numerator += own.denominator;
      n += options.weight === "frequency" ? own.denominator : own.rows;
    });
    const denominator = pairs.reduce((sum, { weight }) => sum + weight, 0);
    const sizes = { numerator, denominator, n };
    if (pairs.length === 0 || numerator === 0) {
      const reason = cohort.rows === 0 ? "no-rows" : "zero-denominator";
      return { ...key, status: "not-estimable", value: null, interval: null, ...sizes, reason };
    }
    const { confidence } = options;
    const bounds = stratifiedDifferenceInterval(pairs, criticalValue(confidence));
    return {
      ...key,
      status: "ok",
      value: stratifiedDifference(pairs),
      interval: toInterval(bounds, confidence, "stratified-score"),
      ...sizes,
      effectiveDenominator: pairs.reduce(
        (sum, { first, second }) => sum + first.size + second.size,
        0,
      ),
      reason: null,
    };
  });
}

/** D_s and A_s with the weight n_s; null where a stratum lacks one kind of decision. */
function pairOf(
  rate: RateMetric,
  own: OutcomeCounts,
  all: OutcomeCounts,
  weight: WeightKind,
): StratumPair | null {
  const shareOf = (state: number) => {
    const part = countRate(rate, only(rate, own, state));
    const whole = countRate(rate, only(rate, all, state));
    if (whole.denominator === 0) return null;
    const { denominator, rows, subjects } = whole;
    // Of repeated subjects as if all decisions about one were alike.
    const squares = subjects?.mm ?? whole.squares;
    const fraction: Fraction = { numerator: part.denominator, denominator, rows, squares };
    return proportionOf(fraction, subjects === undefined ? weight : "sampling");
  };
  const first = shareOf(OTHER);
  const second = shareOf(FAVOURABLE);
  return first === null || second === null
    ? null
    : { first, second, weight: countRate(rate, all).denominator };
}

/** The counts whose decision (or recorded outcome) is in one state. */
function only(rate: RateMetric, counts: OutcomeCounts, state: number): OutcomeCounts {
  const stateAt = (at: number): number => (rate.needs.prediction ? at % 3 : Math.floor(at / 3));
  const keep = (values: Float64Array): Float64Array =>
    values.map((value, at) => (stateAt(at) === state ? value : 0));
  const { pairs } = counts;
  const kept = { n: keep(counts.n), w: keep(counts.w), w2: keep(counts.w2) };
  if (pairs === undefined) return kept;
  const isKept = (at: number): boolean => stateAt(at) === state;
  return {
    ...kept,
    pairs: pairs.map((sum, at) => (isKept(Math.floor(at / 9)) && isKept(at % 9) ? sum : 0)),
  };
}
