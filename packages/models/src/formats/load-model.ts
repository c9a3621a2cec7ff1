import { EvenhandError, shown } from "@evenhand/core";
import { MODEL_FORMATS, type TreeEnsemble } from "../trees/ensemble.ts";
import { readCatboost } from "./catboost.ts";
import { requireConsistent } from "./consistent.ts";
import { decodeText } from "./decode.ts";
import type { FeatureLayout } from "./feature-layout.ts";
import { readLightGbm } from "./lightgbm.ts";
import { type FavourableClass, readMlRandomForest } from "./ml-random-forest.ts";
import { readOnnx } from "./onnx.ts";
import { type ReplaySample, requireReplay } from "./replay.ts";
import { readScikitLearn } from "./scikit-learn.ts";
import { readXgboost } from "./xgboost.ts";
import type { LevelsByFeature } from "./xgboost-features.ts";

export interface LightGbmOptions {
  readonly format: "lightgbm";
  /** The class that counts as 1 in a classifier. Default `1`. */
  readonly classOfInterest?: string;
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
  /** The class that counts as 1 in a classifier. Default `1`. */
  readonly classOfInterest?: string;
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
  /** The class whose score a classifier gives. Default the second of two. */
  readonly classOfInterest?: string;
  readonly sample?: ReplaySample;
}

export type LoadOptions =
  | LightGbmOptions
  | MlRandomForestOptions
  | XgboostOptions
  | CatboostOptions
  | ScikitLearnOptions
  | OnnxOptions;

/**
 * Reads a model from the bytes of its file: LightGBM's text form, XGBoost's JSON or UBJSON, CatBoost's
 * JSON, the JSON export of a scikit-learn model, an ONNX tree ensemble, or the JSON of an
 * ml-random-forest classifier. A damaged, cut-off or hostile file gives one typed error; with `sample`,
 * predictions are replayed and must agree.
 *
 * @throws EvenhandError `input/model-encoding`, `input/model-truncated`, `input/model-structure`,
 * `input/model-unsupported`, `input/model-features`, `input/model-replay`, `config/model-format`,
 * `config/model-features`, `config/model-iterations`, `config/model-class`
 * @example
 * const boosted = loadModel(readFileSync("model.txt"), { format: "lightgbm" });
 * const forest = loadModel(new TextEncoder().encode(JSON.stringify(classifier)), {
 *   format: "ml-random-forest",
 *   features: [{ name: "age", kind: "numeric" }],
 *   favourable: { label: 1, name: "offered" },
 * });
 */
export function loadModel(bytes: Uint8Array, options: LoadOptions): TreeEnsemble {
  const model = read(bytes, options);
  requireConsistent(model);
  if (options.sample !== undefined) requireReplay(model, options.sample);
  return model;
}

function read(bytes: Uint8Array, options: LoadOptions): TreeEnsemble {
  switch (options.format) {
    case "lightgbm":
      return readLightGbm(decodeText(bytes), options.classOfInterest ?? "1");
    case "ml-random-forest":
      return readMlRandomForest(decodeText(bytes), options.features, options.favourable);
    case "xgboost":
      return readXgboost(bytes, {
        classOfInterest: options.classOfInterest ?? "1",
        levels: options.levels ?? {},
        iterations: options.iterations ?? null,
      });
    case "scikit-learn":
      return readScikitLearn(decodeText(bytes), options.classOfInterest ?? null);
    case "catboost":
      return readCatboost(decodeText(bytes), options.classOfInterest ?? null);
    case "onnx":
      return readOnnx(bytes, {
        features: options.features,
        classOfInterest: options.classOfInterest ?? null,
      });
    default:
      throw new EvenhandError({
        code: "config/model-format",
        path: "model.format",
        problem: "this model format is not read",
        expected: MODEL_FORMATS.join(", "),
        received: shown((options as { format: unknown }).format),
      });
  }
}
