import type { EnsembleOutput, ModelFeature } from "../trees/ensemble.ts";

/**
 * The bins of one feature, numbered from 0, the bin of missing values, to the last, that of unseen
 * levels. A number x falls into bin 1 + (how many cuts are ≤ x).
 */
export interface Binning {
  /** Index of the feature. */
  readonly feature: number;
  readonly bins: number;
  /** Ascending; null for a category. */
  readonly cuts: Float64Array | null;
  /** The bin of each level; null for a number. */
  readonly levelBins: Uint32Array | null;
}

/** A score for each bin of one feature, or each pair of bins of two: row-major, the last fastest. */
export interface Term {
  readonly binnings: readonly [Binning] | readonly [Binning, Binning];
  readonly scores: Float64Array;
}

/** A generalized additive model: raw output = base + Σ terms of one or two features. */
export interface Additive {
  readonly kind: "additive";
  readonly format: "ebm";
  readonly features: readonly ModelFeature[];
  /** The class whose score the output is; null for regression. */
  readonly classOfInterest: string | null;
  readonly terms: readonly Term[];
  readonly output: EnsembleOutput;
}
