import type { CountsFormula } from "./derivations.ts";
import type { Compare } from "./measurement.ts";

/** A condition on label and prediction: 1 favourable, 0 other; what is left out is free. */
export interface OutcomeCondition {
  readonly label?: 0 | 1;
  readonly prediction?: 0 | 1;
}

/** What every metric says of itself. */
interface MetricBase {
  readonly name: string;
  /** As it stands in a sentence: `selection rate`. */
  readonly title: string;
  readonly needs: { readonly label: boolean; readonly prediction: boolean };
  readonly formula: string;
  /** What it says in plain words. */
  readonly meaning: string;
}

/** A share of decisions: of those that meet `among`, how many meet `count`. */
export interface RateMetric extends MetricBase {
  readonly kind: "rate";
  readonly among: OutcomeCondition;
  /** `agree`: label and prediction are both favourable or both not. */
  readonly count: OutcomeCondition | "agree";
}

/** A function of the four counts that is no share of one group. */
export interface DerivedMetric extends MetricBase {
  readonly kind: "derived";
  /** `unit`: from 0 to 1. `positive`: from 0 up. */
  readonly range: "unit" | "positive";
  readonly derive: CountsFormula;
}

/** Several disparities taken together; it has no value for one cohort alone. */
export interface CompositeMetric extends MetricBase {
  readonly kind: "composite";
  /** Names of rates. */
  readonly of: readonly string[];
  /**
   * `worst`: the largest gap, or the ratio farthest from 1 (folded below it). `mean`: their mean.
   * `average`: the mean of the signed differences, in which gaps can cancel.
   */
  readonly combine: "worst" | "mean" | "average";
}

/** How many rows there are. It has no interval and no disparity. */
export interface CountMetric extends MetricBase {
  readonly kind: "count";
}

/**
 * A metric of single rows, which the cells do not hold: a function of its own measures it from a
 * table, and its measurements are given to `audit`, which judges them.
 */
export interface RowMetric extends MetricBase {
  readonly kind: "rows";
  /** Nothing of the cells. */
  readonly needs: { readonly label: false; readonly prediction: false };
  /** The function that measures it. */
  readonly from: string;
  /** What that function reads, in words: `prediction`, `recorded outcome`. */
  readonly inputs: readonly string[];
  /** `unit`: from 0 to 1. `positive`: from 0 up. `real`: any number. */
  readonly range: "unit" | "positive" | "real";
  /**
   * The comparisons whose interval holds. No ratio of what may be negative; nothing but the value
   * where cohorts share the same lists or dimension, as they are then not independent.
   */
  readonly compares: readonly (Compare | "distance" | "value")[];
  /** What its `n` counts, where that is not rows. */
  readonly counts?: "lists";
  /** What stands in brackets after the name, `top_k_share[10]`; absent where nothing does. */
  readonly qualifier?: "class" | "k";
}

export type Metric = RateMetric | DerivedMetric | CompositeMetric | CountMetric | RowMetric;

/** Metrics that have a value with an interval for each cohort. */
export type EstimatedMetric = RateMetric | DerivedMetric;

/** Metrics that cohorts can be compared by. */
export type ComparedMetric = EstimatedMetric | CompositeMetric;
