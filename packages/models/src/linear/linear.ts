import type { EnsembleOutput, ModelFeature } from "../trees/ensemble.ts";

/** What a number adds to the sum: weight · (x − center) ÷ scale. */
export interface NumericWeight {
  readonly kind: "numeric";
  readonly weight: number;
  readonly center: number;
  readonly scale: number;
  /** The number that stands in for a missing one; null: a missing one is refused. */
  readonly missing: number | null;
}

/** What a level adds to the sum. */
export interface LevelWeights {
  readonly kind: "category";
  /** By level. */
  readonly weights: Float64Array;
  /** What a missing value adds; null: it is refused. */
  readonly missing: number | null;
  /** What a level unknown to the model adds; null: it is refused. */
  readonly unseen: number | null;
}

export type LinearTerm = NumericWeight | LevelWeights;

/** A linear or logistic model: raw output = base + Σ terms, one a feature. */
export interface Linear {
  readonly kind: "linear";
  readonly format: "linear";
  readonly features: readonly ModelFeature[];
  /** The class whose score the output is; null for regression. */
  readonly classOfInterest: string | null;
  /** In the order of the features, of the same kinds. */
  readonly terms: readonly LinearTerm[];
  readonly output: EnsembleOutput;
}
