import { type Box, type BoxLayout, cheapestIn, clamp, leafAt, wordsOf } from "./box.ts";
import type { Domain } from "./domain.ts";
import type { SearchForest } from "./forest.ts";

/** Slack of every comparison (of sums, by their size), so that rounding never closes a box that holds an answer. */
export const SLACK = 1e-9;

/** The cheapest point of a box. */
export interface Projection {
  readonly point: Int32Array;
  /** Σ of its costs: nothing in the box costs less. */
  readonly cost: number;
  /** The leaf of each tree at the point. */
  readonly leaves: Int32Array;
  readonly sum: number;
}

export interface Bound {
  /** No point of the box that meets the target costs less. */
  readonly cost: number;
  /** Where the box is to be divided: the split that promises most, and its feature. */
  readonly feature: number;
  readonly split: number;
}

export type BoundBox = (box: Box, projection: Projection, limit: number) => Bound | null;

export function project(layout: BoxLayout, forest: SearchForest, box: Box): Projection {
  const { domains } = layout;
  const point = Int32Array.from(domains, (_, feature) => cheapestIn(layout, box, feature));
  let cost = 0;
  for (let f = 0; f < point.length; f++) cost += domains[f]?.costs[point[f] as number] as number;
  const leaves = Int32Array.from(forest.roots, (root) => leafAt(forest, root, point));
  let sum = 0;
  for (const leaf of leaves) sum += forest.most[leaf] as number;
  return { point, cost, leaves, sum };
}

/**
 * The budget-sweep bound. Every leaf that a point of the box reaches costs at least the cheapest
 * point of that leaf within the box; so a target that needs sum ≥ τ costs at least the least c with
 *
 *   Σ over trees of max {value of a leaf in the box : its cost ≤ c} ≥ τ.
 *
 * Each tree is walked for leaves that beat its value at the projection and cost less than `limit`;
 * swept by rising cost, they raise the sum from that of the projection. Null: the target lies out of
 * reach below the limit.
 */
export function budgetSweep(layout: BoxLayout, forest: SearchForest, target: number): BoundBox {
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
  // Of the tree that is walked: its value at the projection, the cost limit, its index.
  let floor = 0;
  let limit = 0;
  let tree = 0;

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
    const rest = cost - (prices[clamp(own, low, high)] as number);
    if (low < first) {
      const end = Math.min(high, first - 1);
      const price = rest + (prices[clamp(own, low, end)] as number);
      if (price < limit) {
        box[at + 1] = end;
        walk(node + 1, price);
        box[at + 1] = high;
      }
    }
    if (high >= first) {
      const start = Math.max(low, first);
      const price = rest + (prices[clamp(own, start, high)] as number);
      if (price < limit) {
        box[at] = start;
        walk(right[node] as number, price);
        box[at] = low;
      }
    }
  };

  const walkSet = (node: number, cost: number, f: number): void => {
    const domain = domains[f] as Domain;
    const at = offset[f] as number;
    const start = mask[split[node] as number] as number;
    const rest = cost - (domain.costs[cheapestIn(layout, box, f)] as number);
    const before = box.slice(at, at + wordsOf(domain));
    for (const toLeft of [true, false]) {
      let any = 0;
      for (let word = 0; word < before.length; word++) {
        const bits = masks[start + word] as number;
        any |= box[at + word] = (before[word] as number) & (toLeft ? bits : ~bits);
      }
      if (any !== 0) {
        const price = rest + (domain.costs[cheapestIn(layout, box, f)] as number);
        if (price < limit) walk(toLeft ? node + 1 : (right[node] as number), price);
      }
      box.set(before, at);
    }
  };

  return (given, projection, below) => {
    costs = [];
    leaves = [];
    trees = [];
    box.set(given);
    limit = below;
    for (tree = 0; tree < roots.length; tree++) {
      floor = most[projection.leaves[tree] as number] as number;
      walk(roots[tree] as number, projection.cost);
    }
    const order = Uint32Array.from(costs, (_, event) => event).sort(
      (a, b) => (costs[a] as number) - (costs[b] as number) || a - b,
    );
    best.set(projection.leaves);
    let sum = projection.sum;
    let reached = sum >= least ? projection.cost : null;
    // Past the bound, on to a sum that certainly meets the target: these gains choose the split.
    for (let next = 0; next < order.length && sum < sure; next++) {
      const event = order[next] as number;
      const of = trees[event] as number;
      const leaf = leaves[event] as number;
      const gain = (most[leaf] as number) - (most[best[of] as number] as number);
      if (gain <= 0) continue;
      sum += gain;
      best[of] = leaf;
      if (sum >= least) reached ??= costs[event] as number;
    }
    const branch = branchAt(forest, projection, best, gains);
    // Without a leaf that beats the projection, nothing here meets the target, as it does not.
    return reached === null || branch === null ? null : { cost: reached, ...branch };
  };
}

/**
 * For every tree whose best leaf is not that of the projection, its gain goes to the split where the
 * ways to the two part; the split with the largest total, the first of equals. Null: no such tree.
 */
function branchAt(
  { roots, feature, right, split, most }: SearchForest,
  { leaves }: Projection,
  best: Int32Array,
  gains: Float64Array,
): Pick<Bound, "feature" | "split"> | null {
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
  return chosen;
}
