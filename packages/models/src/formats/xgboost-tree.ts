import { structureFault, unsupportedFault } from "./fault.ts";
import { finiteNumber, integerList, type Json, listAt, numberList, objectAt } from "./json.ts";
import { reachedNodes } from "./tree-shape.ts";

/** The lists of one tree, of lengths that fit; nodes that the root does not reach are pruned ones. */
export interface XgboostTree {
  readonly path: string;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly feature: readonly number[];
  /** Of a number split the threshold, of a leaf its value; of a category split anything. */
  readonly condition: readonly unknown[];
  readonly defaultLeft: readonly number[];
  readonly cover: readonly number[];
  /** Of leaves with one value a class, their values; null where the condition is the value. */
  readonly vectors: ReadonlyMap<number, readonly number[]> | null;
  /** The categories that go right, by node; only category splits are in it. */
  readonly sets: ReadonlyMap<number, ReadonlySet<number>>;
}

const LARGEST_INDEX = 0xffffffff;

/**
 * @param classes how many values a leaf may have beside one
 * @throws EvenhandError `input/model-structure`, `input/model-unsupported`
 */
export function readXgboostTree(value: unknown, classes: number, path: string): XgboostTree {
  const tree = objectAt(value, path);
  const size = objectAt(tree.tree_param, `${path}.tree_param`).size_leaf_vector;
  const vector = size !== undefined && size !== "0" && size !== "1";
  if (vector && size !== String(classes)) {
    throw unsupportedFault(
      `${path}.tree_param.size_leaf_vector`,
      classes === 1 ? "one value a leaf" : `one value a leaf, or one a class: ${classes}`,
      size,
    );
  }
  const left = integerList(tree, "left_children", { min: -1, max: LARGEST_INDEX }, path);
  const count = left.length;
  const indices = { min: -1, max: LARGEST_INDEX };
  const flags = { min: 0, max: 1 };
  const right = integerList(tree, "right_children", indices, path, count);
  const read: XgboostTree = {
    path,
    left,
    right,
    vectors: vector ? readVectors(tree, { left, right }, classes, path) : null,
    feature: integerList(tree, "split_indices", indices, path, count),
    condition: listAt(tree, "split_conditions", path),
    defaultLeft: flagList(tree, "default_left", path, count),
    cover: numberList(tree, "sum_hessian", path, count),
    sets: readSets(tree, path, count),
  };
  const types =
    tree.split_type === undefined ? [] : integerList(tree, "split_type", flags, path, count);
  requireTreeShape(read, types);
  return read;
}

/** A leaf's number, by which its values stand in one list, is kept in place of its right child. */
function readVectors(
  tree: Json,
  { left, right }: Pick<XgboostTree, "left" | "right">,
  classes: number,
  path: string,
): Map<number, readonly number[]> {
  if (tree.leaf_weights === undefined) {
    const hint = "Save the model with XGBoost 3.1 or later, or train with one_output_per_tree.";
    throw unsupportedFault(path, "leaf_weights of vector leaves", undefined, hint);
  }
  const values = numberList(tree, "leaf_weights", path);
  const vectors = new Map<number, readonly number[]>();
  left.forEach((child, node) => {
    if (child !== -1) return;
    const start = (right[node] as number) * classes;
    const own = start < 0 ? [] : values.slice(start, start + classes);
    if (own.length !== classes) {
      const expected = `a leaf of ${values.length / classes}`;
      const at = `${path}.right_children[${node}]`;
      throw structureFault(at, "a leaf has no values", expected, right[node]);
    }
    vectors.set(node, own);
  });
  return vectors;
}

/** Older versions write true and false, later ones 1 and 0. */
function flagList(tree: Json, key: string, path: string, count: number): readonly number[] {
  const values = tree[key];
  const numbers = Array.isArray(values)
    ? values.map((flag) => (typeof flag === "boolean" ? Number(flag) : flag))
    : values;
  return integerList({ [key]: numbers }, key, { min: 0, max: 1 }, path, count);
}

function readSets(tree: Json, path: string, count: number): Map<number, ReadonlySet<number>> {
  if (tree.categories_nodes === undefined) return new Map();
  const nodes = integerList(tree, "categories_nodes", { min: 0, max: count - 1 }, path);
  const categories = integerList(tree, "categories", { min: 0, max: LARGEST_INDEX }, path);
  const bounds = { min: 0, max: categories.length };
  const starts = integerList(tree, "categories_segments", bounds, path, nodes.length);
  const sizes = integerList(tree, "categories_sizes", bounds, path, nodes.length);
  let end = 0;
  return new Map(
    nodes.map((node, index) => {
      const start = starts[index] as number;
      // Segments that overlap would let a small file claim many large sets.
      if (start !== end || start + (sizes[index] as number) > categories.length) {
        throw structureFault(
          `${path}.categories_segments[${index}]`,
          "the sets of categories do not follow one another",
          String(end),
          start,
        );
      }
      end = start + (sizes[index] as number);
      return [node, new Set(categories.slice(start, end))];
    }),
  );
}

/** Every node that the root reaches is the child of one split, and a split fits its set. */
function requireTreeShape(tree: XgboostTree, types: readonly number[]): void {
  const { path, left, sets, condition } = tree;
  const isLeaf = (node: number): boolean => left[node] === -1;
  for (const node of reachedNodes({ ...tree, key: "left_children", isLeaf })) {
    // A split that was pruned to a leaf may keep its type and set.
    const categories = !isLeaf(node) && sets.has(node);
    if (!isLeaf(node) && (types[node] === 1) !== categories) {
      throw structureFault(
        `${path}.split_type[${node}]`,
        "the split does not fit its set of categories",
        categories ? "1" : "0",
        types[node],
      );
    }
    if (categories) continue;
    const at = `${path}.split_conditions[${node}]`;
    finiteNumber(Math.fround(finiteNumber(condition[node], at)), at);
  }
}
