import type { Compare } from "./measurement.ts";

/** What another library or field calls a metric of ours. */
export interface OtherName {
  readonly metric: string;
  /** Where the other name stands for a comparison of cohorts and not for a value. */
  readonly compare: Compare | null;
}

/** Other names in use, by the name that we use; compared without case, spaces and punctuation. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  selection_rate: ["positive_rate", "predicted_positive_rate", "acceptance_rate", "approval_rate"],
  base_rate: ["prevalence"],
  true_positive_rate: ["tpr", "recall", "sensitivity", "hit_rate", "equal_opportunity"],
  false_positive_rate: ["fpr", "fall_out", "predictive_equality"],
  true_negative_rate: ["tnr", "specificity", "selectivity"],
  false_negative_rate: ["fnr", "miss_rate"],
  precision: ["ppv", "positive_predictive_value", "predictive_parity"],
  negative_predictive_value: ["npv"],
  false_discovery_rate: ["fdr"],
  false_omission_rate: ["for"],
  accuracy: ["acc", "accuracy_score"],
  balanced_accuracy: ["balanced_accuracy_score"],
  f1_score: ["f1", "f_score", "f_measure"],
  equalized_odds: ["equalised_odds"],
  roc_auc: ["auc", "auroc", "roc_auc_score"],
  brier_score: ["brier", "brier_score_loss"],
  calibration_gap: ["calibration_in_the_large"],
  expected_calibration_error: ["ece"],
  ks_distance: ["ks", "kolmogorov_smirnov"],
  wasserstein_distance: ["wasserstein", "earth_movers_distance", "emd"],
  jensen_shannon_distance: ["jensen_shannon", "jsd"],
  mean_absolute_error: ["mae"],
  root_mean_squared_error: ["rmse"],
  r_squared: ["r2", "r2_score"],
  generalized_entropy_index: ["generalised_entropy_index", "generalized_entropy"],
  theil_index: ["theil"],
  conditional_demographic_disparity: ["cdd"],
};

/** Names that stand for a comparison. */
const COMPARISONS: Readonly<Record<string, readonly [metric: string, compare: Compare]>> = {
  demographic_parity: ["selection_rate", "difference"],
  demographic_parity_difference: ["selection_rate", "difference"],
  statistical_parity: ["selection_rate", "difference"],
  statistical_parity_difference: ["selection_rate", "difference"],
  demographic_parity_ratio: ["selection_rate", "ratio"],
  disparate_impact: ["selection_rate", "ratio"],
  adverse_impact_ratio: ["selection_rate", "ratio"],
  impact_ratio: ["selection_rate", "ratio"],
  equal_opportunity_difference: ["true_positive_rate", "difference"],
  equalized_odds_difference: ["equalized_odds", "difference"],
  equalized_odds_ratio: ["equalized_odds", "ratio"],
  average_odds_difference: ["average_odds", "difference"],
};

const BY_OTHER_NAME: ReadonlyMap<string, OtherName> = new Map([
  ...Object.entries(NAMES).flatMap(([metric, names]) =>
    names.map((name): [string, OtherName] => [bare(name), { metric, compare: null }]),
  ),
  ...Object.entries(COMPARISONS).map(([name, [metric, compare]]): [string, OtherName] => [
    bare(name),
    { metric, compare },
  ]),
]);

/**
 * Our metric of a name used elsewhere, without regard to case, spaces and punctuation; undefined where
 * we know none.
 *
 * @example
 * findOtherName("TPR"); // { metric: "true_positive_rate", compare: null }
 * findOtherName("disparate impact"); // { metric: "selection_rate", compare: "ratio" }
 */
export function findOtherName(name: string): OtherName | undefined {
  return BY_OTHER_NAME.get(bare(name));
}

/**
 * The names used elsewhere for this metric, without those that stand for a comparison; empty where we
 * know none.
 *
 * @example
 * otherNamesOf("false_negative_rate"); // ["fnr", "miss_rate"]
 */
export function otherNamesOf(metric: string): readonly string[] {
  return Object.hasOwn(NAMES, metric) ? (NAMES[metric] as readonly string[]) : [];
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
