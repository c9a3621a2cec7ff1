import type { RowMetric } from "./metric.ts";

const SCORES = {
  kind: "rows",
  needs: { label: false, prediction: false },
  from: "audit",
  inputs: ["score", "recorded outcome"],
} as const;

/** Of a cohort and its reference together; neither has a value of its own. */
const DISTANCE = { ...SCORES, inputs: ["score"], range: "unit", compares: ["distance"] } as const;
const NO_RATIO = ["value", "difference"] as const;
const ANY_COMPARISON = ["value", "difference", "ratio"] as const;

/**
 * Metrics of scores, in the order of reports; `audit` measures them where there are scores. s is the
 * score and y the outcome that a high score speaks for, 1 or 0; P and N are the people with and
 * without the favourable outcome. In the areas a score ranks high that speaks for the favourable one.
 *
 * The two areas against the background are of cohort and everyone else, whatever the reference. Against
 * the rest their difference is that of independent areas (xAUC); against another cohort both share
 * people of the background, which makes them go together, so that the interval is too wide, not too narrow.
 */
export const SCORE_METRICS: readonly RowMetric[] = [
  {
    ...SCORES,
    name: "mean_score",
    title: "mean score",
    inputs: ["score"],
    range: "real",
    compares: NO_RATIO,
    formula: "mean(s)",
    meaning: "the mean of the scores",
  },
  {
    ...SCORES,
    name: "roc_auc",
    title: "area under the ROC curve",
    range: "unit",
    compares: NO_RATIO,
    formula: "share of the cohort's pairs of P and N with P ranked above N, ties ½",
    meaning:
      "how often a person with the favourable recorded outcome is ranked above one without it; one half is chance",
  },
  {
    ...SCORES,
    name: "bnsp_auc",
    title: "background-negative, subgroup-positive AUC",
    range: "unit",
    compares: NO_RATIO,
    formula: "share of pairs of the cohort's P and everyone else's N with P ranked above N, ties ½",
    meaning:
      "how often a person of the cohort with the favourable recorded outcome is ranked above a person without it from everyone else; low means that the cohort's own deserving are ranked too low",
  },
  {
    ...SCORES,
    name: "bpsn_auc",
    title: "background-positive, subgroup-negative AUC",
    range: "unit",
    compares: NO_RATIO,
    formula: "share of pairs of everyone else's P and the cohort's N with P ranked above N, ties ½",
    meaning:
      "how often a person from everyone else with the favourable recorded outcome is ranked above a person of the cohort without it; low means that the cohort is ranked too high",
  },
  {
    ...SCORES,
    name: "brier_score",
    title: "Brier score",
    range: "unit",
    compares: ANY_COMPARISON,
    formula: "mean((s − y)²)",
    meaning: "the mean squared distance of the score, as a probability, from what happened",
  },
  {
    ...SCORES,
    name: "calibration_gap",
    title: "calibration gap",
    range: "real",
    compares: NO_RATIO,
    formula: "mean(s) − mean(y)",
    meaning:
      "how much more often the scores foretell the outcome than it happened; below 0 they foretell it too rarely",
  },
  {
    ...SCORES,
    name: "expected_calibration_error",
    title: "expected calibration error",
    range: "unit",
    compares: ANY_COMPARISON,
    formula: "Σ_b n_b/n · |mean(s)_b − mean(y)_b| over 10 equal bins of [0, 1]",
    meaning:
      "how far scores and observed rates lie apart on average, bin by bin; chance alone makes it larger in small cohorts, which the interval allows for",
  },
  {
    ...DISTANCE,
    name: "ks_distance",
    title: "Kolmogorov–Smirnov distance of scores",
    formula: "max |F(s) − G(s)|, F and G the shares with a score of s or less",
    meaning:
      "the largest gap between the shares of the two cohorts that a threshold could let through; 0 where their scores are distributed alike. Chance alone makes it larger, which the interval allows for",
  },
  {
    ...DISTANCE,
    name: "wasserstein_distance",
    title: "Wasserstein-1 distance of scores",
    range: "positive",
    formula: "∫ |F(s) − G(s)| ds",
    meaning:
      "how far the scores of one cohort would have to be moved on average to be distributed as those of the other, in units of the score. Chance alone makes it larger, which the interval allows for",
  },
  {
    ...DISTANCE,
    name: "jensen_shannon_distance",
    title: "Jensen–Shannon distance of scores",
    formula:
      "√(½ KL(P‖M) + ½ KL(Q‖M)), M = ½(P + Q), base 2, over 10 equal bins of [0, 1], or of the range of scores that are no probabilities",
    meaning:
      "how well a score tells which of the two cohorts a person belongs to: 0 not at all, 1 always. Chance alone makes it larger, which the interval allows for",
  },
  {
    ...DISTANCE,
    name: "roc_curve_distance",
    title: "ROC curve distance",
    inputs: ["score", "recorded outcome"],
    formula: "∫ |ROC₁(x) − ROC₂(x)| dx (ABROCA)",
    meaning:
      "how far the scores separate the recorded outcomes differently in the two cohorts, over all false positive rates: curves that cross do not cancel. Chance alone makes it larger, which the interval allows for",
  },
];
