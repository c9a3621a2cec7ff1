import { EvenhandError, parseNumber, shown } from "@evenhand/core";
import { floatBelow, widestWithin } from "../trees/doubles.ts";
import type { ModelFeature, TreeEnsemble } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { decodeText } from "./decode.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
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
const IDENTITY = ["reg:squarederror", "reg:absoluteerror", "reg:pseudohubererror"];
const QUOTE_OR_END = /^\{\s*["}]/;

export interface XgboostSettings {
  readonly classOfInterest: string;
  readonly levels: LevelsByFeature;
  /** Boosting rounds to use; null for all. */
  readonly iterations: number | null;
}

interface Place {
  readonly tree: XgboostTree;
  readonly node: number;
  /** What a tree's leaves are multiplied by: its dropout weight in dart, else 1. */
  readonly weight: number;
}

/**
 * An XGBoost model from its JSON or UBJSON form (`save_model`), booster gbtree or dart, a logistic
 * objective or plain regression. XGBoost rounds values to single precision and splits by x < t.
 *
 * @throws EvenhandError `input/model-encoding`, `input/model-structure`, `input/model-truncated`,
 * `input/model-unsupported`, `config/model-features`, `config/model-iterations`
 */
export function readXgboost(bytes: Uint8Array, settings: XgboostSettings): TreeEnsemble {
  const learner = objectAt(objectAt(parseEither(bytes), "model file").learner, "learner");
  const objective = readObjective(learner);
  const { model, weights } = readBooster(learner);
  const features = readXgboostFeatures(learner, settings.levels);
  const path = "learner.gradient_booster.model";
  const all = listAt(model, "trees", path);
  requireTreeCount(model, all.length, path);
  const used = all.slice(0, treesUsed(model, all.length, settings.iterations, path));
  if (weights !== null && weights.length !== all.length) {
    throw structureFault(
      "learner.gradient_booster.weight_drop",
      "there is not one weight a tree",
      `${all.length} weights`,
      weights.length,
    );
  }
  const { nodes, roots } = layOutTrees(
    used.map((tree, index): Place => {
      const weight = Math.fround(weights?.[index] ?? 1);
      return { tree: readXgboostTree(tree, `${path}.trees[${index}]`), node: 0, weight };
    }),
    (place) => readNode(place, features),
  );
  return {
    kind: "tree-ensemble",
    format: "xgboost",
    features,
    classOfInterest: objective.logistic ? settings.classOfInterest : null,
    roots,
    nodes,
    output: {
      unit: objective.logistic ? "log-odds" : "score",
      link: objective.logistic ? "logistic" : "identity",
      base: objective.base,
      divisor: 1,
    },
  };
}

/** Both forms begin with a brace; only in JSON a quote follows it. Before version 3 it has NaN. */
function parseEither(bytes: Uint8Array): unknown {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  return QUOTE_OR_END.test(start) || !start.startsWith("{")
    ? parseJson(decodeText(bytes), true)
    : parseUbjson(bytes);
}

/** A logistic objective keeps its base score as a probability: base = −ln(1 ÷ p − 1), in floats. */
function readObjective(learner: Json): { logistic: boolean; base: number } {
  const path = "learner.learner_model_param";
  const name = objectAt(learner.objective, "learner.objective").name as string;
  const logistic = LOGISTIC.includes(name);
  if (!logistic && !IDENTITY.includes(name)) {
    throw unsupportedFault("learner.objective.name", [...LOGISTIC, ...IDENTITY].join(", "), name);
  }
  const { base_score, num_class, num_target } = objectAt(learner.learner_model_param, path);
  if (!(numberOf(num_class ?? 0) <= 1 && numberOf(num_target ?? 1) <= 1)) {
    throw unsupportedFault(`${path}.num_class`, "one output", [num_class, num_target]);
  }
  const base = readBaseScore(base_score, `${path}.base_score`);
  if (!logistic) return { logistic, base };
  if (!(base > 0 && base < 1)) {
    throw structureFault(`${path}.base_score`, "this is no probability", "between 0 and 1", base);
  }
  const odds = Math.fround(Math.fround(1 / base) - 1);
  return { logistic, base: Math.fround(-Math.log(odds)) };
}

/** `5E-1` before version 3.1, `[5E-1]` since. */
function readBaseScore(value: unknown, path: string): number {
  const text = /^\[?([^[\],]+)\]?$/.exec(typeof value === "string" ? value : "")?.[1];
  const number = parseNumber(text ?? "");
  if (number === null || !Number.isFinite(number)) {
    throw structureFault(path, "a value is no number", "one finite number", value);
  }
  return Math.fround(number);
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

/** A round has one tree, or `num_parallel_tree` of them. */
function treesUsed(model: Json, trees: number, iterations: number | null, path: string): number {
  if (iterations === null) return trees;
  const param = objectAt(model.gbtree_model_param, `${path}.gbtree_model_param`);
  const parallel = wholeNumber(
    numberOf(param.num_parallel_tree ?? 1),
    { min: 1, max: Math.max(1, trees) },
    `${path}.gbtree_model_param.num_parallel_tree`,
  );
  const rounds = trees / parallel;
  if (Number.isInteger(iterations) && iterations >= 1 && iterations <= rounds) {
    return iterations * parallel;
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
): SourceSplit<Place> | SourceLeaf {
  const cover = Math.fround(tree.cover[node] as number);
  const condition = (): number => Math.fround(tree.condition[node] as number);
  if (tree.left[node] === -1) return { value: Math.fround(condition() * weight), cover };
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
