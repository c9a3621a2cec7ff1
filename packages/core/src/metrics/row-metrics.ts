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
];
