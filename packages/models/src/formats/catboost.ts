import { widestWithin } from "../trees/doubles.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { type CatboostFeatures, readCatboostFeatures } from "./catboost-features.ts";
import { classIndex } from "./class-of-interest.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  finiteNumber,
  type Json,
  labelsAt,
  listAt,
  numberList,
  objectAt,
  parseJson,
} from "./json.ts";
import { levelSet } from "./level-set.ts";

const LOGISTIC = ["Logloss", "CrossEntropy"];
const IDENTITY = ["RMSE", "MAE", "Quantile", "Huber", "MAPE", "Expectile", "LogCosh"];

/** A test that every node of a level of the tree asks. */
type Question = Pick<
  SourceSplit<unknown>,
  "feature" | "threshold" | "levels" | "missingLeft" | "zeroIsMissing"
>;

/** Leaf l is reached by those rows for which question q is true exactly when bit q of l is set. */
interface ObliviousTree {
  readonly questions: readonly Question[];
  readonly values: readonly number[];
  /** Σ of the weights of the first l leaves; null where the file has none. */
  readonly weightBelow: Float64Array | null;
}

interface Place {
  readonly tree: ObliviousTree;
  /** Questions still to be asked; those above are answered by the bits of `leaf`. */
  readonly open: number;
  readonly leaf: number;
}

/**
 * A CatBoost model from its JSON form: symmetric trees with splits on numbers, float32(x) > border,
 * and on single levels.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `input/model-features`, `config/model-class`
 */
export function readCatboost(content: string, classOfInterest: string | null): TreeEnsemble {
  const source = objectAt(parseJson(content), "model file");
  if (source.oblivious_trees === undefined && source.trees !== undefined) {
    throw unsupportedFault("trees", "symmetric trees", "grow_policy Depthwise or Lossguide");
  }
  const info = objectAt(source.model_info, "model_info");
  const logistic = readLoss(info);
  const classes = logistic ? classNames(info) : [];
  const chosen = logistic ? classIndex(classes, classOfInterest) : 1;
  const { scale, bias } = readScale(source);
  const features = readCatboostFeatures(source.features_info);
  const sources = listAt(source, "oblivious_trees", "model file");
  if (sources.length === 0) {
    throw structureFault("oblivious_trees", "there are no trees", "at least one", 0);
  }
  const trees = sources.map((tree, index) => readTree(tree, features, `oblivious_trees[${index}]`));
  // The log-odds of the first of two classes are the negative of those of the second.
  const sign = chosen === 0 ? -1 : 1;
  const { nodes, roots } = layOutTrees(
    trees.map((tree): Place => ({ tree, open: tree.questions.length, leaf: 0 })),
    (place) => readNode(place, sign * scale),
  );
  return {
    kind: "tree-ensemble",
    format: "catboost",
    features: features.features,
    classOfInterest: logistic ? (classes[chosen] as string) : null,
    roots,
    nodes,
    output: {
      unit: logistic ? "log-odds" : "score",
      link: logistic ? "logistic" : "identity",
      base: sign * bias,
      divisor: 1,
    },
  };
}

function readLoss(info: Json): boolean {
  const path = "model_info.params";
  const loss = objectAt(objectAt(info.params, path).loss_function, `${path}.loss_function`).type;
  if (LOGISTIC.includes(loss as string)) return true;
  if (IDENTITY.includes(loss as string)) return false;
  throw unsupportedFault(`${path}.loss_function`, [...LOGISTIC, ...IDENTITY].join(", "), loss);
}

function classNames(info: Json): string[] {
  const path = "model_info.class_params";
  if ((info.class_params ?? null) === null) return ["0", "1"];
  const names = labelsAt(objectAt(info.class_params, path), "class_names", path);
  if (names.length === 2) return names;
  throw unsupportedFault(`${path}.class_names`, "two classes", names.length);
}

/** Raw output = scale·Σ + bias. */
function readScale(source: Json): { scale: number; bias: number } {
  const [scale, biases, ...rest] = listAt(source, "scale_and_bias", "model file");
  const [bias, ...more] = Array.isArray(biases) ? biases : [biases];
  if (more.length > 0 || rest.length > 0) {
    throw unsupportedFault("scale_and_bias", "one output", 1 + more.length);
  }
  return {
    scale: finiteNumber(scale, "scale_and_bias[0]"),
    bias: finiteNumber(bias ?? 0, "scale_and_bias[1]"),
  };
}

function readTree(value: unknown, features: CatboostFeatures, path: string): ObliviousTree {
  const tree = objectAt(value, path);
  const splits = listAt(tree, "splits", path);
  // The leaves themselves bound the tree: it has as many as it claims by its depth.
  const values = numberList(tree, "leaf_values", path);
  if (values.length !== 2 ** splits.length) {
    throw structureFault(
      `${path}.leaf_values`,
      "there is not one value a leaf",
      `${2 ** splits.length} values for ${splits.length} splits`,
      values.length,
    );
  }
  return {
    questions: splits.map((split, index) => readSplit(split, features, `${path}.splits[${index}]`)),
    values,
    weightBelow: readWeights(tree, values.length, path),
  };
}

function readWeights(tree: Json, leaves: number, path: string): Float64Array | null {
  if (!Array.isArray(tree.leaf_weights) || tree.leaf_weights.length === 0) return null;
  const below = new Float64Array(leaves + 1);
  numberList(tree, "leaf_weights", path, leaves).forEach((weight, leaf) => {
    below[leaf + 1] = (below[leaf] as number) + weight;
  });
  return below;
}

/** Left is where the answer is no. An unseen level equals none; a missing one is read likewise. */
function readSplit(
  value: unknown,
  { features, floats, categories }: CatboostFeatures,
  path: string,
): Question {
  const split = objectAt(value, path);
  if (split.split_type === "FloatFeature") {
    const found = floats.get(split.float_feature_index as number);
    if (found === undefined) throw featureFault(path, floats.size, split.float_feature_index);
    const border = Math.fround(finiteNumber(split.border, `${path}.border`));
    return {
      feature: found.at,
      threshold: widestWithin(border),
      levels: null,
      missingLeft: !found.missingTrue,
      zeroIsMissing: false,
    };
  }
  if (split.split_type !== "OneHotFeature") {
    throw unsupportedFault(
      `${path}.split_type`,
      "splits on numbers and on single levels (one_hot_max_size)",
      split.split_type,
    );
  }
  const found = categories.get(split.cat_feature_index as number);
  if (found === undefined) throw featureFault(path, categories.size, split.cat_feature_index);
  const level = found.levelOf.get(finiteNumber(split.value, `${path}.value`) >>> 0);
  if (level === undefined) {
    throw structureFault(`${path}.value`, "the feature has no such level", "a hash", split.value);
  }
  const feature = features[found.at];
  const count = feature?.kind === "category" ? feature.levels.length : 0;
  return {
    feature: found.at,
    threshold: 0,
    levels: levelSet(count, (other) => other !== level),
    missingLeft: true,
    zeroIsMissing: false,
  };
}

function featureFault(path: string, count: number, received: unknown): Error {
  return structureFault(path, "the model has no such feature", `one of ${count}`, received);
}

/** The last question stands at the root, so that the leaves below a node follow one another. */
function readNode({ tree, open, leaf }: Place, scale: number): SourceSplit<Place> | SourceLeaf {
  const { questions, values, weightBelow } = tree;
  const cover =
    weightBelow === null
      ? null
      : (weightBelow[leaf + 2 ** open] as number) - (weightBelow[leaf] as number);
  if (open === 0) return { value: scale * (values[leaf] as number), cover };
  const asked = open - 1;
  return {
    ...(questions[asked] as Question),
    left: { tree, open: asked, leaf },
    right: { tree, open: asked, leaf: leaf + 2 ** asked },
    cover,
  };
}
