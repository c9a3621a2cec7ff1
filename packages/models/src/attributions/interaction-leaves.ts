import type { EncodedRows } from "../trees/encode.ts";
import { goesLeft, type TreeNodes } from "../trees/ensemble.ts";
import { coverShare, legendreRule, pathShares, type TreeSpan } from "./quadrature.ts";

/** Adds the games of one tree's leaves, for one row, to `pairs` (i·M + j, i < j) and `phi`. */
export type AddLeaves = (person: Float64Array, pairs: Float64Array, phi: Float64Array) => void;

/**
 * For a leaf of value v whose players J have hits o and cover shares z,
 *
 *   I_ij = v·∫₀¹ (o_i − z_i)·(o_j − z_j)·Π_{k≠i,j} (z_k + t·(o_k − z_k)) dt,
 *
 * and φ_i the same with one factor taken out. The integrands have degree |J| − 2 and |J| − 1, so
 * K = ⌈|J| ÷ 2⌉ nodes are exact. A leaf with o = z = 0 for a player is worth nothing to anyone.
 */
export function pathDependentLeaves(
  nodes: TreeNodes,
  cover: Float64Array,
  players: Int32Array,
  count: number,
): (span: TreeSpan) => AddLeaves {
  const hit = new Uint8Array(count).fill(1);
  const share = new Float64Array(count).fill(1);
  const isOnPath = new Uint8Array(count);
  const onPath = new Int32Array(count);

  return (span) => {
    const most = pathShares(nodes, cover, span, players).players;
    const { nodes: t, weights } = legendreRule(Math.max(1, Math.ceil(most / 2)));
    const K = t.length;
    const worth = new Float64Array(K);
    /** (o_j − z_j) ÷ (factor of j), by place on the path and node. */
    const taken = new Float64Array(most * K);
    let person: Float64Array = new Float64Array(0);
    let pairs: Float64Array = new Float64Array(0);
    let phi: Float64Array = new Float64Array(0);

    const addLeaf = (value: number, distinct: number): void => {
      for (let k = 0; k < K; k++) worth[k] = value * (weights[k] as number);
      for (let at = 0; at < distinct; at++) {
        const player = onPath[at] as number;
        const o = hit[player] as number;
        const z = share[player] as number;
        if (o === 0 && z === 0) return;
        for (let k = 0; k < K; k++) {
          const factor = z + (t[k] as number) * (o - z);
          worth[k] = (worth[k] as number) * factor;
          taken[at * K + k] = (o - z) / factor;
        }
      }
      for (let one = 0; one < distinct; one++) {
        const i = onPath[one] as number;
        for (let k = 0; k < K; k++) {
          phi[i] = (phi[i] as number) + (worth[k] as number) * (taken[one * K + k] as number);
        }
        for (let two = 0; two < one; two++) {
          let sum = 0;
          for (let k = 0; k < K; k++) {
            sum +=
              (worth[k] as number) *
              (taken[one * K + k] as number) *
              (taken[two * K + k] as number);
          }
          addPair(pairs, count, i, onPath[two] as number, sum);
        }
      }
    };

    const descend = (node: number, distinct: number): void => {
      const feature = nodes.feature[node] as number;
      if (feature < 0) {
        addLeaf(nodes.value[node] as number, distinct);
        return;
      }
      const player = players[feature] as number;
      const known = isOnPath[player] === 1;
      const o = hit[player] as number;
      const z = share[player] as number;
      isOnPath[player] = 1;
      if (!known) onPath[distinct] = player;
      const goes = goesLeft(nodes, node, person[feature] as number);
      const left = nodes.left[node] as number;
      for (const child of [left, nodes.right[node] as number]) {
        hit[player] = (child === left) === goes ? o : 0;
        share[player] = z * coverShare(cover, node, child);
        descend(child, known ? distinct : distinct + 1);
      }
      hit[player] = o;
      share[player] = z;
      isOnPath[player] = known ? 1 : 0;
    };
    return (row, indices, values) => {
      person = row;
      pairs = indices;
      phi = values;
      descend(span.root, 0);
    };
  };
}

/**
 * For a leaf of value v and one background row, with A the players where only the person follows the
 * leaf's path and B those where only the background row does, the leaf is reached just when A ⊆ S and
 * B ∩ S = ∅. With a = |A|, b = |B| and β(p, q) = p!·q! ÷ (p+q+1)!
 *
 *   I_ij = v·β(a−2, b)  for i, j ∈ A,   v·β(a, b−2)  for i, j ∈ B,   −v·β(a−1, b−1)  for one of each,
 *   φ_i  = v·β(a−1, b)  for i ∈ A,     −v·β(a, b−1)  for i ∈ B,
 *
 * averaged over the background. One descent carries all rows that still agree on A and B.
 */
export function interventionalLeaves(
  nodes: TreeNodes,
  background: EncodedRows,
  players: Int32Array,
  count: number,
): (span: TreeSpan) => AddLeaves {
  const { rows, width, values } = background;
  const beta = betaTable(count + 1);
  const at = (p: number, q: number): number => beta[p * (count + 1) + q] as number;
  /** 0 where person and background have agreed so far, 1 in A, 2 in B. */
  const side = new Uint8Array(count);
  const parted = new Int32Array(count);

  const addLeaf = (
    value: number,
    a: number,
    b: number,
    pairs: Float64Array,
    phi: Float64Array,
  ): void => {
    for (let one = 0; one < a + b; one++) {
      const i = parted[one] as number;
      const first = side[i] === 1;
      phi[i] = (phi[i] as number) + value * (first ? at(a - 1, b) : -at(a, b - 1));
      for (let two = 0; two < one; two++) {
        const j = parted[two] as number;
        const second = side[j] === 1;
        const weight = first !== second ? -at(a - 1, b - 1) : first ? at(a - 2, b) : at(a, b - 2);
        addPair(pairs, count, i, j, value * weight);
      }
    }
  };

  return (span) => (person, pairs, phi) => {
    const descend = (node: number, among: readonly number[], a: number, b: number): void => {
      const feature = nodes.feature[node] as number;
      if (feature < 0) {
        addLeaf(((nodes.value[node] as number) * among.length) / rows, a, b, pairs, phi);
        return;
      }
      const player = players[feature] as number;
      const left = nodes.left[node] as number;
      const right = nodes.right[node] as number;
      const goes = goesLeft(nodes, node, person[feature] as number);
      const near = goes ? left : right;
      const far = goes ? right : left;
      if (side[player] === 1) {
        descend(near, among, a, b);
        return;
      }
      const along: number[] = [];
      const apart: number[] = [];
      for (const row of among) {
        const same = goesLeft(nodes, node, values[row * width + feature] as number) === goes;
        (same ? along : apart).push(row);
      }
      if (along.length > 0) descend(near, along, a, b);
      if (apart.length === 0) return;
      if (side[player] === 2) {
        descend(far, apart, a, b);
        return;
      }
      parted[a + b] = player;
      side[player] = 1;
      descend(near, apart, a + 1, b);
      side[player] = 2;
      descend(far, apart, a, b + 1);
      side[player] = 0;
    };
    descend(
      span.root,
      Array.from({ length: rows }, (_, row) => row),
      0,
      0,
    );
  };
}

function addPair(pairs: Float64Array, count: number, i: number, j: number, value: number): void {
  const at = i < j ? i * count + j : j * count + i;
  pairs[at] = (pairs[at] as number) + value;
}

/** β(p, q) = p!·q! ÷ (p+q+1)! = ∫₀¹ tᵖ·(1−t)^q dt, at p·size + q: from 1 ÷ (p+1) by q ÷ (p+q+1). */
function betaTable(size: number): Float64Array {
  const beta = new Float64Array(size * size);
  for (let p = 0; p < size; p++) {
    beta[p * size] = 1 / (p + 1);
    for (let q = 1; q < size; q++) {
      beta[p * size + q] = ((beta[p * size + q - 1] as number) * q) / (p + q + 1);
    }
  }
  return beta;
}
