import { type TreeEnsemble, wordsFor } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
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

/**
 * A LightGBM model from its text form (`save_model`), objective binary, cross-entropy or plain
 * regression.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-features`,
 * `input/model-unsupported`
 */
export function readLightGbm(content: string, classOfInterest: string): TreeEnsemble {
  const text = readSections(content);
  const objective = readObjective(text.header);
  const features = readFeatures(text);
  const trees = text.trees.map((section, index) =>
    readTree(section, features.length, `Tree=${index}`),
  );
  const { nodes, roots } = layOutTrees(
    trees.map((tree): Place => ({ tree, node: tree.splits === 0 ? -1 : 0 })),
    (place) => readNode(place, features, objective.sigmoid),
  );
  const averaged = text.header.has("average_output") && trees.length > 0;
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: features.map(({ feature }) => feature),
    classOfInterest: objective.logistic ? classOfInterest : null,
    roots,
    nodes,
    output: {
      unit: objective.logistic ? "log-odds" : "score",
      link: objective.logistic ? "logistic" : "identity",
      base: 0,
      divisor: averaged ? trees.length : 1,
    },
  };
}

/** With objective `binary sigmoid:s` the probability is 1 ÷ (1 + e^−s·sum), so the log-odds are s·sum. */
function readObjective(header: Section): { logistic: boolean; sigmoid: number } {
  const [name, ...settings] = listOf(requireKey(header, "objective", "header"));
  if (header.get("num_tree_per_iteration") !== "1") {
    throw unsupportedFault(
      "num_tree_per_iteration",
      "one output: binary or regression",
      `${name}, ${header.get("num_tree_per_iteration")} trees an iteration`,
    );
  }
  const sigmoid = settings.find((setting) => setting.startsWith("sigmoid:"))?.slice(8) ?? "1";
  if (name === "binary" && Number(sigmoid) > 0 && Number.isFinite(Number(sigmoid))) {
    return { logistic: true, sigmoid: Number(sigmoid) };
  }
  if (name === "cross_entropy") return { logistic: true, sigmoid: 1 };
  if (IDENTITY.includes(name ?? "") && !settings.includes("sqrt")) {
    return { logistic: false, sigmoid: 1 };
  }
  throw unsupportedFault(
    "objective",
    `binary, cross_entropy, ${IDENTITY.join(", ")}`,
    [name, ...settings].join(" "),
  );
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
