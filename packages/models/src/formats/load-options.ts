import type { FeatureLayout } from "./feature-layout.ts";
import type { FavourableClass } from "./ml-cart-tree.ts";
import type { ClassReplaySample, ReplaySample } from "./replay.ts";
import type { LevelsByFeature } from "./xgboost-features.ts";

export interface LightGbmOptions {
  readonly format: "lightgbm";
  /**
   * Of two classes the name of the one that counts as 1, by default `1`; of more the class whose output is
   * read, by its name in `classes`.
   */
  readonly classOfInterest?: string;
  /** Names of all classes in the order of their numbers in training. Default `0`, `1`, … */
  readonly classes?: readonly string[];
  readonly sample?: ReplaySample;
}

/** The JSON of a forest names neither features nor classes, so the options do. */
export interface MlRandomForestOptions {
  readonly format: "ml-random-forest";
  /** The layout of the training columns; give it to `encodeRows` for training and here alike. */
  readonly features: readonly FeatureLayout[];
  readonly favourable: FavourableClass;
  readonly sample?: ReplaySample;
}

/** A file in either form of `save_model`, JSON or UBJSON: its first bytes tell which. */
export interface XgboostOptions {
  readonly format: "xgboost";
  /**
   * Of two classes the name of the one that counts as 1, by default `1`; of more the class whose output is
   * read, by its name in `classes`.
   */
  readonly classOfInterest?: string;
  /** Names of all classes in the order of their numbers in training. Default `0`, `1`, … */
  readonly classes?: readonly string[];
  /**
   * The levels of category features in the order of their codes, for files that do not keep them:
   * those of XGBoost before 3.1, and those trained on integer codes.
   */
  readonly levels?: LevelsByFeature;
  /**
   * Boosting rounds to use. Default all, as `Booster.predict`; after early stopping XGBoost's
   * scikit-learn classes use `best_iteration` + 1.
   */
  readonly iterations?: number;
  readonly sample?: ReplaySample;
}

/** The JSON that the Python lines in the README of this package write. */
export interface ScikitLearnOptions {
  readonly format: "scikit-learn";
  /** The class whose score a classifier gives. Default the second of two; needed with more. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** A file whose graph is a tree ensemble. It names no columns, so the options do. */
export interface OnnxOptions {
  readonly format: "onnx";
  /** The names of the columns of the input, in order. */
  readonly features: readonly string[];
  /** The class whose score a classifier gives. Default the second of two; needed with more. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** The JSON of `save_model(…, format="json", pool=pool)`; the pool adds the texts of levels. */
export interface CatboostOptions {
  readonly format: "catboost";
  /** The class whose score a classifier gives. Default the second of two; needed with more. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** The JSON of one tree names neither features nor classes, so the options do. */
export interface MlCartOptions {
  readonly format: "ml-cart";
  /** The layout of the training columns; give it to `encodeRows` for training and here alike. */
  readonly features: readonly FeatureLayout[];
  /** The class whose score a classifier gives; to be left out for a regression. */
  readonly favourable?: FavourableClass;
  /**
   * What a leaf of a classifier gives: the `share` of the class among its rows (the default), or a
   * `vote`, 1 where the library predicts the class and 0 otherwise.
   */
  readonly leaf?: "share" | "vote";
  readonly sample?: ReplaySample;
}

/** The JSON that the Python lines in the README of this package write for linear models. */
export interface LinearOptions {
  readonly format: "linear";
  /** The class whose score a classifier gives. Default the second of two. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** The JSON of `ExplainableBoostingClassifier.to_json` or that of the regressor. */
export interface EbmOptions {
  readonly format: "ebm";
  /** The class whose score a classifier gives. Default the second of two. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

/** Formats whose models are trees. */
export type TreeOptions =
  | LightGbmOptions
  | MlRandomForestOptions
  | MlCartOptions
  | XgboostOptions
  | CatboostOptions
  | ScikitLearnOptions
  | OnnxOptions;

export type LoadOptions = TreeOptions | LinearOptions | EbmOptions;

/** The JSON of ml-random-forest and ml-cart does not name classes, so the options do. */
interface LabelledClasses {
  /** The classes to read, each by its training label. */
  readonly classes: readonly FavourableClass[];
}

type NotOfClasses = "classOfInterest" | "favourable" | "sample";

/** What reading the file of a model of trees takes, whichever of its classes are asked for. */
export type TreeFile =
  | Omit<LightGbmOptions, "sample">
  | Omit<XgboostOptions, "sample">
  | Omit<CatboostOptions, NotOfClasses>
  | Omit<ScikitLearnOptions, NotOfClasses>
  | Omit<OnnxOptions, NotOfClasses>
  | (Omit<MlRandomForestOptions, NotOfClasses> & LabelledClasses)
  | (Omit<MlCartOptions, NotOfClasses> & Partial<LabelledClasses>);

/** As for `loadModel`, for each format of trees, without a class of interest. */
export type ClassifierOptions = { readonly sample?: ClassReplaySample } & (
  | Omit<LightGbmOptions, NotOfClasses>
  | Omit<XgboostOptions, NotOfClasses>
  | Omit<CatboostOptions, NotOfClasses>
  | Omit<ScikitLearnOptions, NotOfClasses>
  | Omit<OnnxOptions, NotOfClasses>
  | (Omit<MlRandomForestOptions, NotOfClasses> & LabelledClasses)
  | (Omit<MlCartOptions, NotOfClasses> & LabelledClasses)
);
