import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";

/** A condition on label and prediction: 1 favourable, 0 other; what is left out is free. */
export interface OutcomeCondition {
  readonly label?: 0 | 1;
  readonly prediction?: 0 | 1;
}

/** A share of decisions: of those that meet `among`, how many meet `count`. */
export interface RateMetric {
  readonly kind: "rate";
  readonly name: string;
  /** As it stands in a sentence: `selection rate`. */
  readonly title: string;
  readonly needs: { readonly label: boolean; readonly prediction: boolean };
  readonly among: OutcomeCondition;
  /** `agree`: label and prediction are both favourable or both not. */
  readonly count: OutcomeCondition | "agree";
  readonly formula: string;
  /** What it says in plain words. */
  readonly meaning: string;
}

/** How many rows there are. It has no interval and no disparity. */
export interface CountMetric {
  readonly kind: "count";
  readonly name: string;
  readonly title: string;
  readonly needs: { readonly label: false; readonly prediction: false };
  readonly formula: string;
  readonly meaning: string;
}

export type Metric = RateMetric | CountMetric;

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
