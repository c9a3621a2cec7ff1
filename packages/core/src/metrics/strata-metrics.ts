import type { RowMetric } from "./metric.ts";

/** Metrics of a dimension with strata, measured by `audit` beside those of the cells. */
export const STRATA_METRICS: readonly RowMetric[] = [
  {
    kind: "rows",
    name: "conditional_demographic_disparity",
    title: "conditional demographic disparity",
    needs: { label: false, prediction: false },
    from: "audit",
    inputs: ["decision", "cohorts with `within`"],
    range: "real",
    compares: ["value"],
    formula: "Σ n_s (D_s − A_s) / n over strata s",
    meaning:
      "the cohort's share of the unfavourable decisions less its share of the favourable ones, within strata and averaged over them by their size; above 0 it is refused more than accepted",
  },
];
