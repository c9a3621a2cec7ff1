import type { ModelFeature } from "../trees/ensemble.ts";
import { structureFault } from "./fault.ts";
import { integerList, type Json, listAt, numberList, objectAt, wholeNumber } from "./json.ts";
import { reachedNodes } from "./tree-shape.ts";

/** The lists of one exported tree, of lengths that fit and with children that make a tree. */
export interface ScikitLearnTree {
  readonly path: string;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly missingLeft: readonly number[];
  readonly cover: readonly number[];
  /** One number a node, or in a classifier's tree one a class. */
  readonly value: readonly (readonly number[])[];
  /** The codes that go left, of category splits. */
  readonly levelsLeft: ReadonlyMap<number, ReadonlySet<number>>;
}

const LARGEST = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

/** @throws EvenhandError `input/model-structure` */
export function readScikitLearnTree(
  value: unknown,
  features: readonly ModelFeature[],
  outputs: number,
  path: string,
): ScikitLearnTree {
  const source = objectAt(value, path);
  const left = integerList(source, "left", LARGEST, path);
  const count = left.length;
  const tree: ScikitLearnTree = {
    path,
    left,
    right: integerList(source, "right", LARGEST, path, count),
    feature: integerList(source, "feature", LARGEST, path, count),
    threshold: numberList(source, "threshold", path, count),
    missingLeft: integerList(source, "missingLeft", { min: 0, max: 1 }, path, count),
    cover: numberList(source, "cover", path, count),
    value: listAt(source, "value", path).map((_, node) =>
      numberList(source.value as unknown as Json, String(node), `${path}.value`, outputs),
    ),
    levelsLeft: readLevels(source, path),
  };
  const isLeaf = (node: number): boolean => left[node] === -1;
  for (const node of reachedNodes({ ...tree, key: "left", isLeaf })) {
    if (isLeaf(node) ? tree.value[node] !== undefined : fitsFeature(tree, node, features)) continue;
    throw structureFault(
      isLeaf(node) ? `${path}.value[${node}]` : `${path}.feature[${node}]`,
      isLeaf(node) ? "a leaf has no value" : "the split does not fit its feature",
      isLeaf(node) ? "one list a node" : `one of ${features.length}, of the kind of the split`,
      isLeaf(node) ? undefined : tree.feature[node],
    );
  }
  return tree;
}

function fitsFeature(
  { feature, levelsLeft }: ScikitLearnTree,
  node: number,
  features: readonly ModelFeature[],
): boolean {
  const asked = features[feature[node] as number];
  return asked !== undefined && (asked.kind === "category") === levelsLeft.has(node);
}

function readLevels(tree: Json, path: string): Map<number, ReadonlySet<number>> {
  const levels = new Map<number, ReadonlySet<number>>();
  if (tree.levelsLeft === undefined) return levels;
  listAt(tree, "levelsLeft", path).forEach((codes, node) => {
    if (codes === null) return;
    const at = `${path}.levelsLeft[${node}]`;
    if (!Array.isArray(codes)) throw structureFault(at, "this is no list", "codes", codes);
    levels.set(node, new Set(codes.map((code) => wholeNumber(code, { min: 0, max: 255 }, at))));
  });
  return levels;
}
