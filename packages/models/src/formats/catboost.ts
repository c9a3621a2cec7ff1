import { type Classifier, classifierOf, twoClasses } from "../classes/classifier.ts";
import { widestWithin } from "../trees/doubles.ts";
import type { EnsembleOutput, TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import type { SourceSplit } from "../trees/lay-out.ts";
import { layOutClasses, type VectorLeaf } from "../trees/lay-out-classes.ts";
import { type CatboostFeatures, readCatboostFeatures } from "./catboost-features.ts";
import { countedKeys, readStatistics, type TargetStatistic } from "./catboost-statistics.ts";
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

interface Reading extends CatboostFeatures {
  statisticOf(number: unknown, border: number, path: string): TargetStatistic;
}

/** A test that every node of a level of the tree asks. */
type Question = Pick<
  SourceSplit<unknown>,
  "feature" | "threshold" | "levels" | "missingLeft" | "zeroIsMissing"
>;

/** Leaf l is reached by those rows for which question q is true exactly when bit q of l is set. */
interface ObliviousTree {
  readonly questions: readonly Question[];
  /** Leaf by leaf, with one value a class. */
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
 * on single levels, and on target statistics of one category: each asks for a set of levels.
 *
 * Leaves of a model of several classes hold one value a class.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `input/model-features`
 */
export function readCatboost(content: string): TreeEnsemble | Classifier {
  const source = objectAt(parseJson(content), "model file");
  if (source.oblivious_trees === undefined && source.trees !== undefined) {
    throw unsupportedFault("trees", "symmetric trees", "grow_policy Depthwise or Lossguide");
  }
  const info = objectAt(source.model_info, "model_info");
  const loss = readLoss(info);
  const classes = loss.link === "identity" ? [] : classNames(info, loss.several);
  const width = loss.several ? classes.length : 1;
  const { scale, biases } = readScale(source, width);
  const features = readCatboostFeatures(source.features_info, countedKeys(source));
  const reading = { ...features, statisticOf: readStatistics(source, features) };
  const sources = listAt(source, "oblivious_trees", "model file");
  if (sources.length === 0) {
    throw structureFault("oblivious_trees", "there are no trees", "at least one", 0);
  }
  const trees = sources.map((tree, index) =>
    readTree(tree, reading, width, `oblivious_trees[${index}]`),
  );
  const { nodes, roots } = layOutClasses(
    trees.map((tree): Place => ({ tree, open: tree.questions.length, leaf: 0 })),
    width,
    (place) => readNode(place, scale, width),
  );
  const outputOf = (of: number, name: string | null): TreeEnsemble => ({
    kind: "tree-ensemble",
    format: "catboost",
    features: features.features,
    classOfInterest: name,
    roots,
    nodes: nodes[of] as TreeNodes,
    output: {
      unit: loss.link === "logistic" ? "log-odds" : "score",
      link: loss.link,
      base: biases[of] as number,
      divisor: 1,
    },
  });
  if (loss.link === "identity") return outputOf(0, null);
  if (!loss.several) return twoClasses(outputOf(0, null), classes as [string, string]);
  return classifierOf(
    classes,
    classes.map((name, of) => outputOf(of, name)),
  );
}

interface CatboostLoss {
  readonly link: EnsembleOutput["link"];
  /** Whether leaves hold a value for each class. */
  readonly several: boolean;
}

function readLoss(info: Json): CatboostLoss {
  const path = "model_info.params";
  const loss = objectAt(objectAt(info.params, path).loss_function, `${path}.loss_function`).type;
  if (LOGISTIC.includes(loss as string)) return { link: "logistic", several: false };
  if (IDENTITY.includes(loss as string)) return { link: "identity", several: false };
  if (loss === "MultiClass") return { link: "softmax", several: true };
  if (loss === "MultiClassOneVsAll") return { link: "logistic", several: true };
  const known = [...LOGISTIC, "MultiClass", "MultiClassOneVsAll", ...IDENTITY];
  throw unsupportedFault(`${path}.loss_function`, known.join(", "), loss);
}

function classNames(info: Json, several: boolean): string[] {
  const path = "model_info.class_params";
  if (!several && (info.class_params ?? null) === null) return ["0", "1"];
  const names = labelsAt(objectAt(info.class_params, path), "class_names", path);
  const distinct = names.length >= 2 && new Set(names).size === names.length;
  if (distinct && (several || names.length === 2)) return names;
  const expected = several ? "two or more distinct classes" : "two classes";
  throw unsupportedFault(`${path}.class_names`, expected, names.join());
}

/** Raw output = scale·Σ + bias, one bias a class. */
function readScale(source: Json, width: number): { scale: number; biases: readonly number[] } {
  const [scale, bias, ...rest] = listAt(source, "scale_and_bias", "model file");
  const biases: readonly unknown[] = Array.isArray(bias) ? bias : [bias ?? 0];
  if (biases.length > width || rest.length > 0) {
    throw unsupportedFault("scale_and_bias", `${width} of each output`, biases.length);
  }
  return {
    scale: finiteNumber(scale, "scale_and_bias[0]"),
    biases: Array.from({ length: width }, (_, of) =>
      finiteNumber(biases[of] ?? 0, "scale_and_bias[1]"),
    ),
  };
}

function readTree(value: unknown, features: Reading, width: number, path: string): ObliviousTree {
  const tree = objectAt(value, path);
  const splits = listAt(tree, "splits", path);
  // The leaves themselves bound the tree: it has as many as it claims by its depth.
  const values = numberList(tree, "leaf_values", path);
  const leaves = 2 ** splits.length;
  if (values.length !== leaves * width) {
    throw structureFault(
      `${path}.leaf_values`,
      "there is not one value a leaf and class",
      `${leaves * width} values for ${splits.length} splits`,
      values.length,
    );
  }
  return {
    questions: splits.map((split, index) => readSplit(split, features, `${path}.splits[${index}]`)),
    values,
    weightBelow: readWeights(tree, leaves, path),
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

/**
 * Left is where the answer is no. An unseen level equals none and has no counts; a missing one is read
 * likewise.
 */
function readSplit(
  value: unknown,
  { features, floats, categories, statisticOf }: Reading,
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
  const countOf = (at: number): number => {
    const feature = features[at];
    return feature?.kind === "category" ? feature.levels.length : 0;
  };
  if (split.split_type === "OnlineCtr") {
    const border = finiteNumber(split.border, `${path}.border`);
    const { category, byLevel, unseen } = statisticOf(split.split_index, border, path);
    const { at } = categories.get(category) as { at: number };
    const within = Math.fround(border);
    return {
      feature: at,
      threshold: 0,
      levels: levelSet(countOf(at), (level) => (byLevel[level] as number) <= within),
      missingLeft: unseen <= within,
      zeroIsMissing: false,
    };
  }
  if (split.split_type !== "OneHotFeature") {
    const known = "splits on numbers, single levels and target statistics";
    throw unsupportedFault(`${path}.split_type`, known, split.split_type);
  }
  const found = categories.get(split.cat_feature_index as number);
  if (found === undefined) throw featureFault(path, categories.size, split.cat_feature_index);
  const level = found.levelOf.get(finiteNumber(split.value, `${path}.value`) >>> 0);
  if (level === undefined) {
    throw structureFault(`${path}.value`, "the feature has no such level", "a hash", split.value);
  }
  return {
    feature: found.at,
    threshold: 0,
    levels: levelSet(countOf(found.at), (other) => other !== level),
    missingLeft: true,
    zeroIsMissing: false,
  };
}

function featureFault(path: string, count: number, received: unknown): Error {
  return structureFault(path, "the model has no such feature", `one of ${count}`, received);
}

/** The last question stands at the root, so that the leaves below a node follow one another. */
function readNode(
  { tree, open, leaf }: Place,
  scale: number,
  width: number,
): SourceSplit<Place> | VectorLeaf {
  const { questions, values, weightBelow } = tree;
  const cover =
    weightBelow === null
      ? null
      : (weightBelow[leaf + 2 ** open] as number) - (weightBelow[leaf] as number);
  if (open === 0) {
    const own = values.slice(leaf * width, (leaf + 1) * width);
    return { values: own.map((value) => scale * value), cover };
  }
  const asked = open - 1;
  return {
    ...(questions[asked] as Question),
    left: { tree, open: asked, leaf },
    right: { tree, open: asked, leaf: leaf + 2 ** asked },
    cover,
  };
}
