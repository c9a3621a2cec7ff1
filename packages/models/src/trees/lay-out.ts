import { EvenhandError } from "@evenhand/core";
import { MISSING_LEFT, type TreeNodes, ZERO_IS_MISSING } from "./ensemble.ts";

/** A split as a format reads it; `N` is the format's own way to name a node. */
export interface SourceSplit<N> {
  readonly feature: number;
  /** Of number splits. */
  readonly threshold: number;
  /** Bit set of the left-going levels; null at number splits. */
  readonly levels: Uint32Array | null;
  readonly missingLeft: boolean;
  readonly zeroIsMissing: boolean;
  readonly left: N;
  readonly right: N;
  readonly cover: number | null;
}

export interface SourceLeaf {
  readonly value: number;
  readonly cover: number | null;
}

/** Longest path that is accepted: walks over trees are recursive. */
const DEEPEST = 1000;

/** Most words of level sets: every category split has one bit a level, whatever its file takes up. */
const MOST_LEVEL_WORDS = 2 ** 25;

/**
 * Lays trees out in pre-order. The reader must name every node of a tree at most once.
 *
 * @throws EvenhandError `input/model-structure` for a tree deeper than 1,000 splits, or more than
 * 2³⁰ levels in all category splits
 */
export function layOutTrees<N>(
  trees: readonly N[],
  read: (node: N) => SourceSplit<N> | SourceLeaf,
): { nodes: TreeNodes; roots: Int32Array } {
  const feature: number[] = [];
  const threshold: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const flags: number[] = [];
  const levelSet: number[] = [];
  const levelBits: number[] = [];
  const value: number[] = [];
  const cover: number[] = [];
  let covered = true;

  const place = (source: SourceSplit<N> | SourceLeaf): number => {
    const split = "feature" in source;
    covered &&= source.cover !== null;
    cover.push(source.cover ?? 0);
    left.push(-1);
    right.push(-1);
    feature.push(split ? source.feature : -1);
    threshold.push(split ? source.threshold : 0);
    value.push(split ? 0 : source.value);
    flags.push(
      split
        ? (source.missingLeft ? MISSING_LEFT : 0) | (source.zeroIsMissing ? ZERO_IS_MISSING : 0)
        : 0,
    );
    levelSet.push(split && source.levels !== null ? levelBits.length : -1);
    if (split && source.levels !== null) {
      if (levelBits.length + source.levels.length > MOST_LEVEL_WORDS) {
        throw new EvenhandError({
          code: "input/model-structure",
          problem: "the category splits have too many levels",
          expected: `at most ${MOST_LEVEL_WORDS * 32} in all`,
        });
      }
      for (const word of source.levels) levelBits.push(word);
    }
    return feature.length - 1;
  };

  const layOut = (tree: N): number => {
    const waiting = [{ source: tree, parent: -1, side: left, depth: 0 }];
    const root = feature.length;
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.depth > DEEPEST) {
        throw new EvenhandError({
          code: "input/model-structure",
          problem: "a tree is too deep",
          expected: `at most ${DEEPEST} splits on a path`,
        });
      }
      const source = read(next.source);
      const node = place(source);
      if (next.parent >= 0) next.side[next.parent] = node;
      if (!("feature" in source)) continue;
      const depth = next.depth + 1;
      waiting.push({ source: source.right, parent: node, side: right, depth });
      waiting.push({ source: source.left, parent: node, side: left, depth });
    }
    return root;
  };

  const roots = Int32Array.from(trees, layOut);
  const nodes: TreeNodes = {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    flags: Uint8Array.from(flags),
    levelSet: Int32Array.from(levelSet),
    levelBits: Uint32Array.from(levelBits),
    value: Float64Array.from(value),
    cover: covered ? Float64Array.from(cover) : null,
  };
  return { nodes, roots };
}
