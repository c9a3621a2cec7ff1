import type { TreeNodes } from "../trees/ensemble.ts";
import type { GroupLeaf, PatternGroup } from "./pattern-groups.ts";
import { legendreRule, type PathShares, type QuadratureRule, type TreeSpan } from "./quadrature.ts";

/**
 * The Shapley values that one leaf gives each of its m players in each of the 2^m states, `player·2^m +
 * state`; bit j of a state says whether the row follows the path at all splits of player j. They stand at
 * the start of an array that the next leaf is written to.
 */
export type LeafTable = (group: PatternGroup, leaf: GroupLeaf, states: Int32Array) => Float64Array;

/** The table of a group, `player·patterns + pattern`: the sum over its leaves. Written to zeros. */
export function fillGroupTable(
  table: Float64Array,
  group: PatternGroup,
  leafTable: LeafTable,
): void {
  const size = group.patterns;
  const states = new Int32Array(size);
  for (const leaf of group.leaves) {
    if (leaf.players.length === 0) continue;
    fillStates(group, leaf, states);
    const own = leafTable(group, leaf, states);
    const count = 2 ** leaf.players.length;
    for (let j = 0; j < leaf.players.length; j++) {
      const to = (leaf.players[j] as number) * size;
      const from = j * count;
      for (let p = 0; p < size; p++) {
        table[to + p] = (table[to + p] as number) + (own[from + (states[p] as number)] as number);
      }
    }
  }
}

/** The state of a leaf that each pattern of its group means. */
function fillStates({ above }: PatternGroup, leaf: GroupLeaf, states: Int32Array): void {
  const pathBits = 2 ** above - 1;
  const newBits = 2 ** leaf.players.length - 1 - pathBits;
  for (let p = 0; p < states.length; p++) states[p] = (p & pathBits) | newBits;
  for (const { split, goesLeft, player } of leaf.way) {
    const wanted = goesLeft ? 1 : 0;
    const cleared = ~(1 << player);
    for (let p = 0; p < states.length; p++) {
      if (((p >>> (above + split)) & 1) !== wanted) states[p] = (states[p] as number) & cleared;
    }
  }
}

/**
 * Leaf tables of the path-dependent game. With z the share of cover a player's splits let through,
 *
 *   φ_j = v·(o_j − z_j)·Σ_k ω_k·Π_{i≠j} (o_i ? z_i + t_k·(1 − z_i) : z_i·(1 − t_k)),
 *
 * the product of all factors by doubling, one player at a time, then divided by j's own where it is hit
 * (never 0); the sum is the same whether j is hit or not.
 */
export function pathDependentLeaves(
  nodes: TreeNodes,
  { after }: PathShares,
  { root, end }: TreeSpan,
  players: Int32Array,
): LeafTable {
  const parents = parentsOf(nodes, root, end);
  const rules: QuadratureRule[] = [];
  const tableOf = zerosAgain();
  let products = new Float64Array(0);
  return (group, leaf) => {
    const m = leaf.players.length;
    const z = zOf(nodes, after, root, parents, players, group, leaf);
    const v = nodes.value[leaf.node] as number;
    const count = 2 ** m;
    if (products.length < count) products = new Float64Array(count);
    const K = (m + 1) >> 1;
    const rule = rules[K] ?? legendreRule(K);
    rules[K] = rule;
    const table = tableOf(m * count);
    for (let k = 0; k < K; k++) {
      const t = rule.nodes[k] as number;
      products[0] = v * (rule.weights[k] as number);
      for (let j = 0; j < m; j++) {
        const zj = z[j] as number;
        const hit = zj + t * (1 - zj);
        const miss = zj * (1 - t);
        const bit = 1 << j;
        for (let s = 0; s < bit; s++) {
          const product = products[s] as number;
          products[s | bit] = product * hit;
          products[s] = product * miss;
        }
      }
      for (let j = 0; j < m; j++) {
        const zj = z[j] as number;
        const inverse = 1 / (zj + t * (1 - zj));
        const bit = 1 << j;
        const from = j * count;
        for (let high = bit; high < count; high += 2 * bit) {
          for (let s = high; s < high + bit; s++) {
            table[from + s] = (table[from + s] as number) + (products[s] as number) * inverse;
          }
        }
      }
    }
    for (let j = 0; j < m; j++) {
      const zj = z[j] as number;
      const bit = 1 << j;
      const from = j * count;
      for (let high = bit; high < count; high += 2 * bit) {
        for (let s = high; s < high + bit; s++) {
          const sum = table[from + s] as number;
          table[from + s] = sum * (1 - zj);
          table[from + s - bit] = -sum * zj;
        }
      }
    }
    return table;
  };
}

/** z of each player of a leaf: what its last edge on the path holds. */
function zOf(
  nodes: TreeNodes,
  after: Float64Array,
  root: number,
  parents: Int32Array,
  players: Int32Array,
  group: PatternGroup,
  leaf: GroupLeaf,
): Float64Array {
  const z = new Float64Array(leaf.players.length).fill(-1);
  const indexOf = new Map(leaf.players.map((position, index) => [group.players[position], index]));
  for (let node = leaf.node; node !== root; node = parents[node - root] as number) {
    const parent = parents[node - root] as number;
    const player = players[nodes.feature[parent] as number] as number;
    const index = indexOf.get(player) as number;
    if ((z[index] as number) < 0) z[index] = after[node - root] as number;
  }
  return z;
}

/** Gives zeros, each time in the same array if it is long enough: trees have thousands of leaves. */
export function zerosAgain(): (length: number) => Float64Array {
  let zeros = new Float64Array(0);
  return (length) => {
    if (zeros.length < length) zeros = new Float64Array(length);
    else zeros.fill(0, 0, length);
    return zeros;
  };
}

/** The parent of each node of a tree, entries counted from the root; −1 for the root. */
function parentsOf(nodes: TreeNodes, root: number, end: number): Int32Array {
  const parents = new Int32Array(end - root).fill(-1);
  for (let node = root; node < end; node++) {
    if ((nodes.feature[node] as number) < 0) continue;
    parents[(nodes.left[node] as number) - root] = node;
    parents[(nodes.right[node] as number) - root] = node;
  }
  return parents;
}

/**
 * Leaf tables of the interventional game, from how many background rows have each pattern of the group.
 * A background row in state q matters to a row in state p only where the two cover all players. With
 * A = players that only the row follows, B = those that only the background follows, a = |A|, b = |B|:
 *
 *   φ_j = v·(a−1)!·b! ÷ (a+b)!  for j ∈ A,   φ_j = −v·a!·(b−1)! ÷ (a+b)!  for j ∈ B,
 *
 * summed over background rows and divided by their number. Equal states are taken together, so the work
 * has a limit that the number of background rows does not move: 3^m pairs of states.
 */
export function interventionalLeaves(
  nodes: TreeNodes,
  counts: readonly Int32Array[],
  rows: number,
  weights: Float64Array,
  size: number,
): LeafTable {
  const tableOf = zerosAgain();
  let found = new Int32Array(0);
  return (group, leaf, states) => {
    const m = leaf.players.length;
    const count = 2 ** m;
    const all = count - 1;
    const v = (nodes.value[leaf.node] as number) / rows;
    if (found.length < count) found = new Int32Array(count);
    found.fill(0, 0, count);
    const patterns = counts[group.index] as Int32Array;
    for (let p = 0; p < patterns.length; p++) {
      const state = states[p] as number;
      found[state] = (found[state] as number) + (patterns[p] as number);
    }
    const table = tableOf(m * count);
    for (let q = 0; q < count; q++) {
      const times = found[q] as number;
      if (times === 0) continue;
      const only = all & ~q;
      const a = bitsIn(only);
      // All subsets r of q, from q itself down to none.
      for (let r = q; ; r = (r - 1) & q) {
        const b = m - a - bitsIn(r);
        const state = only | r;
        if (a > 0) {
          const gain = v * times * (weights[a * size + b] as number);
          for (let rest = only; rest !== 0; rest &= rest - 1) {
            const at = (31 - Math.clz32(rest & -rest)) * count + state;
            table[at] = (table[at] as number) + gain;
          }
        }
        if (b > 0) {
          const loss = v * times * (weights[b * size + a] as number);
          for (let rest = q & ~r; rest !== 0; rest &= rest - 1) {
            const at = (31 - Math.clz32(rest & -rest)) * count + state;
            table[at] = (table[at] as number) - loss;
          }
        }
        if (r === 0) break;
      }
    }
    return table;
  };
}

function bitsIn(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
