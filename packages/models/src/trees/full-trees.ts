import type { EncodedRows } from "./encode.ts";
import { type TreeEnsemble, type TreeNodes, ZERO_IS_MISSING } from "./ensemble.ts";

/**
 * Trees laid out for many rows without missing values. Children stand side by side, a leaf is its own
 * child, so that a row takes `depth` steps without a branch: processors mispredict about every second
 * one. Four rows go down together, since their steps do not wait for each other.
 */
interface FullTrees {
  readonly asked: Int32Array;
  /** Left and right of node n at 2n and 2n + 1. */
  readonly children: Int32Array;
  /** Steps down each tree; 0 where it is not worth while or a split does more than compare. */
  readonly depths: Int32Array;
}

/** A tree counts as full when it has at least one node for so many that its depth has room for. */
const EMPTIEST = 8;

export function fullTrees({ nodes, roots }: TreeEnsemble): FullTrees {
  const { feature, left, right } = nodes;
  const children = new Int32Array(2 * feature.length);
  const level = new Int32Array(feature.length);
  const depths = new Int32Array(roots.length);
  for (let tree = 0; tree < roots.length; tree++) {
    const root = roots[tree] as number;
    const end = roots[tree + 1] ?? feature.length;
    let deepest = 0;
    let compares = true;
    for (let node = root; node < end; node++) {
      const isLeaf = (feature[node] as number) < 0;
      const nearer = isLeaf ? node : (left[node] as number);
      const farther = isLeaf ? node : (right[node] as number);
      children[2 * node] = nearer;
      children[2 * node + 1] = farther;
      if (isLeaf) continue;
      compares &&= onlyCompares(nodes, node);
      const below = (level[node] as number) + 1;
      level[nearer] = below;
      level[farther] = below;
      deepest = Math.max(deepest, below);
    }
    if (compares && 2 ** deepest <= EMPTIEST * (end - root)) depths[tree] = deepest;
  }
  return { asked: feature.map((at) => Math.max(at, 0)), children, depths };
}

function onlyCompares({ levelSet, flags }: TreeNodes, node: number): boolean {
  return (levelSet[node] as number) < 0 && ((flags[node] as number) & ZERO_IS_MISSING) === 0;
}

/** Adds the leaf values of one tree for four rows from `row`, none of which has a missing value. */
export function addFour(
  { threshold, value }: TreeNodes,
  { asked, children }: FullTrees,
  root: number,
  depth: number,
  { width, values }: EncodedRows,
  row: number,
  sums: Float64Array,
): void {
  const first = row * width;
  const second = first + width;
  const third = second + width;
  const fourth = third + width;
  let a = root;
  let b = root;
  let c = root;
  let d = root;
  for (let step = 0; step < depth; step++) {
    const right1 = Number(
      (values[first + (asked[a] as number)] as number) > (threshold[a] as number),
    );
    const right2 = Number(
      (values[second + (asked[b] as number)] as number) > (threshold[b] as number),
    );
    const right3 = Number(
      (values[third + (asked[c] as number)] as number) > (threshold[c] as number),
    );
    const right4 = Number(
      (values[fourth + (asked[d] as number)] as number) > (threshold[d] as number),
    );
    a = children[2 * a + right1] as number;
    b = children[2 * b + right2] as number;
    c = children[2 * c + right3] as number;
    d = children[2 * d + right4] as number;
  }
  sums[row] = (sums[row] as number) + (value[a] as number);
  sums[row + 1] = (sums[row + 1] as number) + (value[b] as number);
  sums[row + 2] = (sums[row + 2] as number) + (value[c] as number);
  sums[row + 3] = (sums[row + 3] as number) + (value[d] as number);
}
