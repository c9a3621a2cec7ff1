import type { Scale } from "../metrics/estimate.ts";
import type { Interval } from "../stats/interval.ts";
import type { DecisionCounts } from "./decision-counts.ts";

/** A metric of this library for one cohort, or compared with another. */
export interface NamedStatistic {
  /** A rate or a value derived from counts, such as `f1_score`. */
  readonly metric: string;
  /** Id of a cohort of the dimension: `sex=Female`, `rest:sex=Female`, `all`. */
  readonly cohort: string;
  /** Absent: the value of the cohort itself. */
  readonly compare?: "difference" | "ratio";
  /** Id of the cohort it is compared with. */
  readonly reference?: string;
}

/** A formula of the caller's own. */
export interface OwnStatistic {
  /** Ids of cohorts that share nobody, in the order `of` takes them. */
  readonly cohorts: readonly string[];
  /**
   * A smooth function of the counts (which need not be whole), the same for twice as many of each;
   * null where it does not exist. No maximum or minimum: a bootstrap of those covers nothing at parity.
   */
  readonly of: (counts: readonly DecisionCounts[]) => number | null;
  /** On which it is about normal: `logit` for values from 0 to 1, `log` for positive ones, `identity` for any. */
  readonly scale: Scale;
}

export type CellStatistic = NamedStatistic | OwnStatistic;

export interface CellBootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number;
  /** Of the two-sided interval; default 0.95. */
  readonly confidence?: number;
  /** Default 2,000, and more where the confidence needs them: 20 / (1 − confidence). */
  readonly replicates?: number;
}

export type CellBootstrap = BootstrapEstimate | NoBootstrapEstimate;

/** A value with the interval that its bootstrap gives. */
export interface BootstrapEstimate {
  readonly status: "ok";
  readonly value: number;
  readonly interval: Interval;
  readonly scale: Scale;
  /** On that scale, of the smoothed counts. */
  readonly standardError: number;
  readonly replicates: number;
  /** Those of them without a value; they widen the interval on both sides. */
  readonly undefinedReplicates: number;
  /**
   * The interval at another confidence, from the same replicates; an end is infinite where replicates
   * without a value take all of its tail.
   *
   * @throws EvenhandError `usage/replicates` where fewer than ten of them lie beyond an end,
   *   `usage/confidence`
   */
  intervalAt(confidence: number): Interval;
  /**
   * Two-sided p-value of a limit, by inverting the interval. Never below 20 / (replicates + 1): what lies
   * beyond the tenth replicate is not known, so a smaller one takes more replicates.
   */
  p(limit: number): number;
}

export interface NoBootstrapEstimate {
  readonly status: "not-estimable";
  readonly value: null;
  /**
   * `no-rows`: a cohort has none. `undefined`: the formula has no value for the counts. `unbounded`:
   * it has none for so many replicates that the interval has no end.
   */
  readonly reason: "no-rows" | "undefined" | "unbounded";
}
