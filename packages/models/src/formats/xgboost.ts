import { EvenhandError, parseNumber, shown } from "@evenhand/core";
import { type Classifier, classifierOf, twoClasses } from "../classes/classifier.ts";
import { floatBelow, widestWithin } from "../trees/doubles.ts";
import type { EnsembleOutput, ModelFeature, TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import type { SourceSplit } from "../trees/lay-out.ts";
import { layOutClasses, type VectorLeaf } from "../trees/lay-out-classes.ts";
import { namesOfClasses, namesOfTwo } from "./class-of-interest.ts";
import { decodeText } from "./decode.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  integerList,
  type Json,
  listAt,
  numberList,
  numberOf,
  objectAt,
  parseJson,
  wholeNumber,
} from "./json.ts";
import { levelSet } from "./level-set.ts";
import { parseUbjson } from "./ubjson.ts";
import { type LevelsByFeature, readXgboostFeatures } from "./xgboost-features.ts";
import { readXgboostTree, type XgboostTree } from "./xgboost-tree.ts";

const LOGISTIC = ["binary:logistic", "reg:logistic"];
const SOFTMAX = ["multi:softprob", "multi:softmax"];
const IDENTITY = ["reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror"];
/** More than anybody has; a file claims them before it shows trees for them. */
const MOST_CLASSES = 65_536;
const QUOTE_OR_END = /^\{\s*["}]/;

export interface XgboostSettings {
  /** Names of all classes; null where none are given. */
  readonly classes: readonly string[] | null;
  readonly classOfInterest: string | null;
  readonly levels: LevelsByFeature;
  /** Boosting rounds to use; null for all. */
  readonly iterations: number | null;
}

interface Objective {
  readonly link: EnsembleOutput["link"];
  /** One a class; one for one output. */
  readonly bases: readonly number[];
}

interface Place {
  readonly tree: XgboostTree;
  readonly node: number;
  /** What a tree's leaves are multiplied by: its dropout weight in dart, else 1. */
  readonly weight: number;
}

/**
 * An XGBoost model from its JSON or UBJSON form (`save_model`), booster gbtree or dart, a logistic
 * objective, softmax over several classes, or plain regression. With several classes a tree belongs to
 * the class that `tree_info` says, or its leaves hold one value a class. XGBoost rounds values to single precision and splits by x < t.
 *
 * @throws EvenhandError `input/model-encoding`, `input/model-structure`, `input/model-truncated`,
 * `input/model-unsupported`, `config/model-features`, `config/model-iterations`, `config/model-class`
 */
export function readXgboost(
  bytes: Uint8Array,
  settings: XgboostSettings,
): TreeEnsemble | Classifier {
  const learner = objectAt(objectAt(parseEither(bytes), "model file").learner, "learner");
  const objective = readObjective(learner);
  const { model, weights } = readBooster(learner);
  const features = readXgboostFeatures(learner, settings.levels);
  const path = "learner.gradient_booster.model";
  const all = listAt(model, "trees", path);
  requireTreeCount(model, all.length, path);
  if (weights !== null && weights.length !== all.length) {
    throw structureFault(
      "learner.gradient_booster.weight_drop",
      "there is not one weight a tree",
      `${all.length} weights`,
      weights.length,
    );
  }
  const { link, bases } = objective;
  const places = all.map((tree, index): Place => {
    const weight = Math.fround(weights?.[index] ?? 1);
    const read = readXgboostTree(tree, bases.length, `${path}.trees[${index}]`);
    return { tree: read, node: 0, weight };
  });
  const vectors = bases.length > 1 && places.some(({ tree }) => tree.vectors !== null);
  const classesOfTrees = bases.length > 1 && !vectors ? bases.length : 1;
  const count = treesUsed(model, all.length, { ...settings, classes: classesOfTrees }, path);
  const used = places.slice(0, count);
  const outputOf = (of: number, nodes: TreeNodes, roots: Int32Array): TreeEnsemble => ({
    kind: "tree-ensemble",
    format: "xgboost",
    features,
    classOfInterest: null,
    roots,
    nodes,
    output: {
      unit: link === "logistic" ? "log-odds" : "score",
      link,
      base: bases[of] as number,
      divisor: 1,
    },
  });
  const layOut = (own: readonly Place[], values: number) =>
    layOutClasses(own, values, (place) => readNode(place, features));
  if (link !== "softmax") {
    const { nodes, roots } = layOut(used, 1);
    const only = outputOf(0, nodes[0] as TreeNodes, roots);
    const names = namesOfTwo(settings.classes, settings.classOfInterest);
    return link === "identity" ? only : twoClasses(only, names);
  }
  const names = namesOfClasses(bases.length, settings.classes);
  const named = (of: number, nodes: TreeNodes, roots: Int32Array): TreeEnsemble => ({
    ...outputOf(of, nodes, roots),
    classOfInterest: names[of] as string,
  });
  if (vectors) {
    const scalar = places.findIndex(({ tree }) => tree.vectors === null);
    if (scalar >= 0) {
      throw structureFault(`${path}.trees[${scalar}]`, "its leaves differ", "vectors", "one value");
    }
    const { nodes, roots } = layOut(used, bases.length);
    return classifierOf(
      names,
      nodes.map((own, of) => named(of, own, roots)),
    );
  }
  const classOf = integerList(
    model,
    "tree_info",
    { min: 0, max: bases.length - 1 },
    path,
    all.length,
  );
  return classifierOf(
    names,
    names.map((_, of) => {
      const own = used.filter((_, at) => classOf[at] === of);
      const { nodes, roots } = layOut(own, 1);
      return named(of, nodes[0] as TreeNodes, roots);
    }),
  );
}

/** Both forms begin with a brace; only in JSON a quote follows it. Before version 3 it has NaN. */
function parseEither(bytes: Uint8Array): unknown {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  return QUOTE_OR_END.test(start) || !start.startsWith("{")
    ? parseJson(decodeText(bytes), true)
    : parseUbjson(bytes);
}

/**
 * A logistic objective keeps its base score as a probability: base = −ln(1 ÷ p − 1), in floats. Of several
 * classes there is one for all, or since version 3.1 one each.
 */
function readObjective(learner: Json): Objective {
  const path = "learner.learner_model_param";
  const name = objectAt(learner.objective, "learner.objective").name as string;
  const logistic = LOGISTIC.includes(name);
  const softmax = SOFTMAX.includes(name);
  if (!logistic && !softmax && !IDENTITY.includes(name)) {
    const known = [...LOGISTIC, ...SOFTMAX, ...IDENTITY].join(", ");
    throw unsupportedFault("learner.objective.name", known, name);
  }
  const { base_score, num_class, num_target } = objectAt(learner.learner_model_param, path);
  const classes = numberOf(num_class ?? 0);
  if (!(softmax ? classes >= 2 : classes <= 1) || !(numberOf(num_target ?? 1) <= 1)) {
    const expected = softmax ? "two or more classes" : "one output";
    throw unsupportedFault(`${path}.num_class`, expected, [num_class, num_target]);
  }
  const bases = readBaseScores(base_score, softmax ? classes : 1, `${path}.base_score`);
  if (softmax) return { link: "softmax", bases };
  const base = bases[0] as number;
  if (!logistic) return { link: "identity", bases };
  if (!(base > 0 && base < 1)) {
    throw structureFault(`${path}.base_score`, "this is no probability", "between 0 and 1", base);
  }
  const odds = Math.fround(Math.fround(1 / base) - 1);
  return { link: "logistic", bases: [Math.fround(-Math.log(odds))] };
}

/** `5E-1` before version 3.1, `[5E-1]` since, of several classes `[1E0,2E0,5E-1]`. */
function readBaseScores(value: unknown, count: number, path: string): readonly number[] {
  const text = /^\[?([^[\]]+)\]?$/.exec(typeof value === "string" ? value : "")?.[1] ?? "";
  // The classes that a file claims are believed once it has something for each of them.
  const numbers = text.split(",").map((each) => parseNumber(each) ?? Number.NaN);
  if (!numbers.every(Number.isFinite) || ![1, count].includes(numbers.length)) {
    const expected = count === 1 ? "one finite number" : `one finite number, or ${count}`;
    throw structureFault(path, "a value is no number", expected, value);
  }
  if (numbers.length === count) return numbers.map(Math.fround);
  if (!(count <= MOST_CLASSES)) {
    throw structureFault(path, "there are too many classes", `at most ${MOST_CLASSES}`, count);
  }
  return Array.from({ length: count }, () => Math.fround(numbers[0] as number));
}

function readBooster(learner: Json): { model: Json; weights: readonly number[] | null } {
  const path = "learner.gradient_booster";
  const booster = objectAt(learner.gradient_booster, path);
  if (booster.name === "gbtree") {
    return { model: objectAt(booster.model, `${path}.model`), weights: null };
  }
  if (booster.name !== "dart") throw unsupportedFault(`${path}.name`, "gbtree, dart", booster.name);
  const inner = objectAt(booster.gbtree, `${path}.gbtree`);
  return {
    model: objectAt(inner.model, `${path}.gbtree.model`),
    weights: numberList(booster, "weight_drop", path),
  };
}

function requireTreeCount(model: Json, trees: number, path: string): void {
  const claimed = objectAt(model.gbtree_model_param, `${path}.gbtree_model_param`).num_trees;
  if (numberOf(claimed) === trees) return;
  throw structureFault(`${path}.trees`, "trees are missing", `${shown(claimed)} trees`, trees);
}

/** A round has one tree a class, or `num_parallel_tree` of them; of vector leaves one for all classes. */
function treesUsed(
  model: Json,
  trees: number,
  { iterations, classes }: { readonly iterations: number | null; readonly classes: number },
  path: string,
): number {
  if (iterations === null) return trees;
  const param = objectAt(model.gbtree_model_param, `${path}.gbtree_model_param`);
  const parallel = wholeNumber(
    numberOf(param.num_parallel_tree ?? 1),
    { min: 1, max: Math.max(1, trees) },
    `${path}.gbtree_model_param.num_parallel_tree`,
  );
  const rounds = trees / (parallel * classes);
  if (Number.isInteger(iterations) && iterations >= 1 && iterations <= rounds) {
    return iterations * parallel * classes;
  }
  throw new EvenhandError({
    code: "config/model-iterations",
    path: "iterations",
    problem: "the model has not this many boosting rounds",
    expected: `a whole number from 1 to ${rounds}`,
    received: shown(iterations),
  });
}

function readNode(
  { tree, node, weight }: Place,
  features: readonly ModelFeature[],
): SourceSplit<Place> | VectorLeaf {
  const cover = Math.fround(tree.cover[node] as number);
  const condition = (): number => Math.fround(tree.condition[node] as number);
  if (tree.left[node] === -1) {
    const values = tree.vectors?.get(node)?.map(Math.fround) ?? [condition()];
    return { values: values.map((value) => Math.fround(value * weight)), cover };
  }
  const at = tree.feature[node] as number;
  const feature = features[at];
  const right = tree.sets.get(node);
  if (feature === undefined || (feature.kind === "category") !== (right !== undefined)) {
    throw structureFault(
      `${tree.path}.split_indices[${node}]`,
      "the split does not fit its feature",
      `one of ${features.length} features, of the kind of the split`,
      at,
    );
  }
  return {
    feature: at,
    threshold: right === undefined ? widestWithin(floatBelow(condition())) : 0,
    levels:
      feature.kind === "category" && right !== undefined
        ? levelsLeft(feature.levels.length, right, `${tree.path}.categories`)
        : null,
    missingLeft: tree.defaultLeft[node] === 1,
    zeroIsMissing: false,
    left: { tree, node: tree.left[node] as number, weight },
    right: { tree, node: tree.right[node] as number, weight },
    cover,
  };
}

/** XGBoost lists the categories that go right. */
function levelsLeft(count: number, right: ReadonlySet<number>, path: string): Uint32Array {
  for (const code of right) {
    if (code >= count) {
      throw structureFault(path, "a category is unknown", `one of ${count} levels`, code);
    }
  }
  return levelSet(count, (level) => !right.has(level));
}
