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

const RANKING = {
  kind: "rows",
  needs: NOTHING,
  from: "measureRanking",
  inputs: ["list", "rank or score"],
  counts: "lists",
} as const;
/** Cohorts share the lists, so that what one gains another loses: no two are independent. */
const WITHIN_LISTS = { ...RANKING, compares: ["value"] } as const;

const INDIVIDUAL = {
  kind: "rows",
  needs: NOTHING,
  from: "measureIndividual",
  compares: ANY_COMPARISON,
} as const;
const BENEFIT = {
  ...INDIVIDUAL,
  inputs: ["prediction", "recorded outcome"],
  range: "positive",
} as const;

const RECOURSE = {
  kind: "rows",
  needs: NOTHING,
  from: "measureRecourse",
  inputs: ["changes searched for refused rows"],
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
  {
    ...WITHIN_LISTS,
    name: "exposure",
    title: "exposure",
    range: "unit",
    formula: "mean over lists of mean over its rows of 1 / log2(1 + place)",
    meaning: "the attention that an entry gets by its place, where the first place gets 1",
  },
  {
    ...WITHIN_LISTS,
    name: "exposure_gap",
    title: "gap in exposure to all others in the list",
    range: "real",
    formula: "mean over lists of exposure − exposure of all others in the list",
    meaning: "how much more attention an entry gets than the others in the same list; below 0 less",
  },
  {
    ...WITHIN_LISTS,
    name: "exposure_ratio",
    title: "share of attention over share of entries",
    range: "positive",
    formula:
      "mean over lists of share of Σ 1 / log2(1 + place) ÷ mean over lists of share of entries",
    meaning:
      "the attention the entries get for each part of it that their number would give; 1 is in proportion",
  },
  {
    ...WITHIN_LISTS,
    name: "awrf",
    title: "attention-weighted rank fairness",
    range: "unit",
    formula: "mean over lists of 1 − ½ Σ |share of attention − share of entries|",
    meaning: "how closely attention follows the number of entries; 1 where it does",
  },
  {
    ...WITHIN_LISTS,
    name: "ndkl",
    title: "normalised discounted KL divergence",
    range: "positive",
    formula: "mean over lists of Σ KL(first i places, list) / log2(1 + i) ÷ Σ 1 / log2(1 + i)",
    meaning:
      "how far the first places differ from the whole list in whom they hold; 0 where they never do",
  },
  {
    ...WITHIN_LISTS,
    name: "top_k_share",
    title: "share of the top k places",
    qualifier: "k",
    range: "unit",
    formula: "mean over lists of #(own entries in the first k) / k",
    meaning: "the share of the first places that the entries have",
  },
  {
    ...WITHIN_LISTS,
    name: "top_k_representation",
    title: "share of the top k places over share of entries",
    qualifier: "k",
    range: "positive",
    formula: "mean over lists of share of the first k ÷ mean over lists of share of entries",
    meaning:
      "the share of the first places for each part of it that the number of entries would give; 1 is in proportion",
  },
  {
    ...WITHIN_LISTS,
    name: "ndcg_within_list",
    title: "NDCG among the own entries",
    inputs: ["list", "rank or score", "relevance"],
    range: "unit",
    formula:
      "mean over lists of Σ rel / log2(1 + place) ÷ its largest value, places among own entries",
    meaning: "how well the own entries of a list are ordered by relevance; 1 is the best order",
  },
  {
    ...RANKING,
    name: "ndcg",
    title: "NDCG",
    inputs: ["list", "rank or score", "relevance"],
    range: "unit",
    compares: ANY_COMPARISON,
    formula: "mean over lists of Σ rel / log2(1 + place) ÷ its largest value",
    meaning:
      "how well the lists made for these people are ordered by relevance; 1 is the best order",
  },
  {
    ...INDIVIDUAL,
    name: "consistency",
    title: "consistency with the nearest others",
    inputs: ["prediction", "features"],
    range: "unit",
    formula: "mean of 1 − |ŷ − mean ŷ of the k nearest other rows|",
    meaning:
      "how alike the decisions on people are to those on the people most like them; 1 is alike",
  },
  {
    ...BENEFIT,
    name: "generalized_entropy_index",
    title: "generalised entropy of benefit",
    formula: "mean((b/μ)^α − 1) / (α(α − 1)), b = 1 + ŷ − y",
    meaning:
      "how unequally people are decided better or worse than their recorded outcome; 0 is equally",
  },
  {
    ...BENEFIT,
    name: "theil_index",
    title: "Theil index of benefit",
    formula: "mean((b/μ) ln(b/μ)), b = 1 + ŷ − y",
    meaning: "the same, more alert to people who are decided far better than most",
  },
  {
    ...BENEFIT,
    name: "generalized_entropy_between",
    title: "generalised entropy of benefit between cohorts",
    compares: ["value"],
    formula: "generalised entropy with each benefit replaced by its cohort's mean",
    meaning: "the part of unequal benefit that lies between the cohorts of a dimension",
  },
  {
    ...BENEFIT,
    name: "theil_between",
    title: "Theil index of benefit between cohorts",
    compares: ["value"],
    formula: "Theil index with each benefit replaced by its cohort's mean",
    meaning: "the same by the Theil index",
  },
  {
    ...INDIVIDUAL,
    name: "flip_rate",
    title: "share of decisions that change with the attribute alone",
    inputs: ["attribute", "predict function"],
    range: "unit",
    formula: "#(decision changes when the attribute alone is changed) / n",
    meaning:
      "how many decisions hang on the attribute itself; what stands in for it is not counted",
  },
  {
    ...RECOURSE,
    name: "no_recourse_rate",
    title: "share without recourse",
    range: "unit",
    compares: ANY_COMPARISON,
    formula: "#(proved that no allowed change alters the decision) / #refused",
    meaning:
      "of those who are refused, the share for whom nothing they may change would have helped",
  },
  {
    ...RECOURSE,
    name: "recourse_burden",
    title: "burden of recourse",
    range: "positive",
    // Its upper limit is ∞ where many have no recourse, and a difference from ∞ would have no lower one.
    compares: ["value", "ratio"],
    formula: "median over the refused of the cost of the cheapest change, ∞ where there is none",
    meaning:
      "what half of those who are refused would have had to change at most, in the declared costs",
  },
];
