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
}
