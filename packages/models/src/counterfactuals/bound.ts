import {
  type Box,
  type BoxLayout,
  type Branch,
  changesAt,
  cheapestIn,
  clamp,
  costAt,
  leafAt,
  wordsOf,
} from "./box.ts";
import type { Domain } from "./domain.ts";
import type { SearchForest } from "./forest.ts";

/** Slack of every comparison (of sums, by their size), so that rounding never closes a box that holds an answer. */
export const SLACK = 1e-9;

/** The cheapest point of a box. */
export interface Projection {
  readonly point: Int32Array;
  /** Σ of its costs: nothing in the box costs less. */
  readonly cost: number;
  /** The features it changes: nothing in the box changes fewer. */
  readonly changes: number;
}

/** Where a point ends in the trees. */
export interface Reached {
  /** The leaf of each tree. */
  readonly leaves: Int32Array;
  readonly sum: number;
}

export interface Bound {
  /** No point of the box that meets the target costs less. */
  readonly cost: number;
  /** Where the box is to be divided: the split that promises most. */
  readonly branch: Branch;
}

export type BoundBox = (
  box: Box,
  projection: Projection,
  reached: Reached,
  limit: number,
) => Bound | null;

export function project(layout: BoxLayout, box: Box): Projection {
  const { domains } = layout;
  const point = Int32Array.from(domains, (_, feature) => cheapestIn(layout, box, feature));
  return { point, cost: costAt(domains, point), changes: changesAt(domains, point) };
}

export function reach(forest: SearchForest, point: Int32Array): Reached {
  const leaves = Int32Array.from(forest.roots, (root) => leafAt(forest, root, point));
  let sum = 0;
  for (const leaf of leaves) sum += forest.most[leaf] as number;
  return { leaves, sum };
}

/**
 * The budget-sweep bound. Every leaf that a point of the box reaches costs at least the cheapest
 * point of that leaf within the box; so a target that needs sum ≥ τ costs at least the least c with
 *
 *   Σ over trees of max {value of a leaf in the box : its cost ≤ c} ≥ τ.
 *
 * Each tree is walked for leaves that beat its value at the projection, cost less than `limit` and
 * change no more than `maxChanges` features; swept by rising cost, they raise the sum from that of
 * the projection. Null: the target lies out of reach within these limits.
 */
export function budgetSweep(
  layout: BoxLayout,
  forest: SearchForest,
  target: number,
  maxChanges: number = Infinity,
): BoundBox {
  const { domains, offset } = layout;
  const { feature, right, split, most, cut, mask, masks, roots } = forest;
  const scale = roots.reduce((sum, root) => sum + Math.abs(most[root] as number), Math.abs(target));
  const slack = Number.isFinite(target) ? SLACK * Math.max(1, scale) : 0;
  const least = target - slack;
  const sure = target + slack;
  const box = new Int32Array(layout.size);
  const best = new Int32Array(roots.length);
  const gains = new Float64Array(cut.length);
  let costs: number[] = [];
  let leaves: number[] = [];
  let trees: number[] = [];
  // Of the tree that is walked: its value at the projection, the cost limit, its index; and how many
  // features the cheapest point of the node has changed.
  let floor = 0;
  let limit = 0;
  let tree = 0;
  let changes = 0;

  // Only the present value costs nothing, so a feature changes where its price rises from 0.
  const descend = (node: number, rest: number, before: number, after: number): void => {
    const changed = before === 0 && after > 0 ? 1 : 0;
    if (rest + after >= limit || changes + changed > maxChanges) return;
    changes += changed;
    walk(node, rest + after);
    changes -= changed;
  };

  const walk = (node: number, cost: number): void => {
    if ((most[node] as number) <= floor) return;
    const f = feature[node] as number;
    if (f < 0) {
      costs.push(cost);
      leaves.push(node);
      trees.push(tree);
    } else if ((domains[f] as Domain).ordered) walkOrdered(node, cost, f);
    else walkSet(node, cost, f);
  };

  const walkOrdered = (node: number, cost: number, f: number): void => {
    const { own, costs: prices } = domains[f] as Domain;
    const at = offset[f] as number;
    const first = cut[split[node] as number] as number;
    const low = box[at] as number;
    const high = box[at + 1] as number;
    const price = prices[clamp(own, low, high)] as number;
    if (low < first) {
      const end = Math.min(high, first - 1);
      box[at + 1] = end;
      descend(node + 1, cost - price, price, prices[clamp(own, low, end)] as number);
      box[at + 1] = high;
    }
    if (high >= first) {
      const start = Math.max(low, first);
      box[at] = start;
      descend(
        right[node] as number,
        cost - price,
        price,
        prices[clamp(own, start, high)] as number,
      );
      box[at] = low;
    }
  };

  const walkSet = (node: number, cost: number, f: number): void => {
    const domain = domains[f] as Domain;
    const at = offset[f] as number;
    const start = mask[split[node] as number] as number;
    const price = domain.costs[cheapestIn(layout, box, f)] as number;
    const before = box.slice(at, at + wordsOf(domain));
    for (const toLeft of [true, false]) {
      let any = 0;
      for (let word = 0; word < before.length; word++) {
        const bits = masks[start + word] as number;
        any |= box[at + word] = (before[word] as number) & (toLeft ? bits : ~bits);
      }
      if (any !== 0) {
        const next = toLeft ? node + 1 : (right[node] as number);
        descend(next, cost - price, price, domain.costs[cheapestIn(layout, box, f)] as number);
      }
      box.set(before, at);
    }
  };

  return (given, projection, reached, below) => {
    costs = [];
    leaves = [];
    trees = [];
    box.set(given);
    limit = below;
    changes = projection.changes;
    for (tree = 0; tree < roots.length; tree++) {
      floor = most[reached.leaves[tree] as number] as number;
      walk(roots[tree] as number, projection.cost);
    }
    const order = Uint32Array.from(costs, (_, event) => event).sort(
      (a, b) => (costs[a] as number) - (costs[b] as number) || a - b,
    );
    best.set(reached.leaves);
    let sum = reached.sum;
    let lowest = sum >= least ? projection.cost : null;
    // Past the bound, on to a sum that certainly meets the target: these gains choose the split.
    for (let next = 0; next < order.length && sum < sure; next++) {
      const event = order[next] as number;
      const of = trees[event] as number;
      const leaf = leaves[event] as number;
      const gain = (most[leaf] as number) - (most[best[of] as number] as number);
      if (gain <= 0) continue;
      sum += gain;
      best[of] = leaf;
      if (sum >= least) lowest ??= costs[event] as number;
    }
    const branch = branchAt(layout, forest, reached, best, gains);
    // Without a leaf that beats the projection, nothing here meets the target, as it does not.
    return lowest === null || branch === null ? null : { cost: lowest, branch };
  };
}

/**
 * For every tree whose best leaf is not that of the projection, its gain goes to the split where the
 * ways to the two part; the split with the largest total, the first of equals. Null: no such tree.
 */
function branchAt(
  { domains }: BoxLayout,
  { roots, feature, right, split, most, cut, mask, masks }: SearchForest,
  { leaves }: Reached,
  best: Int32Array,
  gains: Float64Array,
): Branch | null {
  gains.fill(0);
  let chosen: { feature: number; split: number } | null = null;
  for (let tree = 0; tree < roots.length; tree++) {
    const from = leaves[tree] as number;
    const to = best[tree] as number;
    if (from === to) continue;
    let node = roots[tree] as number;
    for (let second = right[node] as number; from < second === to < second; ) {
      node = from < second ? node + 1 : second;
      second = right[node] as number;
    }
    const at = split[node] as number;
    const gain = (gains[at] as number) + (most[to] as number) - (most[from] as number);
    gains[at] = gain;
    if (chosen === null || gain > (gains[chosen.split] as number)) {
      chosen = { feature: feature[node] as number, split: at };
    }
  }
  if (chosen === null) return null;
  const domain = domains[chosen.feature] as Domain;
  if (domain.ordered) return { feature: chosen.feature, left: cut[chosen.split] as number };
  const start = mask[chosen.split] as number;
  return { feature: chosen.feature, left: masks.subarray(start, start + wordsOf(domain)) };
}
