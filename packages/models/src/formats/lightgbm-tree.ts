import { structureFault, unsupportedFault } from "./fault.ts";
import { integersAt, listOf, numbersAt, requireKey, type Section } from "./lightgbm-text.ts";

const LARGEST_WORD = 0xffffffff;

/** The lists of one tree, of lengths that fit and with children that make a tree. */
export interface LightGbmTree {
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

/** @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported` */
export function readTree(section: Section, features: number, path: string): LightGbmTree {
  if ((section.get("is_linear") ?? "0") !== "0") {
    throw unsupportedFault(`${path}.is_linear`, "constant leaves", "linear leaves");
  }
  // The lists themselves bound every count: nothing is allocated on the word of `num_leaves`.
  const leaves = listOf(requireKey(section, "leaf_value", path)).length;
  integersAt(section, "num_leaves", 1, { min: Math.max(1, leaves), max: leaves }, path);
  const splits = leaves - 1;
  const children = { min: -leaves, max: splits - 1 };
  const counts = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const tree: LightGbmTree = {
    path,
    splits,
    feature: integersAt(section, "split_feature", splits, { min: 0, max: features - 1 }, path),
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
function requireTreeShape({ path, splits, left, right }: LightGbmTree): void {
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
