export interface Cohort {
  /** `sex=Female`, `age=25..<45`, `rest:sex=Female`, `race=?`, `unknown`, `all`. Unique within its dimension. */
  readonly id: string;
  /** The name under `cohorts` in the configuration; null for `all`. */
  readonly dimension: string | null;
  readonly by: readonly string[];
  /** The level of each attribute of `by`; null where unknown, empty for `rest` and `all`. */
  readonly levels: readonly (string | null)[];
  readonly rows: number;
  /** rows ÷ rows used. */
  readonly share: number;
  /** Id of the cohort it is compared with; null for references, `rest` and `all`. */
  readonly reference: string | null;
  readonly kind: "observed" | "unknown" | "rest" | "all";
}
