import type { TreeNodes } from "../trees/ensemble.ts";
import type { TreeSpan } from "./quadrature.ts";

/** Where a leaf stands in its group. */
export interface GroupLeaf {
  readonly node: number;
  /**
   * The players on the path to the leaf, as positions in the group's list: first those above the
   * group, in the same order as there.
   */
  readonly players: readonly number[];
  /** The splits inside the group on the way to it: split, direction and index in `players`. */
  readonly way: readonly { split: number; goesLeft: boolean; player: number }[];
}

/**
 * A leaf, or a small subtree at the bottom of a tree, whose Shapley values depend on a row through one
 * pattern of bits: bit j < `above` says whether the row follows the path at all splits of `players[j]`
 * above the group, bit `above` + i whether it goes left at `splits[i]`.
 */
export interface PatternGroup {
  /** Its number among the groups of the tree. */
  readonly index: number;
  readonly node: number;
  readonly above: number;
  /** Players on the way to the group in the order of their first split, then those inside. */
  readonly players: readonly number[];
  /** Internal nodes in pre-order. */
  readonly splits: readonly number[];
  readonly leaves: readonly GroupLeaf[];
  readonly patterns: number;
}

/** A tree cut into groups, and what it is expected to cost (see `PatternCosts`). */
export interface PatternPlan {
  readonly span: TreeSpan;
  readonly groups: readonly PatternGroup[];
  /** For each node from the root its group, by number; −1 where it is none. */
  readonly groupAt: Int32Array;
  /** Splits on the longest path. */
  readonly depth: number;
  readonly bytes: number;
  readonly cost: number;
}

/** In any one unit of time. */
export interface PatternCosts {
  /** To add up one entry of a table for all rows. */
  readonly entry: number;
  /** To carry all patterns over one split. */
  readonly split: number;
  /** To build the table of one leaf with this many players. */
  readonly leaf: (players: number) => number;
  /** To add one entry of a leaf's table to that of its group. */
  readonly merge: number;
  /** To keep one entry of a table. */
  readonly keep: number;
}

/** Patterns of a group at most: 2^16 of them with 16 players take 8 MiB. */
export const MOST_BITS = 16;
/** Splits inside a group at most; more double its patterns for less and less. */
const MOST_SPLITS = 6;
/** What the tables of one tree may take. */
const MOST_BYTES = 2 ** 25;

/**
 * Cuts a tree into groups at the least expected cost: a subtree is one group where that costs no more
 * than its two parts. Null for a tree that is too deep for tables: one with more than 16 players on a
 * path, or more than 32 MiB of tables.
 */
export function planPatterns(
  nodes: TreeNodes,
  span: TreeSpan,
  players: Int32Array,
  costs: PatternCosts,
): PatternPlan | null {
  const path: number[] = [];
  let depth = 0;
  let bytes = 0;

  /** The cheapest cut below a node, or null where none is possible; `path` holds the players above. */
  const cut = (node: number, above: number): Cut | null => {
    depth = Math.max(depth, above);
    if (path.length > MOST_BITS) return null;
    const asked = nodes.feature[node] as number;
    if (asked < 0) {
      const kept = costs.keep * path.length * 2 ** path.length;
      const cost = costs.leaf(path.length) + costs.entry * path.length + kept;
      return {
        cost,
        splits: 0,
        leafCost: costs.leaf(path.length),
        entries: path.length,
        roots: [node],
      };
    }
    const player = players[asked] as number;
    const isNew = !path.includes(player);
    if (isNew) path.push(player);
    const left = cut(nodes.left[node] as number, above + 1);
    const right = left === null ? null : cut(nodes.right[node] as number, above + 1);
    if (isNew) path.pop();
    if (left === null || right === null) return null;
    const splits = left.splits + right.splits + 1;
    const leafCost = left.leafCost + right.leafCost;
    const entries = left.entries + right.entries;
    const apart: Cut = {
      cost: left.cost + right.cost + 2 * costs.split,
      splits,
      leafCost,
      entries,
      roots: [...left.roots, ...right.roots],
    };
    const bits = path.length + splits;
    if (splits > MOST_SPLITS || bits > MOST_BITS) return apart;
    const together = path.length + playersBelow(nodes, node, players, path);
    const whole =
      leafCost +
      costs.entry * together +
      costs.keep * together * 2 ** bits +
      costs.split * splits +
      costs.merge * entries * 2 ** bits;
    return whole <= apart.cost ? { ...apart, cost: whole, roots: [node] } : apart;
  };

  const best = cut(span.root, 0);
  if (best === null) return null;
  const chosen = new Set(best.roots);
  const groupAt = new Int32Array(span.end - span.root).fill(-1);
  const groups: PatternGroup[] = [];
  const collect = (node: number): void => {
    if (chosen.has(node)) {
      groupAt[node - span.root] = groups.length;
      const group = makeGroup(nodes, node, players, path, groups.length);
      groups.push(group);
      bytes += 8 * group.players.length * group.patterns;
      return;
    }
    const player = players[nodes.feature[node] as number] as number;
    const isNew = !path.includes(player);
    if (isNew) path.push(player);
    collect(nodes.left[node] as number);
    collect(nodes.right[node] as number);
    if (isNew) path.pop();
  };
  collect(span.root);
  if (bytes > MOST_BYTES) return null;
  return { span, groups, groupAt, depth, bytes, cost: best.cost };
}

interface Cut {
  readonly cost: number;
  readonly splits: number;
  readonly leafCost: number;
  /** Players over all leaves: entries that one pattern adds to a group. */
  readonly entries: number;
  readonly roots: readonly number[];
}

/** Players of a subtree that are not on the path above it. */
function playersBelow(
  nodes: TreeNodes,
  root: number,
  players: Int32Array,
  path: readonly number[],
): number {
  const found: number[] = [];
  const descend = (node: number): void => {
    const asked = nodes.feature[node] as number;
    if (asked < 0) return;
    const player = players[asked] as number;
    if (!path.includes(player) && !found.includes(player)) found.push(player);
    descend(nodes.left[node] as number);
    descend(nodes.right[node] as number);
  };
  descend(root);
  return found.length;
}

function makeGroup(
  nodes: TreeNodes,
  root: number,
  players: Int32Array,
  path: readonly number[],
  index: number,
): PatternGroup {
  const all = [...path];
  const splits: number[] = [];
  const leaves: GroupLeaf[] = [];
  const descend = (node: number, onPath: readonly number[], way: GroupLeaf["way"]): void => {
    const asked = nodes.feature[node] as number;
    if (asked < 0) {
      leaves.push({ node, players: onPath, way });
      return;
    }
    const player = players[asked] as number;
    if (!all.includes(player)) all.push(player);
    const position = all.indexOf(player);
    const known = onPath.indexOf(position);
    const below = known < 0 ? [...onPath, position] : onPath;
    const split = splits.length;
    splits.push(node);
    const step = { split, player: known < 0 ? onPath.length : known };
    descend(nodes.left[node] as number, below, [...way, { ...step, goesLeft: true }]);
    descend(nodes.right[node] as number, below, [...way, { ...step, goesLeft: false }]);
  };
  descend(
    root,
    path.map((_, position) => position),
    [],
  );
  const patterns = 2 ** (path.length + splits.length);
  return { index, node: root, above: path.length, players: all, splits, leaves, patterns };
}
