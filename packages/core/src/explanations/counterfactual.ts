import type { FeatureValue, OutputUnit } from "./attribution.ts";

export interface Change {
  readonly feature: string;
  readonly from: FeatureValue;
  readonly to: FeatureValue;
}

/**
 * What a search found. `optimal`: proved to be the cheapest. `feasible`: valid, but a cheaper one
 * may exist (see `gap`). `infeasible`: proved that no allowed change alters the outcome.
 * `not-found`: the search budget ended first.
 */
export type CounterfactualStatus = "optimal" | "feasible" | "infeasible" | "not-found";

export interface Counterfactual {
  readonly status: CounterfactualStatus;
  /** Empty for `infeasible` and `not-found`. */
  readonly changes: readonly Change[];
  /** Σ cost of the changes: |Δ| ÷ spread for numbers, 1 a changed category, unless declared. Null without changes. */
  readonly cost: number | null;
  /** No allowed change cheaper than this exists. Null where nothing is known. */
  readonly lowerBound: number | null;
  /** (cost − lowerBound) ÷ cost, from 0 to 1; 0 for `optimal`; null without changes. */
  readonly gap: number | null;
  /** The output after the changes, re-scored by the model itself; null without changes. */
  readonly output: { readonly value: number; readonly unit: OutputUnit } | null;
  /** Search nodes opened. */
  readonly nodes: number;
  /**
   * Of a further answer: the sets of inputs that the answers before it change. It changes all inputs
   * of none of them, and its status, bound and gap are among such answers. Absent from the first.
   */
  readonly apartFrom?: readonly (readonly string[])[];
  /** How usual the changed record is, where that was asked for; absent where not, or without changes. */
  readonly plausibility?: Plausibility;
}

/** How usual a record is among others; never above `limit` in an answer. */
export interface Plausibility {
  readonly method: "isolation-forest";
  /** Anomaly score, 0 to 1: 2^(−mean depth ÷ expected depth); about 0.5 and less is usual. */
  readonly score: number;
  readonly limit: number;
  /** In words, as `95 % of 500 rows score no higher`. */
  readonly basis: string;
}

/** True where an answer may be called the smallest change: no condition but the declared ones, and a proof. */
export function isSmallestChange(found: Counterfactual): boolean {
  return (
    found.status === "optimal" && found.apartFrom === undefined && found.plausibility === undefined
  );
}
