import type { RowMetric } from "./metric.ts";

const NOTHING = { label: false, prediction: false } as const;

const ANY_COMPARISON = ["value", "difference", "ratio"] as const;
const NO_RATIO = ["value", "difference"] as const;

const REGRESSION = {
  kind: "rows",
  needs: NOTHING,
  from: "measureRegression",
  inputs: ["prediction", "recorded outcome"],
} as const;

const MULTICLASS = {
  kind: "rows",
  needs: NOTHING,
  from: "measureMulticlass",
  inputs: ["predicted class", "recorded class"],
  range: "unit",
  compares: ANY_COMPARISON,
} as const;
const ONE_CLASS = { ...MULTICLASS, qualifier: "class" } as const;

/**
 * Metrics of single rows, in the order of reports. y is the recorded outcome and ŷ the prediction,
 * both numbers; means are over the rows of the cohort that have both.
 */
export const ROW_METRICS: readonly RowMetric[] = [
  {
    ...REGRESSION,
    name: "mean_prediction",
    title: "mean prediction",
    inputs: ["prediction"],
    range: "real",
    compares: NO_RATIO,
    formula: "mean(ŷ)",
    meaning: "the mean of what is predicted",
  },
  {
    ...REGRESSION,
    name: "mean_residual",
    title: "mean residual",
    range: "real",
    compares: NO_RATIO,
    formula: "mean(y − ŷ)",
    meaning:
      "how far the recorded outcome lies above the prediction on average; below 0 the prediction is too high",
  },
  {
    ...REGRESSION,
    name: "mean_absolute_error",
    title: "mean absolute error",
    range: "positive",
    compares: ANY_COMPARISON,
    formula: "mean(|y − ŷ|)",
    meaning: "how far the prediction misses the recorded outcome on average, in either direction",
  },
  {
    ...REGRESSION,
    name: "root_mean_squared_error",
    title: "root mean squared error",
    range: "positive",
    compares: ANY_COMPARISON,
    formula: "√mean((y − ŷ)²)",
    meaning: "the typical size of a miss, with large misses counted more",
  },
  {
    ...REGRESSION,
    name: "r_squared",
    title: "R²",
    range: "real",
    compares: NO_RATIO,
    formula: "1 − Σ(y − ŷ)² / Σ(y − mean(y))²",
    meaning:
      "the part of the variation of the recorded outcome that the prediction accounts for; below 0 it does worse than the cohort's own mean",
  },
  {
    ...REGRESSION,
    name: "bounded_group_loss",
    title: "bounded group loss",
    range: "positive",
    compares: ANY_COMPARISON,
    formula: "mean(loss(clip(y), clip(ŷ)))",
    meaning:
      "the mean loss, absolute or squared, with outcome and prediction held inside a declared range",
  },
  {
    ...REGRESSION,
    name: "error_within_tolerance",
    title: "share of errors within tolerance",
    range: "unit",
    compares: ANY_COMPARISON,
    formula: "#(|y − ŷ| ≤ tolerance) / n",
    meaning:
      "the share of predictions that miss the recorded outcome by no more than a declared tolerance",
  },
  {
    ...ONE_CLASS,
    name: "class_selection_rate",
    title: "selection rate",
    inputs: ["predicted class"],
    formula: "#(ŷ = c) / n",
    meaning: "the share of all decisions that are this class",
  },
  {
    ...ONE_CLASS,
    name: "class_base_rate",
    title: "base rate",
    inputs: ["recorded class"],
    formula: "#(y = c) / n",
    meaning: "the share whose recorded outcome is this class",
  },
  {
    ...ONE_CLASS,
    name: "class_true_positive_rate",
    title: "true positive rate",
    formula: "#(y = c, ŷ = c) / #(y = c)",
    meaning: "of those whose recorded outcome is this class, the share decided so",
  },
  {
    ...ONE_CLASS,
    name: "class_false_positive_rate",
    title: "false positive rate",
    formula: "#(y ≠ c, ŷ = c) / #(y ≠ c)",
    meaning: "of those whose recorded outcome is another class, the share decided as this one",
  },
  {
    ...ONE_CLASS,
    name: "class_precision",
    title: "precision",
    formula: "#(y = c, ŷ = c) / #(ŷ = c)",
    meaning: "of the decisions for this class, the share whose recorded outcome is this class",
  },
  {
    ...MULTICLASS,
    name: "multiclass_accuracy",
    title: "accuracy over all classes",
    formula: "#(y = ŷ) / n",
    meaning: "the share of decisions that are the recorded class",
  },
  {
    ...MULTICLASS,
    name: "macro_true_positive_rate",
    title: "mean true positive rate over classes",
    formula: "mean over c of #(y = c, ŷ = c) / #(y = c)",
    meaning: "the share decided as recorded, each class counted alike however rare it is",
  },
  {
    ...MULTICLASS,
    name: "macro_precision",
    title: "mean precision over classes",
    formula: "mean over c of #(y = c, ŷ = c) / #(ŷ = c)",
    meaning:
      "the share of decisions that agree with the recorded class, each decided class counted alike",
  },
  {
    ...MULTICLASS,
    name: "macro_f1_score",
    title: "mean F1 score over classes",
    formula: "mean over c of 2 #(y = c, ŷ = c) / (#(y = c) + #(ŷ = c))",
    meaning: "the mean over classes of the balance between precision and true positive rate",
  },
  {
    ...MULTICLASS,
    name: "worst_true_positive_rate",
    title: "lowest true positive rate of any class",
    formula: "min over c of #(y = c, ŷ = c) / #(y = c)",
    meaning: "the share decided as recorded in the class that fares worst",
  },
  {
    ...MULTICLASS,
    name: "worst_false_positive_rate",
    title: "highest false positive rate of any class",
    formula: "max over c of #(y ≠ c, ŷ = c) / #(y ≠ c)",
    meaning: "the share wrongly decided as the class that is most often given wrongly",
  },
  {
    ...MULTICLASS,
    name: "worst_precision",
    title: "lowest precision of any class",
    formula: "min over c of #(y = c, ŷ = c) / #(ŷ = c)",
    meaning:
      "the share that agrees with the recorded class among decisions for the least reliable class",
  },
];
