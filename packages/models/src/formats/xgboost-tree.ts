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
  /** The categories that go right, by node; only category splits are in it. */
  readonly sets: ReadonlyMap<number, ReadonlySet<number>>;
}

const LARGEST_INDEX = 0xffffffff;

/** @throws EvenhandError `input/model-structure`, `input/model-unsupported` */
export function readXgboostTree(value: unknown, path: string): XgboostTree {
  const tree = objectAt(value, path);
  const vector = objectAt(tree.tree_param, `${path}.tree_param`).size_leaf_vector;
  if (vector !== undefined && vector !== "0" && vector !== "1") {
    throw unsupportedFault(`${path}.tree_param.size_leaf_vector`, "one value a leaf", vector);
  }
  const left = integerList(tree, "left_children", { min: -1, max: LARGEST_INDEX }, path);
  const count = left.length;
  const indices = { min: -1, max: LARGEST_INDEX };
  const flags = { min: 0, max: 1 };
  const read: XgboostTree = {
    path,
    left,
    right: integerList(tree, "right_children", indices, path, count),
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
