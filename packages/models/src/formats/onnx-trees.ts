import { structureFault, unsupportedFault } from "./fault.ts";
import { decimalsOf, integersOf, type OnnxNode, textsOf } from "./onnx-graph.ts";
import { reachedNodes } from "./tree-shape.ts";

const MODES = ["LEQ", "LT", "GTE", "GT", "EQ", "NEQ", "MEMBER"] as const;

export type OnnxMode = (typeof MODES)[number];

/** All trees of an operator; nodes and leaves are numbered through. */
export interface OnnxTrees {
  readonly path: string;
  readonly roots: readonly number[];
  /** Null at leaves. */
  readonly mode: readonly (OnnxMode | null)[];
  readonly feature: readonly number[];
  readonly split: readonly number[];
  readonly whenTrue: readonly number[];
  readonly whenFalse: readonly number[];
  readonly missingTrue: readonly boolean[];
  /** Of `MEMBER` nodes. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  /** What each leaf adds to an output (a class or a target). */
  readonly weights: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/**
 * The trees of TreeEnsembleClassifier (prefix `class`) or TreeEnsembleRegressor (prefix `target`),
 * whose nodes are named by tree and number.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-unsupported`
 */
export function readNamedTrees(node: OnnxNode, prefix: "class" | "target"): OnnxTrees {
  const { path } = node;
  const modes = textsOf(node, "nodes_modes");
  const count = modes.length;
  const list = (name: string, optional = false): number[] => {
    const values =
      name === "values" ? decimalsOf(node, "nodes_values") : integersOf(node, `nodes_${name}`);
    if (optional && values.length === 0) return [];
    return ofLength(values, count, `${path}.nodes_${name}`);
  };
  const trees = list("treeids");
  const ids = list("nodeids");
  const indexOf = new Map(ids.map((id, index) => [`${trees[index]}:${id}`, index]));
  if (indexOf.size !== count) {
    throw structureFault(`${path}.nodes_nodeids`, "a node stands twice", `${count}`, indexOf.size);
  }
  const mode = modes.map((name, index) => modeOf(name, `${path}.nodes_modes[${index}]`));
  const childrenOf = (name: string): number[] =>
    list(name).map((id, index) =>
      mode[index] === null ? -1 : (indexOf.get(`${trees[index]}:${id}`) ?? -1),
    );
  const missing = list("missing_value_tracks_true", true);
  const whenTrue = childrenOf("truenodeids");
  const whenFalse = childrenOf("falsenodeids");
  const children = new Set([...whenTrue, ...whenFalse]);
  const weights = readWeights(node, prefix, (tree, id) => {
    const index = indexOf.get(`${tree}:${id}`);
    return index !== undefined && mode[index] === null ? index : undefined;
  });
  const roots = ids.flatMap((_, index) => (children.has(index) ? [] : [index]));
  requireOneRoot(roots, trees, path);
  return requireShape({
    path,
    roots,
    mode,
    feature: list("featureids"),
    split: list("values"),
    whenTrue,
    whenFalse,
    missingTrue: modes.map((_, index) => missing[index] === 1),
    members: new Map(),
    weights,
  });
}

/**
 * The trees of the operator TreeEnsemble (version 5), whose splits and leaves stand in lists of their
 * own: leaf l is node (number of splits) + l here.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-unsupported`
 */
export function readIndexedTrees(node: OnnxNode): OnnxTrees {
  const { path } = node;
  const codes = decimalsOf(node, "nodes_modes");
  const splits = codes.length;
  const list = (name: string): number[] =>
    ofLength(integersOf(node, `nodes_${name}`), splits, `${path}.nodes_${name}`);
  const leafWeights = decimalsOf(node, "leaf_weights");
  const leaves = leafWeights.length;
  const targets = ofLength(integersOf(node, "leaf_targetids"), leaves, `${path}.leaf_targetids`);
  const childrenOf = (side: "true" | "false"): number[] => {
    const isLeaf = list(`${side}leafs`);
    return list(`${side}nodeids`).map((id, index) => {
      if (id < 0) return -1;
      return isLeaf[index] === 1 ? splits + id : id < splits ? id : -1;
    });
  };
  const whenTrue = childrenOf("true");
  const whenFalse = childrenOf("false");
  const mode = codes.map((code, index) => {
    // A tree of one leaf is a split whose branches are the same leaf.
    const same = whenTrue[index] === whenFalse[index] && (whenTrue[index] as number) >= splits;
    return same ? null : modeOf(`BRANCH_${MODES[code]}`, `${path}.nodes_modes[${index}]`);
  });
  const missing = integersOf(node, "nodes_missing_value_tracks_true");
  const weightOf = (at: number): ReadonlyMap<number, number> =>
    new Map([
      [targets[at] as number, finite(leafWeights[at] as number, `${path}.leaf_weights[${at}]`)],
    ]);
  const weights = new Map(leafWeights.map((_, leaf) => [splits + leaf, weightOf(leaf)]));
  mode.forEach((name, index) => {
    const leaf = weights.get(whenTrue[index] as number);
    if (name === null && leaf !== undefined) weights.set(index, leaf);
  });
  return requireShape({
    path,
    roots: integersOf(node, "tree_roots"),
    mode: [...mode, ...leafWeights.map(() => null)],
    feature: list("featureids"),
    split: ofLength(decimalsOf(node, "nodes_splits"), splits, `${path}.nodes_splits`),
    whenTrue: [...whenTrue, ...leafWeights.map(() => -1)],
    whenFalse: [...whenFalse, ...leafWeights.map(() => -1)],
    missingTrue: codes.map((_, index) => missing[index] === 1),
    members: readMembers(node, mode),
    weights,
  });
}

/** One list of members a MEMBER node, in their order, with NaN between. */
function readMembers(
  node: OnnxNode,
  mode: readonly (OnnxMode | null)[],
): Map<number, readonly number[]> {
  const at = mode.flatMap((name, index) => (name === "MEMBER" ? [index] : []));
  const members = new Map<number, number[]>(at.map((index) => [index, []]));
  let next = 0;
  for (const value of decimalsOf(node, "membership_values")) {
    if (Number.isNaN(value)) next++;
    else members.get(at[next] ?? -1)?.push(value);
  }
  return members;
}

function readWeights(
  node: OnnxNode,
  prefix: string,
  indexOf: (tree: number, id: number) => number | undefined,
): Map<number, Map<number, number>> {
  const { path } = node;
  const values = decimalsOf(node, `${prefix}_weights`);
  const list = (name: string): number[] =>
    ofLength(integersOf(node, `${prefix}_${name}`), values.length, `${path}.${prefix}_${name}`);
  const trees = list("treeids");
  const ids = list("nodeids");
  const outputs = list("ids");
  const weights = new Map<number, Map<number, number>>();
  values.forEach((value, at) => {
    const index = indexOf(trees[at] as number, ids[at] as number);
    if (index === undefined) {
      throw structureFault(
        `${path}.${prefix}_nodeids[${at}]`,
        "there is no such node",
        "a leaf",
        ids[at],
      );
    }
    const leaf = weights.get(index) ?? new Map<number, number>();
    weights.set(index, leaf);
    const output = outputs[at] as number;
    finite(value, `${path}.${prefix}_weights[${at}]`);
    leaf.set(output, (leaf.get(output) ?? 0) + value);
  });
  return weights;
}

/** A node that is nobody's child is a root; a second one would be a part that no row reaches. */
function requireOneRoot(roots: readonly number[], trees: readonly number[], path: string): void {
  const own = new Set(roots.map((root) => trees[root]));
  if (own.size === roots.length && own.size === new Set(trees).size) return;
  throw structureFault(
    `${path}.nodes_treeids`,
    "a tree has not one root",
    `${new Set(trees).size} roots`,
    roots.length,
  );
}

/** Splits are read as numbers are compared, so a threshold that is none would be silently wrong. */
function requireShape(trees: OnnxTrees): OnnxTrees {
  const { path, roots, mode, split, whenTrue: left, whenFalse: right } = trees;
  if (roots.length === 0) throw structureFault(path, "there are no trees", "at least one", 0);
  const seen = new Uint8Array(mode.length);
  const isLeaf = (node: number): boolean => mode[node] === null;
  for (const root of roots) {
    const links = { path, key: "nodes_truenodeids", left, right, isLeaf };
    for (const node of reachedNodes(links, root, seen)) {
      if (!isLeaf(node) && mode[node] !== "MEMBER") {
        finite(split[node] as number, `${path}.nodes_values[${node}]`);
      }
    }
  }
  return trees;
}

function modeOf(name: string, path: string): OnnxMode | null {
  if (name === "LEAF") return null;
  const mode = MODES.find((known) => name === `BRANCH_${known}`);
  if (mode !== undefined) return mode;
  throw unsupportedFault(path, MODES.join(", "), name);
}

function ofLength(values: number[], length: number, path: string): number[] {
  if (values.length === length) return values;
  throw structureFault(path, "a list is too short or too long", `${length} values`, values.length);
}

function finite(value: number, path: string): number {
  if (Number.isFinite(value)) return value;
  throw structureFault(path, "a value is no number", "a finite number", value);
}
