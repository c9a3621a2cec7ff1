import type { TreeNodes } from "./ensemble.ts";
import { layOutTrees, type SourceSplit } from "./lay-out.ts";

/** A leaf with what it adds to each class. */
export interface VectorLeaf {
  readonly values: readonly number[];
  readonly cover: number | null;
}

/**
 * Trees whose leaves hold one value a class, as the nodes of each class: all arrays are the same but
 * those of the leaf values.
 *
 * @throws EvenhandError `input/model-structure` as `layOutTrees`
 */
export function layOutClasses<N>(
  trees: readonly N[],
  classes: number,
  read: (node: N) => SourceSplit<N> | VectorLeaf,
): { nodes: readonly TreeNodes[]; roots: Int32Array } {
  // Nodes are placed in the order in which they are read.
  const leaves: (readonly number[] | null)[] = [];
  const { nodes, roots } = layOutTrees(trees, (node) => {
    const source = read(node);
    leaves.push("feature" in source ? null : source.values);
    return "feature" in source
      ? source
      : { value: source.values[0] as number, cover: source.cover };
  });
  return {
    roots,
    nodes: Array.from({ length: classes }, (_, of) => ({
      ...nodes,
      value: Float64Array.from(leaves, (values) => values?.[of] ?? 0),
    })),
  };
}
