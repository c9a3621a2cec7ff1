import { type TreeEnsemble, wordsFor } from "../trees/ensemble.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../trees/lay-out.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { type LightGbmFeature, readFeatures } from "./lightgbm-features.ts";
import {
  integersAt,
  listOf,
  numbersAt,
  readSections,
  requireKey,
  type Section,
} from "./lightgbm-text.ts";

const IDENTITY = ["regression", "regression_l1", "huber", "fair", "quantile", "mape"];
const CATEGORY_SPLIT = 1;
const DEFAULT_LEFT = 2;
const MISSING = { none: 0, zero: 1, nan: 2 };
const LARGEST_WORD = 0xffffffff;

interface Tree {
  readonly path: string;
  readonly splits: number;
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly decision: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
  readonly splitCover: readonly number[] | null;
  readonly leafCover: readonly number[] | null;
  /** Bit set over LightGBM's category integers, by number of category split. */
  readonly sets: readonly (readonly number[])[];
}

/** A node of the file: splits from 0, leaf l as −1 − l. */
interface Place {
  readonly tree: Tree;
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
  const trees = text.trees.map((section, index) => readTree(section, features, `Tree=${index}`));
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

function readTree(section: Section, features: readonly LightGbmFeature[], path: string): Tree {
  if ((section.get("is_linear") ?? "0") !== "0") {
    throw unsupportedFault(`${path}.is_linear`, "constant leaves", "linear leaves");
  }
  // The lists themselves bound every count: nothing is allocated on the word of `num_leaves`.
  const leaves = listOf(requireKey(section, "leaf_value", path)).length;
  integersAt(section, "num_leaves", 1, { min: Math.max(1, leaves), max: leaves }, path);
  const splits = leaves - 1;
  const children = { min: -leaves, max: splits - 1 };
  const counts = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const tree: Tree = {
    path,
    splits,
    feature: integersAt(
      section,
      "split_feature",
      splits,
      { min: 0, max: features.length - 1 },
      path,
    ),
    threshold: numbersAt(section, "threshold", splits, path),
    decision: integersAt(section, "decision_type", splits, { min: 0, max: 11 }, path),
    left: integersAt(section, "left_child", splits, children, path),
    right: integersAt(section, "right_child", splits, children, path),
    value: numbersAt(section, "leaf_value", leaves, path),
    splitCover: section.has("internal_count")
      ? integersAt(section, "internal_count", splits, counts, path)
      : null,
    leafCover: readLeafCover(section, leaves, path),
    sets: readSets(section, path),
  };
  requireTreeShape(tree);
  return tree;
}

/** One-leaf trees may leave their lists empty. */
function readLeafCover(section: Section, leaves: number, path: string): number[] | null {
  if (listOf(section.get("leaf_count") ?? "").length === 0) return null;
  const counts = { min: 0, max: Number.MAX_SAFE_INTEGER };
  return integersAt(section, "leaf_count", leaves, counts, path);
}

function readSets(section: Section, path: string): number[][] {
  if ((section.get("num_cat") ?? "0") === "0") return [];
  const ends = listOf(requireKey(section, "cat_boundaries", path)).length;
  integersAt(section, "num_cat", 1, { min: ends - 1, max: ends - 1 }, path);
  const size = listOf(requireKey(section, "cat_threshold", path)).length;
  const words = integersAt(section, "cat_threshold", size, { min: 0, max: LARGEST_WORD }, path);
  const bounds = integersAt(section, "cat_boundaries", ends, { min: 0, max: size }, path);
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index] as number;
    if (end < start) {
      throw structureFault(`${path}.cat_boundaries`, "the bounds fall", `at least ${start}`, end);
    }
    return words.slice(start, end);
  });
}

/** Every split but the first, and every leaf, is the child of one split that the root reaches. */
function requireTreeShape({ path, splits, left, right }: Tree): void {
  const seen = new Set<number>([0]);
  const waiting = splits === 0 ? [] : [0];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const child of [left[node] as number, right[node] as number]) {
      if (seen.has(child)) {
        throw structureFault(`${path}.left_child`, "a node has two parents", "a tree", child);
      }
      seen.add(child);
      if (child >= 0) waiting.push(child);
    }
  }
  if (splits > 0 && seen.size !== 2 * splits + 1) {
    throw structureFault(
      `${path}.left_child`,
      "the root does not reach every node",
      `${2 * splits + 1} nodes`,
      seen.size,
    );
  }
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
function readLevels(tree: Tree, node: number, levelOf: ReadonlyMap<number, number>): Uint32Array {
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
