import { EvenhandError, shown } from "@evenhand/core";
import type { Additive } from "../additive/additive.ts";
import type { Linear } from "../linear/linear.ts";
import type { Model } from "../model.ts";
import { MODEL_FORMATS, type TreeEnsemble } from "../trees/ensemble.ts";
import { readCatboost } from "./catboost.ts";
import { requireConsistent } from "./consistent.ts";
import { decodeText } from "./decode.ts";
import { readEbm } from "./ebm.ts";
import { readLightGbm } from "./lightgbm.ts";
import { readLinear } from "./linear.ts";
import type { EbmOptions, LinearOptions, LoadOptions, TreeOptions } from "./load-options.ts";
import { readMlCart } from "./ml-cart.ts";
import { readMlRandomForest } from "./ml-random-forest.ts";
import { readOnnx } from "./onnx.ts";
import { requireReplay } from "./replay.ts";
import { readScikitLearn } from "./scikit-learn.ts";
import { readXgboost } from "./xgboost.ts";

/**
 * Reads a model from the bytes of its file: LightGBM's text form, XGBoost's JSON or UBJSON, CatBoost's
 * JSON, the JSON export of a scikit-learn tree or linear model, an ONNX tree ensemble, the JSON of
 * ml-random-forest or ml-cart, or that of an Explainable Boosting Machine. A damaged, cut-off or hostile file gives one typed error; with `sample`,
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
export function loadModel(bytes: Uint8Array, options: TreeOptions): TreeEnsemble;
export function loadModel(bytes: Uint8Array, options: LinearOptions): Linear;
export function loadModel(bytes: Uint8Array, options: EbmOptions): Additive;
export function loadModel(bytes: Uint8Array, options: LoadOptions): Model;
export function loadModel(bytes: Uint8Array, options: LoadOptions): Model {
  const model = read(bytes, options);
  if (model.kind === "tree-ensemble") requireConsistent(model);
  if (options.sample !== undefined) requireReplay(model, options.sample);
  return model;
}

function read(bytes: Uint8Array, options: LoadOptions): Model {
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
    case "ml-cart":
      return readMlCart(decodeText(bytes), {
        features: options.features,
        favourable: options.favourable ?? null,
        leaf: options.leaf ?? "share",
      });
    case "linear":
      return readLinear(decodeText(bytes), options.classOfInterest ?? null);
    case "ebm":
      return readEbm(decodeText(bytes), options.classOfInterest ?? null);
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
