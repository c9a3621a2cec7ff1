import type { OutputUnit } from "@evenhand/core";

/** An input the model reads as a number. */
export interface NumericFeature {
  readonly kind: "numeric";
  readonly name: string;
  /** Of the training data, where the format records it. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** An input the model reads as one of these levels. A one-hot group is one such feature. */
export interface CategoryFeature {
  readonly kind: "category";
  readonly name: string;
  readonly levels: readonly string[];
  /** Where the format sends an unseen level another way than a missing value, it is refused. */
  readonly refusesUnseen?: true;
  /** Where the model tells an unseen level from a missing value, it is encoded as `levels.length`. */
  readonly marksUnseen?: true;
}

export type ModelFeature = NumericFeature | CategoryFeature;

export const MODEL_FORMATS = [
  "lightgbm",
  "xgboost",
  "catboost",
  "scikit-learn",
  "onnx",
  "ml-random-forest",
  "ml-cart",
  "linear",
  "ebm",
] as const;

export type ModelFormat = (typeof MODEL_FORMATS)[number];

/**
 * The nodes of all trees, each tree in pre-order, a node one index into every array.
 *
 * A value goes left: where it is missing (NaN), by flag `MISSING_LEFT`; at a category split, when its
 * level is in the node's set; at a number split, when x ≤ threshold, save that with flag
 * `ZERO_IS_MISSING` a zero (|x| ≤ 1e-35) goes the way of the missing. Formats that split by x < t
 * are stored with the largest double below t as threshold, and those that first round x to single
 * precision with the largest double that rounds to a value on the left: there is one comparison.
 */
export interface TreeNodes {
  /** Index of the feature; −1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly flags: Uint8Array;
  /** Start of the set of left-going levels in `levelBits`; −1 at number splits and leaves. */
  readonly levelSet: Int32Array;
  /** Bit sets over the levels of a feature, ⌈levels ÷ 32⌉ words each. */
  readonly levelBits: Uint32Array;
  /** What a leaf adds to the sum; 0 at splits. */
  readonly value: Float64Array;
  /** Training rows that passed through; null where the format does not say. */
  readonly cover: Float64Array | null;
}

/**
 * What the sum over trees means: raw output = base + Σ leaf values ÷ divisor, in `unit`. With link
 * `logistic` the raw output is a log-odds and 1 ÷ (1 + e^−raw) a probability. With link `softmax` it is
 * the margin of one class (unit `score`), of which the margins of all classes make a probability.
 */
export interface EnsembleOutput {
  readonly unit: OutputUnit;
  readonly link: "identity" | "logistic" | "softmax";
  readonly base: number;
  /** The number of trees where they are averaged, else 1. */
  readonly divisor: number;
}

/** Trees whose leaf values are summed: a boosted model or a forest. */
export interface TreeEnsemble {
  readonly kind: "tree-ensemble";
  readonly format: ModelFormat;
  readonly features: readonly ModelFeature[];
  /** The class whose score the output is; null for regression. */
  readonly classOfInterest: string | null;
  readonly roots: Int32Array;
  readonly nodes: TreeNodes;
  readonly output: EnsembleOutput;
  /** The table that covers were counted from; absent where they are the file's own. */
  readonly countedFrom?: CountedRows;
  /** Only with link `softmax`: the margins of the other classes. */
  readonly otherClasses?: readonly TreeEnsemble[];
}

/** Rows by which nodes were counted. */
export interface CountedRows {
  readonly rows: number;
  /** SHA-256 of the rows as canonical text, hexadecimal. */
  readonly hash: string;
}

export const MISSING_LEFT = 1;
export const ZERO_IS_MISSING = 2;

/** Half-width of what LightGBM counts as zero: the float nearest to 1e-35. */
export const ZERO_WIDTH: number = Math.fround(1e-35);

/** Words of a bit set over this many levels. */
export function wordsFor(levels: number): number {
  return (levels + 31) >>> 5;
}

/** Whether value x (a number, a level index, or NaN for missing) goes left at a split. */
export function goesLeft(nodes: TreeNodes, node: number, x: number): boolean {
  const flags = nodes.flags[node] as number;
  if (Number.isNaN(x)) return (flags & MISSING_LEFT) !== 0;
  const set = nodes.levelSet[node] as number;
  if (set >= 0) return (((nodes.levelBits[set + (x >>> 5)] as number) >>> (x & 31)) & 1) === 1;
  if ((flags & ZERO_IS_MISSING) !== 0 && Math.abs(x) <= ZERO_WIDTH) {
    return (flags & MISSING_LEFT) !== 0;
  }
  return x <= (nodes.threshold[node] as number);
}
