import type { Interval } from "../stats/interval.ts";
import { koopmanInterval, koopmanStatistic } from "../stats/koopman.ts";
import { newcombeInterval, newcombeStatistic } from "../stats/newcombe.ts";
import { criticalValue, twoSidedP } from "../stats/normal.ts";
import { type Bounds, type Proportion, rateOf } from "../stats/proportion.ts";
import { wilsonInterval, wilsonStatistic } from "../stats/wilson.ts";
import type { Compare } from "./measurement.ts";

/**
 * What a verdict is drawn from: an estimate with its interval at any confidence and the p-value of
 * any limit. Both come from one method, so p ≤ 1 − confidence exactly when the interval at that
 * confidence excludes the limit.
 */
export interface Comparison {
  readonly method: string;
  /** May be ∞ for a ratio to zero. */
  readonly estimate: number;
  /** Two-sided interval. */
  bounds(confidence: number): Bounds;
  /** Two-sided p-value of the hypothesis that the truth is at the limit. */
  p(limit: number): number;
}

/** The proportion on its own: Wilson. */
export function compareWithNothing(proportion: Proportion): Comparison {
  return {
    method: "wilson",
    estimate: rateOf(proportion),
    bounds: (confidence) => wilsonInterval(proportion, criticalValue(confidence)),
    p: (limit) => twoSidedP(wilsonStatistic(proportion, limit)),
  };
}

/** first − second (Newcombe) or first ÷ second (Koopman); not for a ratio of 0 to 0. */
export function compareProportions(
  compare: Compare,
  first: Proportion,
  second: Proportion,
): Comparison {
  return compare === "difference"
    ? {
        method: "newcombe",
        estimate: rateOf(first) - rateOf(second),
        bounds: (confidence) => newcombeInterval(first, second, criticalValue(confidence)),
        p: (limit) => twoSidedP(newcombeStatistic(first, second, limit)),
      }
    : {
        method: "koopman",
        estimate: rateOf(first) / rateOf(second),
        bounds: (confidence) => koopmanInterval(first, second, criticalValue(confidence)),
        p: (limit) => (limit <= 0 ? 0 : twoSidedP(koopmanStatistic(first, second, limit))),
      };
}

/**
 * A measurement made elsewhere: its interval is scaled about the value as a normal one would be,
 * each side on its own.
 */
export function compareByInterval(value: number, interval: Interval): Comparison {
  const z = criticalValue(interval.confidence);
  const below = (value - interval.lower) / z;
  const above = (interval.upper - value) / z;
  return {
    method: interval.method,
    estimate: value,
    bounds(confidence) {
      const reach = criticalValue(confidence);
      return { lower: value - reach * below, upper: value + reach * above };
    },
    p: (limit) => twoSidedP((value - limit) / (value > limit ? below : above)),
  };
}

/**
 * The proportion against the highest of several others: θ = min over the others of first − other
 * or first ÷ other. Which one is highest is itself uncertain, so each of the k comparisons is made
 * at 1 − α/k (Bonferroni) and the bounds are projected through the minimum; the p-value of a limit
 * is k times the smallest on the failing side.
 */
export function compareWithHighest(
  compare: Compare,
  first: Proportion,
  others: readonly Proportion[],
): Comparison {
  const parts = others.map((other) => compareProportions(compare, first, other));
  const estimate = Math.min(...parts.map((part) => part.estimate));
  const each = (confidence: number): number => 1 - (1 - confidence) / parts.length;
  return {
    method: `${parts[0]?.method}-simultaneous`,
    estimate,
    bounds(confidence) {
      const bounds = parts.map((part) => part.bounds(each(confidence)));
      return {
        lower: Math.min(...bounds.map(({ lower }) => lower)),
        upper: Math.min(...bounds.map(({ upper }) => upper)),
      };
    },
    p(limit) {
      // Above the limit only if every component is: the largest p decides. Below if any is.
      const below = parts.filter((part) => part.estimate < limit);
      const values = (below.length > 0 ? below : parts).map((part) => part.p(limit));
      const decisive = below.length > 0 ? Math.min(...values) : Math.max(...values);
      return Math.min(1, parts.length * decisive);
    },
  };
}
