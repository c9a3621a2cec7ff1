import { type Classifier, classifierOf, twoClasses } from "../classes/classifier.ts";
import { type EnsembleOutput, type TreeEnsemble, wordsFor } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { namesOfClasses, namesOfTwo } from "./class-of-interest.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { type LightGbmFeature, readFeatures } from "./lightgbm-features.ts";
import { listOf, readSections, requireKey, type Section } from "./lightgbm-text.ts";
import { type LightGbmTree, readTree } from "./lightgbm-tree.ts";

const IDENTITY = ["regression", "regression_l1", "huber", "fair", "quantile", "mape"];
const CATEGORY_SPLIT = 1;
const DEFAULT_LEFT = 2;
const MISSING = { none: 0, zero: 1, nan: 2 };

/** A node of the file: splits from 0, leaf l as −1 − l. */
interface Place {
  readonly tree: LightGbmTree;
  readonly node: number;
}

export interface LightGbmSettings {
  /** Names of all classes; null where none are given. */
  readonly classes: readonly string[] | null;
  readonly classOfInterest: string | null;
}

interface Objective {
  readonly link: EnsembleOutput["link"];
  /** Leaf values are multiplied by it. */
  readonly sigmoid: number;
  /** Trees of a round, one a class; 1 for one output. */
  readonly classes: number;
}

/**
 * A LightGBM model from its text form (`save_model`), objective binary, cross-entropy, several classes
 * (softmax or each against the rest) or plain regression. Tree t of K classes belongs to class t mod K.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-features`,
 * `input/model-unsupported`, `config/model-class`
 */
export function readLightGbm(
  content: string,
  settings: LightGbmSettings,
): TreeEnsemble | Classifier {
  const text = readSections(content);
  const objective = readObjective(text.header);
  const features = readFeatures(text);
  const trees = text.trees.map((section, index) =>
    readTree(section, features.length, `Tree=${index}`),
  );
  if (trees.length % objective.classes !== 0) {
    const whole = `${objective.classes} trees an iteration`;
    throw structureFault("tree_sizes", "an iteration lacks a tree", whole, trees.length);
  }
  const rounds = trees.length / objective.classes;
  const averaged = text.header.has("average_output") && rounds > 0;
  const { link, sigmoid } = objective;
  const outputOf = (own: readonly LightGbmTree[], name: string | null): TreeEnsemble => ({
    kind: "tree-ensemble",
    format: "lightgbm",
    features: features.map(({ feature }) => feature),
    classOfInterest: name,
    ...layOutTrees(
      own.map((tree): Place => ({ tree, node: tree.splits === 0 ? -1 : 0 })),
      (place) => readNode(place, features, sigmoid),
    ),
    output: {
      unit: link === "logistic" ? "log-odds" : "score",
      link,
      base: 0,
      divisor: averaged ? rounds : 1,
    },
  });
  if (link === "identity") return outputOf(trees, null);
  if (objective.classes === 1) {
    const names = namesOfTwo(settings.classes, settings.classOfInterest);
    return twoClasses(outputOf(trees, names[1]), names);
  }
  const names = namesOfClasses(objective.classes, settings.classes);
  return classifierOf(
    names,
    names.map((name, of) =>
      outputOf(
        trees.filter((_, at) => at % names.length === of),
        name,
      ),
    ),
  );
}

/**
 * With objective `binary sigmoid:s` the probability is 1 ÷ (1 + e^−s·sum), so the log-odds are s·sum;
 * with `multiclassova` that of each class by itself.
 */
function readObjective(header: Section): Objective {
  const [name, ...settings] = listOf(requireKey(header, "objective", "header"));
  const one = name !== "multiclass" && name !== "multiclassova";
  const classes = one ? 1 : Number(settingOf(settings, "num_class") ?? 0);
  const trees = header.get("num_tree_per_iteration");
  if (trees !== String(classes) || (!one && classes < 2)) {
    throw unsupportedFault(
      "num_tree_per_iteration",
      one ? "one tree an iteration" : "one tree a class",
      `${name}, ${trees} trees an iteration`,
    );
  }
  const sigmoid = Number(settingOf(settings, "sigmoid") ?? "1");
  const scaled = sigmoid > 0 && Number.isFinite(sigmoid);
  if ((name === "binary" || name === "multiclassova") && scaled) {
    return { link: "logistic", sigmoid, classes };
  }
  if (name === "cross_entropy") return { link: "logistic", sigmoid: 1, classes };
  if (name === "multiclass") return { link: "softmax", sigmoid: 1, classes };
  if (IDENTITY.includes(name ?? "") && !settings.includes("sqrt")) {
    return { link: "identity", sigmoid: 1, classes };
  }
  throw unsupportedFault(
    "objective",
    `binary, cross_entropy, multiclass, multiclassova, ${IDENTITY.join(", ")}`,
    [name, ...settings].join(" "),
  );
}

function settingOf(settings: readonly string[], key: string): string | undefined {
  return settings.find((setting) => setting.startsWith(`${key}:`))?.slice(key.length + 1);
}

function readNode(
  { tree, node }: Place,
  features: readonly LightGbmFeature[],
  sigmoid: number,
): SourceSplit<Place> | SourceLeaf {
  if (node < 0) {
    const leaf = -1 - node;
    return {
      value: (tree.value[leaf] as number) * sigmoid,
      cover: tree.leafCover?.[leaf] ?? null,
    };
  }
  const decision = tree.decision[node] as number;
  const feature = tree.feature[node] as number;
  const threshold = tree.threshold[node] as number;
  const missing = decision >> 2;
  const defaultLeft = (decision & DEFAULT_LEFT) !== 0;
  const levelOf = (features[feature] as LightGbmFeature).levelOf;
  if ((levelOf !== null) !== ((decision & CATEGORY_SPLIT) !== 0)) {
    throw structureFault(
      `${tree.path}.decision_type[${node}]`,
      "the split does not fit its feature",
      levelOf === null ? "a number split" : "a category split",
      decision,
    );
  }
  return {
    feature,
    threshold: levelOf === null ? threshold : 0,
    levels: levelOf === null ? null : readLevels(tree, node, levelOf),
    // Without a missing type, LightGBM reads NaN as 0. At category splits missing goes right.
    missingLeft: levelOf === null && (missing === MISSING.none ? 0 <= threshold : defaultLeft),
    zeroIsMissing: levelOf === null && missing === MISSING.zero,
    left: { tree, node: tree.left[node] as number },
    right: { tree, node: tree.right[node] as number },
    cover: tree.splitCover?.[node] ?? null,
  };
}

/** The set of a category split, from LightGBM's integers to level indices. */
function readLevels(
  tree: LightGbmTree,
  node: number,
  levelOf: ReadonlyMap<number, number>,
): Uint32Array {
  const number = tree.threshold[node] as number;
  const set = tree.sets[number];
  if (set === undefined) {
    throw structureFault(
      `${tree.path}.threshold[${node}]`,
      "there is no such category set",
      `one of ${tree.sets.length}`,
      number,
    );
  }
  const levels = new Uint32Array(wordsFor(levelOf.size));
  set.forEach((word, index) => {
    for (let bit = 0; bit < 32; bit++) {
      if (((word >>> bit) & 1) === 0) continue;
      const level = levelOf.get(index * 32 + bit);
      if (level === undefined) {
        throw structureFault(
          `${tree.path}.cat_threshold`,
          "a category is unknown",
          `one of ${levelOf.size} levels`,
          index * 32 + bit,
        );
      }
      levels[level >>> 5] = (levels[level >>> 5] as number) | (1 << (level & 31));
    }
  });
  return levels;
}
