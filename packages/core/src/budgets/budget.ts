import type { Compare } from "../metrics/measurement.ts";

export interface Limit {
  readonly min: number | null;
  readonly max: number | null;
}

export type Severity = "error" | "warn";

/** A declared acceptable range. */
export interface Budget {
  readonly id: string;
  readonly metric: string;
  /** `value` puts the limit on the measurement itself; `distance` on that of two distributions. */
  readonly compare: Compare | "distance" | "value";
  /** The dimension it looks at. */
  readonly cohorts: string;
  readonly limit: Limit;
  readonly severity: Severity;
  readonly onInconclusive: "block" | "warn";
  readonly onNoData: "block" | "warn";
  /**
   * `point`: the estimate alone decides, as a statute asks for a figure; chance is not allowed for. Absent
   * where the interval decides.
   */
  readonly rule?: "point";
  /** Inside the limit, what the team aims at; missing it changes no verdict. Absent without one. */
  readonly target?: Limit;
  readonly owner: string | null;
  readonly rationale: string | null;
}

export type Multiplicity = "holm" | "max-t" | "benjamini-hochberg" | "none";

export interface Evidence {
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  /**
   * How p-values are adjusted for the comparisons of a family. `holm` and `max-t` hold the chance of any
   * false fail at 1 − confidence, `max-t` with the correlation through a named reference cohort;
   * `benjamini-hochberg` holds the expected share of false ones among the fails.
   */
  readonly multiplicity: Multiplicity;
  readonly family: "budget" | "file";
  readonly minimum: { readonly denominator: number };
  readonly convention: "strict";
  readonly seed: number;
}
