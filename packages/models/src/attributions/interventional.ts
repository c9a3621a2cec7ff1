import type { EncodedRows } from "../trees/encode.ts";
import { goesLeft, type TreeNodes } from "../trees/ensemble.ts";

const AGREED = 0;
const AS_PERSON = 1;
const AS_BACKGROUND = 2;

/**
 * Exact interventional Shapley values of one row against all background rows, added to `phi` a player
 * each, for one tree at a time.
 *
 * For one leaf of value v and one background row z, the game of a coalition S is v when the mixed
 * row (the person's values on S, the background's elsewhere) reaches the leaf, else 0. Let A be the
 * players on the leaf's path where only the person follows it and B those where only the background
 * row does; with a = |A|, b = |B| the leaf is reached just when A ⊆ S and B ∩ S = ∅, so
 *
 *   φ_j = v·(a−1)!·b! ÷ (a+b)!  for j ∈ A,   φ_j = −v·a!·(b−1)! ÷ (a+b)!  for j ∈ B,   else 0,
 *
 * and φ is the sum over leaves and trees, and the mean over background rows. One descent of a tree
 * carries all background rows that still agree on where they parted from the person, and counts
 * them at the leaf.
 *
 * @param players the player of each feature: features of one player join a coalition together
 */
export function interventionalDescent(
  nodes: TreeNodes,
  background: EncodedRows,
  players: Int32Array,
): (root: number, person: Float64Array, phi: Float64Array) => void {
  const order = Uint32Array.from({ length: background.rows }, (_, row) => row);
  const sides = new Uint8Array(players.length);
  const size = 1 + Math.min(players.length, longestPath(nodes));
  const weights = leafWeights(size);
  let person: Float64Array = new Float64Array(0);
  let phi: Float64Array = new Float64Array(0);
  // What the last descent summed over its leaves: the weights that fall to each of A, and of B.
  let ofPerson = 0;
  let ofBackground = 0;

  /** Follows the rows `order[from..to)` below a node where a and b players have parted. */
  const descend = (node: number, from: number, to: number, a: number, b: number): void => {
    const feature = nodes.feature[node] as number;
    if (feature < 0) {
      const sum = ((nodes.value[node] as number) * (to - from)) / background.rows;
      ofPerson = a === 0 ? 0 : sum * (weights[a * size + b] as number);
      ofBackground = b === 0 ? 0 : sum * (weights[b * size + a] as number);
      return;
    }
    const player = players[feature] as number;
    const left = goesLeft(nodes, node, person[feature] as number);
    const near = (left ? nodes.left[node] : nodes.right[node]) as number;
    const side = sides[player];
    if (side === AS_PERSON) {
      descend(near, from, to, a, b);
      return;
    }
    const far = (left ? nodes.right[node] : nodes.left[node]) as number;
    const middle = partition(nodes, node, background, order, from, to, left);
    let personSum = 0;
    let backgroundSum = 0;
    if (from < middle) {
      descend(near, from, middle, a, b);
      personSum += ofPerson;
      backgroundSum += ofBackground;
    }
    if (middle < to) {
      if (side === AGREED) {
        sides[player] = AS_PERSON;
        descend(near, middle, to, a + 1, b);
        personSum += ofPerson;
        backgroundSum += ofBackground;
        phi[player] = (phi[player] as number) + ofPerson;
        sides[player] = AS_BACKGROUND;
        descend(far, middle, to, a, b + 1);
        phi[player] = (phi[player] as number) - ofBackground;
        sides[player] = AGREED;
      } else {
        descend(far, middle, to, a, b);
      }
      personSum += ofPerson;
      backgroundSum += ofBackground;
    }
    ofPerson = personSum;
    ofBackground = backgroundSum;
  };

  return (root, row, sums) => {
    person = row;
    phi = sums;
    descend(root, 0, background.rows, 0, 0);
  };
}

/** Sorts `order[from..to)` so that rows going the given way at a node come first; returns their end. */
function partition(
  nodes: TreeNodes,
  node: number,
  { values, width }: EncodedRows,
  order: Uint32Array,
  from: number,
  to: number,
  left: boolean,
): number {
  const feature = nodes.feature[node] as number;
  let middle = from;
  for (let at = from; at < to; at++) {
    const row = order[at] as number;
    if (goesLeft(nodes, node, values[row * width + feature] as number) !== left) continue;
    order[at] = order[middle] as number;
    order[middle++] = row;
  }
  return middle;
}

/** weights[a·size + b] = (a−1)!·b! ÷ (a+b)! for 1 ≤ a, 0 ≤ b < size: from 1 ÷ a by b ÷ (a+b). */
export function leafWeights(size: number): Float64Array {
  const weights = new Float64Array(size * size);
  for (let a = 1; a < size; a++) {
    weights[a * size] = 1 / a;
    for (let b = 1; b < size; b++) {
      weights[a * size + b] = ((weights[a * size + b - 1] as number) * b) / (a + b);
    }
  }
  return weights;
}

/** Splits on the longest path; in pre-order a child stands behind its parent. */
function longestPath({ feature, left, right }: TreeNodes): number {
  const depth = new Uint16Array(feature.length);
  let longest = 0;
  for (let node = 0; node < feature.length; node++) {
    if ((feature[node] as number) < 0) continue;
    const below = (depth[node] as number) + 1;
    depth[left[node] as number] = below;
    depth[right[node] as number] = below;
    longest = Math.max(longest, below);
  }
  return longest;
}
