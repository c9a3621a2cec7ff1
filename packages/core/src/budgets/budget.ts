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
  /** `value` puts the limit on the measurement itself. */
  readonly compare: Compare | "value";
  /** The dimension it looks at. */
  readonly cohorts: string;
  readonly limit: Limit;
  readonly severity: Severity;
  readonly onInconclusive: "block" | "warn";
  readonly onNoData: "block" | "warn";
  readonly owner: string | null;
  readonly rationale: string | null;
}

export interface Evidence {
  /** Of the two-sided interval, 0 to 1. */
  readonly confidence: number;
  readonly multiplicity: "holm" | "none";
  readonly family: "budget" | "file";
  readonly minimum: { readonly denominator: number };
  readonly convention: "strict";
  readonly seed: number;
}
