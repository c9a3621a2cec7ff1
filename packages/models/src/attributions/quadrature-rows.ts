import { goesLeft, type TreeNodes } from "../trees/ensemble.ts";
import type { FeatureColumns } from "./feature-columns.ts";
import {
  HEAD_HIT,
  HEAD_MISS,
  type PathShares,
  RATIO_HIT,
  RATIO_MISS,
  type TreeSpan,
} from "./quadrature.ts";

/** A tree of the path-dependent game with its edge vectors of `order` numbers each. */
interface QuadratureTree {
  readonly span: TreeSpan;
  readonly shares: PathShares;
  readonly vectors: Float64Array;
  readonly order: number;
}

/**
 * Adds a tree's path-dependent Shapley values of all rows to `phi`, `player·rows + row`. One descent a
 * row: products P go down, sums G over the leaves below come up, K numbers each (K even). Both children
 * of a split are visited; the row's answer only picks the vectors. See `edgeVectors`.
 *
 * @param players the player of each feature
 */
export function quadratureDescent(
  nodes: TreeNodes,
  players: Int32Array,
): (tree: QuadratureTree, columns: FeatureColumns, phi: Float64Array) => void {
  const { feature, left, right, value } = nodes;
  const missed = new Uint8Array(players.length);
  const person = new Float64Array(players.length);
  const own = new Float64Array(players.length);
  let down = new Float64Array(0);
  let up = new Float64Array(0);
  let K = 0;
  let root = 0;
  let vectors: Float64Array = down;
  let share: Float64Array = down;

  /** Below an edge whose player was missed above: the factor only scales. */
  const scale = (child: number, at: number): void => {
    const below = at + K;
    const q = share[child - root] as number;
    if ((feature[child] as number) < 0) {
      const scaled = q * (value[child] as number);
      for (let k = 0; k < K; k++) up[below + k] = (down[at + k] as number) * scaled;
      return;
    }
    for (let k = 0; k < K; k++) down[below + k] = (down[at + k] as number) * q;
    visit(child, below);
  };

  /** Follows an edge by its vectors; returns what it adds to its player. */
  const follow = (child: number, at: number, ratio: number, head: number): number => {
    const below = at + K;
    const start = (child - root) * 4 * K;
    const ratios = start + ratio * K;
    const heads = start + head * K;
    let sum = 0;
    if ((feature[child] as number) < 0) {
      const leaf = value[child] as number;
      for (let k = 0; k < K; k += 2) {
        const g = (down[at + k] as number) * (vectors[ratios + k] as number) * leaf;
        const h = (down[at + k + 1] as number) * (vectors[ratios + k + 1] as number) * leaf;
        up[below + k] = g;
        up[below + k + 1] = h;
        sum += g * (vectors[heads + k] as number) + h * (vectors[heads + k + 1] as number);
      }
      return sum;
    }
    for (let k = 0; k < K; k += 2) {
      down[below + k] = (down[at + k] as number) * (vectors[ratios + k] as number);
      down[below + k + 1] = (down[at + k + 1] as number) * (vectors[ratios + k + 1] as number);
    }
    visit(child, below);
    for (let k = 0; k < K; k += 2) {
      sum +=
        (up[below + k] as number) * (vectors[heads + k] as number) +
        (up[below + k + 1] as number) * (vectors[heads + k + 1] as number);
    }
    return sum;
  };

  const visit = (node: number, at: number): void => {
    const asked = feature[node] as number;
    const player = players[asked] as number;
    const below = at + K;
    if (missed[player] === 1) {
      scale(left[node] as number, at);
      for (let k = 0; k < K; k++) up[at + k] = up[below + k] as number;
      scale(right[node] as number, at);
    } else {
      const goes = goesLeft(nodes, node, person[asked] as number);
      const near = (goes ? left[node] : right[node]) as number;
      const far = (goes ? right[node] : left[node]) as number;
      let sum = follow(near, at, RATIO_HIT, HEAD_HIT);
      for (let k = 0; k < K; k++) up[at + k] = up[below + k] as number;
      missed[player] = 1;
      sum += follow(far, at, RATIO_MISS, HEAD_MISS);
      missed[player] = 0;
      own[player] = (own[player] as number) + sum;
    }
    for (let k = 0; k < K; k++) up[at + k] = (up[at + k] as number) + (up[below + k] as number);
  };

  return (tree, { rows, values }, phi) => {
    root = tree.span.root;
    if ((feature[root] as number) < 0) return;
    K = tree.order;
    vectors = tree.vectors;
    share = tree.shares.share;
    const size = (tree.shares.depth + 2) * K;
    if (down.length < size) {
      down = new Float64Array(size);
      up = new Float64Array(size);
    }
    for (let row = 0; row < rows; row++) {
      for (let at = 0; at < players.length; at++) person[at] = values[at * rows + row] as number;
      own.fill(0);
      down.fill(1, 0, K);
      visit(root, 0);
      for (let player = 0; player * rows < phi.length; player++) {
        phi[player * rows + row] = (phi[player * rows + row] as number) + (own[player] as number);
      }
    }
  };
}
