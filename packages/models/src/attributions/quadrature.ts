import type { TreeNodes } from "../trees/ensemble.ts";

/** A rule of integration over [0, 1]: ∫ g dt = Σ weights[k]·g(nodes[k]). */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule of this many nodes on [0, 1], exact for polynomials of degree 2·count − 1.
 * All nodes lie strictly inside. On [−1, 1] they are the roots ξ of the Legendre polynomial
 *
 *   n·Pₙ = (2n−1)·ξ·Pₙ₋₁ − (n−1)·Pₙ₋₂,   P′ₙ = n·(ξ·Pₙ − Pₙ₋₁) ÷ (ξ² − 1),
 *
 * found by Newton's method from cos(π·(i − ¼) ÷ (n + ½)); then t = (1 − ξ) ÷ 2 with the weight
 * 1 ÷ ((1 − ξ²)·P′ₙ²).
 */
export function legendreRule(count: number): QuadratureRule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let round = 0; round < 100; round++) {
      let before = 1;
      let value = root;
      for (let n = 2; n <= count; n++) {
        const next = ((2 * n - 1) * root * value - (n - 1) * before) / n;
        before = value;
        value = next;
      }
      slope = (count * (root * value - before)) / (root * root - 1);
      const step = value / slope;
      root -= step;
      if (Math.abs(step) <= 1e-15) break;
    }
    nodes[i] = (1 - root) / 2;
    weights[i] = 1 / ((1 - root * root) * slope * slope);
  }
  return { nodes, weights };
}

/** One tree of an ensemble: the nodes from `root` to before `end`. */
export interface TreeSpan {
  readonly root: number;
  readonly end: number;
}

/** Each tree's nodes stand in a row, in the order of the roots. */
export function treeSpans(roots: Int32Array, nodes: TreeNodes): TreeSpan[] {
  return Array.from(roots, (root, tree) => ({
    root,
    end: roots[tree + 1] ?? nodes.feature.length,
  }));
}

/**
 * What the path-dependent game knows of the edge that leads into each node of a tree, one entry a
 * node counted from the root (which has no edge: 0). For the player whose feature the edge asks about:
 *
 *   `share`   q = cover of the node ÷ cover of its parent
 *   `before`  z, the product of q over the player's edges above (1 where there is none)
 *   `after`   z′ = z·q
 *
 * Below a node without cover, q = ½ for both children.
 */
export interface PathShares {
  readonly share: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Splits on the longest path. */
  readonly depth: number;
  /** The most players on one path. */
  readonly players: number;
}

/** @param players the player of each feature: features of one player count as one */
export function pathShares(
  nodes: TreeNodes,
  cover: Float64Array,
  { root, end }: TreeSpan,
  players: Int32Array,
): PathShares {
  const share = new Float64Array(end - root);
  const before = new Float64Array(end - root);
  const after = new Float64Array(end - root);
  const onPath = new Float64Array(players.length).fill(-1);
  let depth = 0;
  let most = 0;

  const descend = (node: number, above: number, distinct: number): void => {
    const feature = nodes.feature[node] as number;
    depth = Math.max(depth, above);
    most = Math.max(most, distinct);
    if (feature < 0) return;
    const player = players[feature] as number;
    const held = onPath[player] as number;
    const z = held < 0 ? 1 : held;
    for (const child of [nodes.left[node] as number, nodes.right[node] as number]) {
      const q = coverShare(cover, node, child);
      share[child - root] = q;
      before[child - root] = z;
      after[child - root] = z * q;
      onPath[player] = z * q;
      descend(child, above + 1, held < 0 ? distinct + 1 : distinct);
    }
    onPath[player] = held;
  };

  descend(root, 0, 0);
  return { share, before, after, depth, players: most };
}

/** q = cover of a child ÷ cover of its parent; ½ below a node without cover. */
export function coverShare(cover: Float64Array, parent: number, child: number): number {
  const whole = cover[parent] as number;
  return whole > 0 ? (cover[child] as number) / whole : 0.5;
}

/** Where the four vectors of an edge stand among its 4·K numbers, in multiples of K. */
export const RATIO_HIT = 0;
export const HEAD_HIT = 1;
export const RATIO_MISS = 2;
export const HEAD_MISS = 3;

/**
 * The numbers that a row needs at each edge of a tree, K nodes of a rule at a time, for
 *
 *   φ_i = v·∫₀¹ (o_i − z_i)·Π_{j≠i} (z_j + t·(o_j − z_j)) dt
 *
 * summed over leaves: o_j is whether the row follows the path at all splits of player j, z_j the
 * share of cover that does. With a = z + t·(1 − z) before the edge and a′ after it:
 *
 *   ratio hit   a′ ÷ a                                 ratio miss   z′·(1 − t) ÷ a
 *   head hit    ω·((1 − z′) ÷ a′ − (1 − z) ÷ a)        head miss    ω·(−1 ÷ (1 − t) − (1 − z) ÷ a)
 *
 * The product of ratios down a path is the integrand without its own factor (o_i − z_i) ÷ (factor of
 * i); heads telescope to that factor over the edges of i. Once missed, a player's factor z·(1 − t) only
 * scales by q, and nothing is added.
 */
export function edgeVectors(
  { before, after }: PathShares,
  { nodes: t, weights }: QuadratureRule,
): Float64Array {
  const K = t.length;
  const vectors = new Float64Array(before.length * 4 * K);
  for (let edge = 1; edge < before.length; edge++) {
    const z = before[edge] as number;
    const zAfter = after[edge] as number;
    const start = edge * 4 * K;
    for (let k = 0; k < K; k++) {
      const tk = t[k] as number;
      const weight = weights[k] as number;
      const a = z + tk * (1 - z);
      const aAfter = zAfter + tk * (1 - zAfter);
      const held = (1 - z) / a;
      vectors[start + RATIO_HIT * K + k] = aAfter / a;
      vectors[start + HEAD_HIT * K + k] = weight * ((1 - zAfter) / aAfter - held);
      vectors[start + RATIO_MISS * K + k] = (zAfter * (1 - tk)) / a;
      vectors[start + HEAD_MISS * K + k] = weight * (-1 / (1 - tk) - held);
    }
  }
  return vectors;
}
