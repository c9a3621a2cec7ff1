import type { CountedCohort } from "../../cells/cohort-counts.ts";
import type { OutcomeCounts } from "../../cells/outcome-counts.ts";
import type { Contrast } from "../../metrics/contrast.ts";
import type { WeightKind } from "../../metrics/estimator.ts";
import type { ComparedMetric } from "../../metrics/metric.ts";
import type { BudgetContrasts } from "../budget-contrasts.ts";

/** One comparison of a budget, with the cohorts it is made of. */
export interface Subject {
  readonly metric: ComparedMetric;
  readonly one: BudgetContrasts;
  readonly contrast: Contrast;
  readonly own: CountedCohort;
  readonly reference: CountedCohort | null;
  readonly weight: WeightKind;
}

/** Counts as they would be. */
export interface Altered {
  readonly own: OutcomeCounts;
  readonly reference: OutcomeCounts | null;
  /** False: rows of unknown attribute belong to neither cohort, and bound nothing. */
  readonly countsUnknown: boolean;
}
