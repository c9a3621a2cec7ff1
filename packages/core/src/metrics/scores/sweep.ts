import { MISSING, type OutcomeCounts } from "../../cells/outcome-counts.ts";
import { EvenhandError } from "../../errors.ts";
import { type Interval, toInterval } from "../../stats/interval.ts";
import { type Comparison, compareEstimates, compareWithNothing } from "../comparison.ts";
import { type Estimate, estimateProportion } from "../estimate.ts";
import type { WeightKind } from "../estimator.ts";
import type { RateMetric } from "../metric.ts";
import { countRate, proportionOf } from "../rate.ts";
import { requireMetric } from "../registry.ts";
import { type ScoredPeople, type ScoreSample, sortPeople } from "./score-sample.ts";

export interface SweepOptions {
  /** Default every distinct score of either side: between two of them nothing changes. */
  readonly thresholds?: readonly number[];
  /** `above`: favourable where score ≥ threshold; `below`: where score < threshold. Default `above`. */
  readonly favourableWhen?: "above" | "below";
  /** Of the two-sided intervals. Default 0.95. */
  readonly confidence?: number;
}

/** One number at one threshold. */
export type Swept =
  | { readonly status: "ok"; readonly value: number; readonly interval: Interval }
  | { readonly status: "not-estimable"; readonly reason: "zero-denominator" };

/** One rate at one threshold, of both sides, and cohort − reference. */
export interface SweptRate {
  readonly metric: string;
  readonly cohort: Swept;
  readonly reference: Swept;
  readonly difference: Swept;
}

export interface SweepPoint {
  readonly threshold: number;
  readonly rates: readonly SweptRate[];
}

const RATES = ["selection_rate", "true_positive_rate", "false_positive_rate", "precision"];

/**
 * Selection rate, true and false positive rate and precision of a cohort and its reference, and
 * their differences, at each threshold, ascending: exactly what an audit finds with that threshold.
 * Its intervals are the audit's too. Read-only: nothing is chosen or changed, and a threshold picked
 * from it needs other data to be judged on.
 *
 * @throws EvenhandError `input/score-range`, `input/label-range`, `input/weight-range`,
 *   `input/lengths-differ`, `usage/threshold`
 * @example
 * const cohort = { scores: [0.2, 0.6], labels: [0, 1] };
 * const reference = { scores: [0.4, 0.9], labels: [0, 1] };
 * sweepThresholds(cohort, reference, { thresholds: [0.5] })[0]?.rates[0]?.difference;
 * // selection rate: { status: "ok", value: 0, … }
 */
export function sweepThresholds(
  cohort: ScoredPeople,
  reference: ScoredPeople,
  { thresholds, favourableWhen = "above", confidence = 0.95 }: SweepOptions = {},
): SweepPoint[] {
  const bad = thresholds?.find((threshold) => Number.isNaN(threshold));
  if (bad !== undefined) {
    throw new EvenhandError({
      code: "usage/threshold",
      path: "thresholds",
      problem: "a threshold is no number",
      received: String(bad),
    });
  }
  const own = sortPeople(cohort);
  const other = sortPeople(reference);
  const cuts = Float64Array.from(new Set(thresholds ?? [...own.scores, ...other.scores])).sort();
  const metrics = RATES.map((name) => requireMetric(name, name) as RateMetric);
  const countOwn = countAtThresholds(own, favourableWhen);
  const countOther = countAtThresholds(other, favourableWhen);
  const describe = (comparison: Comparison | null): Swept =>
    comparison === null
      ? { status: "not-estimable", reason: "zero-denominator" }
      : {
          status: "ok",
          value: comparison.estimate,
          interval: toInterval(comparison.bounds(confidence), confidence, comparison.method),
        };
  return Array.from(cuts, (threshold) => {
    const counts = [countOwn(threshold), countOther(threshold)] as const;
    const rates = metrics.map((metric) => {
      const first = estimateRate(metric, counts[0], own.kind);
      const second = estimateRate(metric, counts[1], other.kind);
      return {
        metric: metric.name,
        cohort: describe(first && compareWithNothing(first)),
        reference: describe(second && compareWithNothing(second)),
        difference: describe(first && second && compareEstimates("difference", first, second)),
      };
    });
    return { threshold, rates };
  });
}

function estimateRate(
  metric: RateMetric,
  counts: OutcomeCounts,
  weight: WeightKind,
): Estimate | null {
  const fraction = countRate(metric, counts);
  return fraction.denominator > 0 ? estimateProportion(proportionOf(fraction, weight)) : null;
}

/** The outcome counts at a threshold; thresholds must be asked for in ascending order. */
function countAtThresholds(
  { scores, labels, weights }: ScoreSample,
  favourableWhen: "above" | "below",
): (threshold: number) => OutcomeCounts {
  const [high, low] = favourableWhen === "above" ? [1, 0] : [0, 1];
  const counts = { n: new Float64Array(9), w: new Float64Array(9), w2: new Float64Array(9) };
  const move = (i: number, prediction: number, sign: 1 | -1): void => {
    const label = labels[i] as number;
    const at = 3 * (label < 0 ? MISSING : label) + prediction;
    const weight = weights?.[i] ?? 1;
    counts.n[at] = (counts.n[at] as number) + sign;
    counts.w[at] = (counts.w[at] as number) + sign * weight;
    counts.w2[at] = (counts.w2[at] as number) + sign * weight * weight;
  };
  for (let i = 0; i < scores.length; i++) move(i, high, 1);
  let at = 0;
  return (threshold) => {
    for (; at < scores.length && (scores[at] as number) < threshold; at++) {
      move(at, high, -1);
      move(at, low, 1);
    }
    return counts;
  };
}
