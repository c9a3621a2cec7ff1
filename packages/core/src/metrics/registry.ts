import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import {
  type CountsFormula,
  deriveBalancedAccuracy,
  deriveConditionalAcceptance,
  deriveConditionalRejection,
  deriveF1Score,
  deriveTreatmentEquality,
} from "./derivations.ts";

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

export type Metric = RateMetric | DerivedMetric | CompositeMetric | CountMetric;

/** Metrics that have a value with an interval for each cohort. */
export type EstimatedMetric = RateMetric | DerivedMetric;

/** Metrics that cohorts can be compared by. */
export type ComparedMetric = EstimatedMetric | CompositeMetric;

const PREDICTION = { label: false, prediction: true } as const;
const LABEL = { label: true, prediction: false } as const;
const BOTH = { label: true, prediction: true } as const;

/**
 * Every metric, in the order of reports. Names follow the field (fairlearn, scikit-learn). TP, FP,
 * TN, FN count rows whose favourable prediction (P) or other prediction (N) is true or false to
 * the label.
 */
export const METRICS: readonly Metric[] = [
  {
    kind: "count",
    name: "count",
    title: "number of decisions",
    needs: { label: false, prediction: false },
    formula: "n",
    meaning: "how many decisions there are",
  },
  {
    kind: "rate",
    name: "selection_rate",
    title: "selection rate",
    needs: PREDICTION,
    among: {},
    count: { prediction: 1 },
    formula: "(TP + FP) / n",
    meaning: "the share of all decisions that are favourable",
  },
  {
    kind: "rate",
    name: "base_rate",
    title: "base rate",
    needs: LABEL,
    among: {},
    count: { label: 1 },
    formula: "(TP + FN) / n",
    meaning: "the share whose recorded outcome is favourable",
  },
  {
    kind: "rate",
    name: "true_positive_rate",
    title: "true positive rate",
    needs: BOTH,
    among: { label: 1 },
    count: { prediction: 1 },
    formula: "TP / (TP + FN)",
    meaning: "of those with a favourable recorded outcome, the share decided favourably",
  },
  {
    kind: "rate",
    name: "false_positive_rate",
    title: "false positive rate",
    needs: BOTH,
    among: { label: 0 },
    count: { prediction: 1 },
    formula: "FP / (FP + TN)",
    meaning: "of those with an unfavourable recorded outcome, the share decided favourably",
  },
  {
    kind: "rate",
    name: "true_negative_rate",
    title: "true negative rate",
    needs: BOTH,
    among: { label: 0 },
    count: { prediction: 0 },
    formula: "TN / (FP + TN)",
    meaning: "of those with an unfavourable recorded outcome, the share decided unfavourably",
  },
  {
    kind: "rate",
    name: "false_negative_rate",
    title: "false negative rate",
    needs: BOTH,
    among: { label: 1 },
    count: { prediction: 0 },
    formula: "FN / (TP + FN)",
    meaning: "of those with a favourable recorded outcome, the share decided unfavourably",
  },
  {
    kind: "rate",
    name: "precision",
    title: "precision",
    needs: BOTH,
    among: { prediction: 1 },
    count: { label: 1 },
    formula: "TP / (TP + FP)",
    meaning: "of the favourable decisions, the share whose recorded outcome is favourable",
  },
  {
    kind: "rate",
    name: "negative_predictive_value",
    title: "negative predictive value",
    needs: BOTH,
    among: { prediction: 0 },
    count: { label: 0 },
    formula: "TN / (TN + FN)",
    meaning: "of the unfavourable decisions, the share whose recorded outcome is unfavourable",
  },
  {
    kind: "rate",
    name: "false_discovery_rate",
    title: "false discovery rate",
    needs: BOTH,
    among: { prediction: 1 },
    count: { label: 0 },
    formula: "FP / (TP + FP)",
    meaning: "of the favourable decisions, the share whose recorded outcome is unfavourable",
  },
  {
    kind: "rate",
    name: "false_omission_rate",
    title: "false omission rate",
    needs: BOTH,
    among: { prediction: 0 },
    count: { label: 1 },
    formula: "FN / (TN + FN)",
    meaning: "of the unfavourable decisions, the share whose recorded outcome is favourable",
  },
  {
    kind: "rate",
    name: "accuracy",
    title: "accuracy",
    needs: BOTH,
    among: {},
    count: "agree",
    formula: "(TP + TN) / n",
    meaning: "the share of decisions that agree with the recorded outcome",
  },
  {
    kind: "derived",
    name: "balanced_accuracy",
    title: "balanced accuracy",
    needs: BOTH,
    range: "unit",
    derive: deriveBalancedAccuracy,
    formula: "(TP / (TP + FN) + TN / (TN + FP)) / 2",
    meaning: "the mean of the true positive and the true negative rate",
  },
  {
    kind: "derived",
    name: "f1_score",
    title: "F1 score",
    needs: BOTH,
    range: "unit",
    derive: deriveF1Score,
    formula: "2 TP / (2 TP + FP + FN)",
    meaning: "the harmonic mean of precision and true positive rate",
  },
  {
    kind: "derived",
    name: "treatment_equality",
    title: "ratio of false negatives to false positives",
    needs: BOTH,
    range: "positive",
    derive: deriveTreatmentEquality,
    formula: "FN / FP",
    meaning: "how many people are wrongly refused for each one wrongly accepted",
  },
  {
    kind: "derived",
    name: "conditional_acceptance",
    title: "conditional acceptance",
    needs: BOTH,
    range: "positive",
    derive: deriveConditionalAcceptance,
    formula: "(TP + FN) / (TP + FP)",
    meaning: "how many have a favourable recorded outcome for each one decided favourably",
  },
  {
    kind: "derived",
    name: "conditional_rejection",
    title: "conditional rejection",
    needs: BOTH,
    range: "positive",
    derive: deriveConditionalRejection,
    formula: "(TN + FP) / (TN + FN)",
    meaning: "how many have an unfavourable recorded outcome for each one decided unfavourably",
  },
  {
    kind: "composite",
    name: "equalized_odds",
    title: "equalized odds gap",
    needs: BOTH,
    of: ["true_positive_rate", "false_positive_rate"],
    combine: "worst",
    formula: "max(|ΔTPR|, |ΔFPR|); as a ratio min of the two, folded below 1",
    meaning: "the larger of the gaps in true and false positive rate",
  },
  {
    kind: "composite",
    name: "equalized_odds_mean",
    title: "mean equalized odds gap",
    needs: BOTH,
    of: ["true_positive_rate", "false_positive_rate"],
    combine: "mean",
    formula: "(|ΔTPR| + |ΔFPR|) / 2; as a ratio the mean of the two, folded below 1",
    meaning: "the mean of the gaps in true and false positive rate",
  },
  {
    kind: "composite",
    name: "average_odds",
    title: "average odds difference",
    needs: BOTH,
    of: ["true_positive_rate", "false_positive_rate"],
    combine: "average",
    formula: "(ΔTPR + ΔFPR) / 2",
    meaning: "the mean of the signed gaps, in which opposite gaps cancel",
  },
];

const BY_NAME = new Map(METRICS.map((metric) => [metric.name, metric]));

/** The metric of this name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return BY_NAME.get(name);
}

/**
 * The metric of this name.
 *
 * @throws EvenhandError `config/unknown-metric`, with the nearest name suggested
 */
export function requireMetric(name: string, path: string): Metric {
  const metric = BY_NAME.get(name);
  if (metric !== undefined) return metric;
  throw new EvenhandError({
    code: "config/unknown-metric",
    path,
    problem: "no metric has this name",
    received: shown(name),
    hint: suggestName(name, [...BY_NAME.keys()]),
  });
}
