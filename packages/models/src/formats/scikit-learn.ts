import { type Classifier, classifierOf, twoClasses } from "../classes/classifier.ts";
import { widestWithin } from "../trees/doubles.ts";
import type { EnsembleOutput, ModelFeature, TreeEnsemble, TreeNodes } from "../trees/ensemble.ts";
import type { SourceSplit } from "../trees/lay-out.ts";
import { layOutClasses, type VectorLeaf } from "../trees/lay-out-classes.ts";
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
  leafValues(tree: ScikitLearnTree, node: number): readonly number[];
}

interface Place {
  readonly tree: ScikitLearnTree;
  readonly node: number;
}

/**
 * A scikit-learn model from its export: a tree, a forest (probabilities of classes, or a mean), or
 * gradient boosting with log loss or an identity link, histogram-based or not. All but the
 * histogram-based compare float32(x) ≤ threshold. A boosted classifier of K > 2 classes has K trees a
 * round.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`
 */
export function readScikitLearn(content: string): TreeEnsemble | Classifier {
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
  const fewest = boosted ? 2 : 1;
  if (classifier && (classes.length < fewest || new Set(classes).size < classes.length)) {
    throw structureFault("classes", "these are no classes", "distinct labels", classes.join());
  }
  const features = readFeatures(source);
  const rounds = listAt(source, "trees", "model file");
  if (rounds.length === 0) throw structureFault("trees", "there are no trees", "at least one", 0);
  // A boosted model has one number a leaf and, of more than two classes, a tree a class; a forest one
  // number a class.
  const width = boosted && classes.length > 2 ? classes.length : 1;
  const values = classifier && !boosted ? classes.length : 1;
  const trees = rounds.map((round, index) => {
    const path = `trees[${index}]`;
    if (!Array.isArray(round)) throw structureFault(path, "this is no list", "trees", round);
    if (round.length !== width) {
      throw unsupportedFault(path, `trees of a round: ${width}`, round.length);
    }
    return round.map((tree, of) => readScikitLearnTree(tree, features, values, `${path}[${of}]`));
  });
  const common = { kind: "tree-ensemble", format: "scikit-learn", features } as const;
  const single = !model.startsWith("Hist");
  if (boosted) {
    const { outputs, scale } = readBoosting(source, classifier, width);
    const reading: Reading = {
      features,
      single,
      leafValues: (tree, node) => [scale * (tree.value[node]?.[0] as number)],
    };
    const models = outputs.map((output, of): TreeEnsemble => {
      const own = trees.map((round) => round[of] as ScikitLearnTree);
      const { nodes, roots } = layOut(own, 1, reading);
      const name = classifier ? (classes[width === 1 ? 1 : of] ?? null) : null;
      return { ...common, classOfInterest: name, roots, nodes: nodes[0] as TreeNodes, output };
    });
    const [first] = models;
    if (first !== undefined && !classifier) return first;
    if (first !== undefined && width === 1 && classes.length === 2) {
      return twoClasses(first, classes as [string, string]);
    }
    return classifierOf(classes, models);
  }
  const { nodes, roots } = layOut(
    trees.map((round) => round[0] as ScikitLearnTree),
    values,
    {
      features,
      single,
      leafValues: (tree, node) =>
        sharesOf(tree.value[node] as readonly number[], classifier, `${tree.path}.value[${node}]`),
    },
  );
  const models = nodes.map(
    (own, of): TreeEnsemble => ({
      ...common,
      classOfInterest: classes[of] ?? null,
      roots,
      nodes: own,
      output: {
        unit: classifier ? "probability" : "score",
        link: "identity",
        base: 0,
        divisor: roots.length,
      },
    }),
  );
  return classifier ? classifierOf(classes, models) : (models[0] as TreeEnsemble);
}

function layOut(
  trees: readonly ScikitLearnTree[],
  values: number,
  reading: Reading,
): { nodes: readonly TreeNodes[]; roots: Int32Array } {
  const places = trees.map((tree): Place => ({ tree, node: 0 }));
  return layOutClasses(places, values, (place) => readNode(place, reading));
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

/** What each of the K outputs adds up to; K is 1 for regression and two classes. */
function readBoosting(
  source: Json,
  classifier: boolean,
  width: number,
): { outputs: readonly EnsembleOutput[]; scale: number } {
  const known = classifier ? ["log_loss"] : IDENTITY;
  if (!known.includes(source.loss as string)) {
    throw unsupportedFault("loss", known.join(", "), source.loss);
  }
  const bases = numberList(source, "base", "model file", width);
  const link = !classifier ? "identity" : width === 1 ? "logistic" : "softmax";
  const unit = link === "logistic" ? "log-odds" : "score";
  return {
    scale: finiteNumber(source.scale, "scale"),
    outputs: bases.map((base) => ({ unit, link, base, divisor: 1 })),
  };
}

/** Before version 1.3 leaves hold the weights of their rows, since then shares that add up to 1. */
function sharesOf(values: readonly number[], classifier: boolean, path: string): readonly number[] {
  if (!classifier) return values;
  const total = values.reduce((sum, share) => sum + share, 0);
  if (!Number.isFinite(total) || values.some((share) => share < 0)) {
    throw structureFault(path, "these are no shares", "numbers of 0 or more", values.join());
  }
  const shares = Math.abs(total - 1) <= 1e-9 || total === 0;
  return shares ? values : values.map((value) => value / total);
}

function readNode(
  { tree, node }: Place,
  { features, single, leafValues }: Reading,
): SourceSplit<Place> | VectorLeaf {
  const cover = tree.cover[node] as number;
  if (tree.left[node] === -1) return { values: leafValues(tree, node), cover };
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
