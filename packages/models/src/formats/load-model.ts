import { EvenhandError, shown } from "@evenhand/core";
import type { Additive } from "../additive/additive.ts";
import { classOutput } from "../classes/class-output.ts";
import type { Classifier } from "../classes/classifier.ts";
import type { Linear } from "../linear/linear.ts";
import type { Model } from "../model.ts";
import { MODEL_FORMATS, type TreeEnsemble } from "../trees/ensemble.ts";
import { readCatboost } from "./catboost.ts";
import { requireConsistent } from "./consistent.ts";
import { decodeText } from "./decode.ts";
import { readEbm } from "./ebm.ts";
import { readLightGbm } from "./lightgbm.ts";
import { readLinear } from "./linear.ts";
import type {
  ClassifierOptions,
  EbmOptions,
  LinearOptions,
  LoadOptions,
  TreeFile,
  TreeOptions,
} from "./load-options.ts";
import { readMlCart } from "./ml-cart.ts";
import { readMlRandomForest } from "./ml-random-forest.ts";
import { readOnnx } from "./onnx.ts";
import { requireClassReplay, requireReplay } from "./replay.ts";
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
  const read = readModel(bytes, options);
  // A regression has no classes; a class that is not there is refused with the names of those that are.
  const model = read.kind === "classifier" ? classOutput(read, classAsked(options)) : read;
  if (model.kind === "tree-ensemble") requireConsistent(model);
  if (options.sample !== undefined) requireReplay(model, options.sample);
  return model;
}

/**
 * Reads a classifier of trees with the outputs of all its classes, from the files that `loadModel` reads.
 * `classOutput` takes one of them. With `sample`, probabilities of all classes are replayed.
 *
 * @throws EvenhandError as `loadModel`, and `usage/model-kind` for a regression
 * @example
 * const classifier = loadClassifier(readFileSync("model.json"), {
 *   format: "xgboost",
 *   classes: ["refused", "reviewed", "granted"],
 * });
 * const { classes, predicted } = predictClasses(classifier, people);
 */
export function loadClassifier(bytes: Uint8Array, options: ClassifierOptions): Classifier {
  const read = readTrees(bytes, options);
  if (read.kind !== "classifier") {
    throw new EvenhandError({
      code: "usage/model-kind",
      path: "model",
      problem: "the model has no classes",
      expected: "a classifier",
      received: "a regression",
      hint: "`loadModel` reads it.",
    });
  }
  for (const output of read.outputs) requireConsistent(output);
  if (options.sample !== undefined) requireClassReplay(read, options.sample);
  return read;
}

function classAsked(options: LoadOptions): string | undefined {
  const favourable = "favourable" in options ? options.favourable : undefined;
  if (favourable !== undefined) return favourable.name ?? String(favourable.label);
  return "classOfInterest" in options ? options.classOfInterest : undefined;
}

function readModel(bytes: Uint8Array, options: LoadOptions): Model | Classifier {
  switch (options.format) {
    case "linear":
      return readLinear(decodeText(bytes), options.classOfInterest ?? null);
    case "ebm":
      return readEbm(decodeText(bytes), options.classOfInterest ?? null);
    case "ml-random-forest":
      return readTrees(bytes, { ...options, classes: [options.favourable] });
    case "ml-cart": {
      const { favourable } = options;
      return readTrees(bytes, { ...options, ...(favourable && { classes: [favourable] }) });
    }
    default:
      return readTrees(bytes, options);
  }
}

function namesOf(options: {
  readonly classes?: readonly string[];
  readonly classOfInterest?: string;
}): { classes: readonly string[] | null; classOfInterest: string | null } {
  return { classes: options.classes ?? null, classOfInterest: options.classOfInterest ?? null };
}

function readTrees(bytes: Uint8Array, options: TreeFile): TreeEnsemble | Classifier {
  switch (options.format) {
    case "lightgbm":
      return readLightGbm(decodeText(bytes), namesOf(options));
    case "xgboost":
      return readXgboost(bytes, {
        ...namesOf(options),
        levels: options.levels ?? {},
        iterations: options.iterations ?? null,
      });
    case "scikit-learn":
      return readScikitLearn(decodeText(bytes));
    case "catboost":
      return readCatboost(decodeText(bytes));
    case "onnx":
      return readOnnx(bytes, { features: options.features });
    case "ml-random-forest":
      return readMlRandomForest(decodeText(bytes), options.features, options.classes);
    case "ml-cart":
      return readMlCart(decodeText(bytes), {
        features: options.features,
        classes: options.classes ?? null,
        leaf: options.leaf ?? "share",
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
