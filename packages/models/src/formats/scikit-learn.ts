import { widestWithin } from "../trees/doubles.ts";
import type { EnsembleOutput, ModelFeature, TreeEnsemble } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { classIndex } from "./class-of-interest.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import {
  finiteNumber,
  type Json,
  labelsAt,
  listAt,
  namesAt,
  numberList,
  objectAt,
  parseJson,
} from "./json.ts";
import { levelSet } from "./level-set.ts";
import { readScikitLearnTree, type ScikitLearnTree } from "./scikit-learn-tree.ts";

const AVERAGED = /^(DecisionTree|ExtraTree|RandomForest|ExtraTrees)(Classifier|Regressor)$/;
const BOOSTED = /^(Hist)?GradientBoosting(Classifier|Regressor)$/;
const IDENTITY = ["squared_error", "absolute_error", "huber", "quantile"];

interface Reading {
  readonly features: readonly ModelFeature[];
  /** Whether values are rounded to single precision before they are compared. */
  readonly single: boolean;
  leafValue(tree: ScikitLearnTree, node: number): number;
}

interface Place {
  readonly tree: ScikitLearnTree;
  readonly node: number;
}

/**
 * A scikit-learn model from its export: a tree, a forest (probabilities of classes, or a mean), or
 * gradient boosting with log loss or an identity link, histogram-based or not. All but the
 * histogram-based compare float32(x) ≤ threshold.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-class`
 */
export function readScikitLearn(content: string, classOfInterest: string | null): TreeEnsemble {
  const source = objectAt(parseJson(content), "model file");
  if (source.format !== "evenhand-scikit-learn" || source.version !== 1) {
    throw unsupportedFault("format", "evenhand-scikit-learn, version 1", source.format);
  }
  const model = typeof source.model === "string" ? source.model : "";
  const boosted = BOOSTED.test(model);
  if (!boosted && !AVERAGED.test(model)) {
    throw unsupportedFault("model", "a tree, a forest or gradient boosting", source.model);
  }
  const classifier = model.endsWith("Classifier");
  const classes = classifier ? labelsAt(source, "classes", "model file") : [];
  const chosen = classifier ? classIndex(classes, classOfInterest) : 0;
  const features = readFeatures(source);
  const rounds = listAt(source, "trees", "model file");
  if (rounds.length === 0) throw structureFault("trees", "there are no trees", "at least one", 0);
  // A boosted model of two classes has one number a leaf, a forest one a class.
  const outputs = classifier && !boosted ? classes.length : 1;
  const trees = rounds.map((round, index) => {
    const path = `trees[${index}]`;
    if (!Array.isArray(round)) throw structureFault(path, "this is no list", "trees", round);
    if (round.length !== 1) throw unsupportedFault(path, "one tree a round", round.length);
    return readScikitLearnTree(round[0], features, outputs, `${path}[0]`);
  });
  const boosting = boosted ? readBoosting(source, classifier, chosen) : null;
  const reading: Reading = {
    features,
    single: !model.startsWith("Hist"),
    leafValue: (tree, node) =>
      boosting === null
        ? shareOf(
            tree.value[node] as readonly number[],
            chosen,
            classifier,
            `${tree.path}.value[${node}]`,
          )
        : boosting.scale * (tree.value[node]?.[0] as number),
  };
  const { nodes, roots } = layOutTrees(
    trees.map((tree): Place => ({ tree, node: 0 })),
    (place) => readNode(place, reading),
  );
  return {
    kind: "tree-ensemble",
    format: "scikit-learn",
    features,
    classOfInterest: classifier ? (classes[chosen] as string) : null,
    roots,
    nodes,
    output: boosting?.output ?? {
      unit: classifier ? "probability" : "score",
      link: "identity",
      base: 0,
      divisor: roots.length,
    },
  };
}

function readFeatures(source: Json): ModelFeature[] {
  const categories = objectAt(source.categories ?? {}, "categories");
  return namesAt(source, "features", "model file").map((name): ModelFeature => {
    if (!Object.hasOwn(categories, name)) return { kind: "numeric", name, range: null };
    const levels = labelsAt(categories, name, "categories");
    if (new Set(levels).size === levels.length) return { kind: "category", name, levels };
    throw structureFault(`categories.${name}`, "a level stands twice", "distinct", levels.join());
  });
}

/** The log-odds of the first of two classes are the negative of those of the second. */
function readBoosting(
  source: Json,
  classifier: boolean,
  chosen: number,
): { output: EnsembleOutput; scale: number } {
  const known = classifier ? ["log_loss"] : IDENTITY;
  if (!known.includes(source.loss as string)) {
    throw unsupportedFault("loss", known.join(", "), source.loss);
  }
  const [base, ...more] = numberList(source, "base", "model file");
  if (base === undefined || more.length > 0) {
    throw unsupportedFault("base", "one output", `${more.length + 1}`);
  }
  const sign = classifier && chosen === 0 ? -1 : 1;
  return {
    scale: sign * finiteNumber(source.scale, "scale"),
    output: {
      unit: classifier ? "log-odds" : "score",
      link: classifier ? "logistic" : "identity",
      base: sign * base,
      divisor: 1,
    },
  };
}

/** Before version 1.3 leaves hold the weights of their rows, since then shares that add up to 1. */
function shareOf(
  values: readonly number[],
  chosen: number,
  classifier: boolean,
  path: string,
): number {
  const value = values[chosen] as number;
  if (!classifier) return value;
  const total = values.reduce((sum, share) => sum + share, 0);
  if (!Number.isFinite(total) || values.some((share) => share < 0)) {
    throw structureFault(path, "these are no shares", "numbers of 0 or more", values.join());
  }
  return Math.abs(total - 1) <= 1e-9 || total === 0 ? value : value / total;
}

function readNode(
  { tree, node }: Place,
  { features, single, leafValue }: Reading,
): SourceSplit<Place> | SourceLeaf {
  const cover = tree.cover[node] as number;
  if (tree.left[node] === -1) return { value: leafValue(tree, node), cover };
  const threshold = tree.threshold[node] as number;
  const left = tree.levelsLeft.get(node);
  const feature = features[tree.feature[node] as number] as ModelFeature;
  return {
    feature: tree.feature[node] as number,
    threshold: left !== undefined ? 0 : single ? widestWithin(threshold) : threshold,
    levels:
      feature.kind === "category" && left !== undefined
        ? levelSet(feature.levels.length, (level) => left.has(level))
        : null,
    missingLeft: tree.missingLeft[node] === 1,
    zeroIsMissing: false,
    left: { tree, node: tree.left[node] as number },
    right: { tree, node: tree.right[node] as number },
    cover,
  };
}
