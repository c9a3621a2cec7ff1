import { goesLeft, type TreeEnsemble, ZERO_IS_MISSING } from "../trees/ensemble.ts";
import type { Borders, Domain } from "./domain.ts";

/**
 * The trees of a model over the candidates of one person: splits that no candidate can turn are
 * gone, and values are negated where the output is to fall, so that a search always raises the sum.
 * Nodes stand in pre-order: the left child of node n is n + 1, and n's left subtree is n + 1 to
 * right[n] − 1.
 */
export interface SearchForest {
  readonly roots: Int32Array;
  /** −1 at leaves. */
  readonly feature: Int32Array;
  readonly right: Int32Array;
  /** Index of the split: nodes that ask the same question share it. −1 at leaves. */
  readonly split: Int32Array;
  /** Of a leaf, the value; of a split, the largest value below. */
  readonly most: Float64Array;
  /** Of ordered domains: the number of candidates that go left; by split. */
  readonly cut: Int32Array;
  /** Of other domains: start of the bit set of left-going candidates in `masks`; by split. */
  readonly mask: Int32Array;
  readonly masks: Int32Array;
}

/** Trees whose leaves are summed, whatever the sum means. */
export type SplitTrees = Pick<TreeEnsemble, "features" | "roots" | "nodes">;

const LEAF = -1;
const ALL_LEFT = -2;
const ALL_RIGHT = -3;

/** The thresholds that ensembles over the same features have for each. */
export function bordersOf(ensembles: readonly SplitTrees[]): Borders[] {
  const width = ensembles[0]?.features.length ?? 0;
  const thresholds = Array.from({ length: width }, () => new Set<number>());
  const zeroApart = thresholds.map(() => false);
  for (const { nodes } of ensembles) {
    for (let node = 0; node < nodes.feature.length; node++) {
      const feature = nodes.feature[node] as number;
      if (feature < 0 || (nodes.levelSet[node] as number) >= 0) continue;
      thresholds[feature]?.add(nodes.threshold[node] as number);
      if (((nodes.flags[node] as number) & ZERO_IS_MISSING) !== 0) zeroApart[feature] = true;
    }
  }
  return thresholds.map((set, feature) => ({
    thresholds: Float64Array.from(set).sort(),
    zeroApart: zeroApart[feature] as boolean,
  }));
}

/** The trees of a model over candidates; `sign` is −1 where the output is to fall. */
export function reduceForest(
  model: SplitTrees,
  domains: readonly Domain[],
  sign: 1 | -1,
): SearchForest {
  const { nodes } = model;
  const feature: number[] = [];
  const right: number[] = [];
  const split: number[] = [];
  const most: number[] = [];
  const splits = splitTable(model, domains);

  const reduce = (node: number): number => {
    const f = nodes.feature[node] as number;
    const asked = f < 0 ? LEAF : splits.indexOf(node);
    if (asked === ALL_LEFT) return reduce(nodes.left[node] as number);
    if (asked === ALL_RIGHT) return reduce(nodes.right[node] as number);
    const index = feature.push(f) - 1;
    right.push(-1);
    split.push(asked);
    most.push(sign * (nodes.value[node] as number));
    if (asked === LEAF) return index;
    const leftChild = reduce(nodes.left[node] as number);
    const rightChild = reduce(nodes.right[node] as number);
    right[index] = rightChild;
    most[index] = Math.max(most[leftChild] as number, most[rightChild] as number);
    return index;
  };

  const roots = Int32Array.from(model.roots, reduce);
  return {
    roots,
    feature: Int32Array.from(feature),
    right: Int32Array.from(right),
    split: Int32Array.from(split),
    most: Float64Array.from(most),
    ...splits.finish(),
  };
}

interface SplitTable {
  /** The index of the question a node asks, or that all candidates go one way. */
  indexOf(node: number): number;
  finish(): Pick<SearchForest, "cut" | "mask" | "masks">;
}

/** The distinct questions that splits ask of the candidates. */
function splitTable({ nodes }: SplitTrees, domains: readonly Domain[]): SplitTable {
  const known = domains.map(() => new Map<number | string, number>());
  const cut: number[] = [];
  const mask: number[] = [];
  const masks: number[] = [];

  const cutOf = (node: number, { values }: Domain): number => {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (goesLeft(nodes, node, values[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const maskOf = (node: number, { values }: Domain): { words: Int32Array; left: number } => {
    const words = new Int32Array((values.length + 31) >>> 5);
    let left = 0;
    for (let at = 0; at < values.length; at++) {
      if (!goesLeft(nodes, node, values[at] as number)) continue;
      words[at >>> 5] = (words[at >>> 5] as number) | (1 << (at & 31));
      left++;
    }
    return { words, left };
  };

  return {
    indexOf(node) {
      const feature = nodes.feature[node] as number;
      const domain = domains[feature] as Domain;
      const set = domain.ordered ? null : maskOf(node, domain);
      const left = set === null ? cutOf(node, domain) : set.left;
      if (left === 0) return ALL_RIGHT;
      if (left === domain.values.length) return ALL_LEFT;
      const questions = known[feature] as Map<number | string, number>;
      const key = set === null ? left : set.words.join();
      const found = questions.get(key);
      if (found !== undefined) return found;
      const index = cut.push(set === null ? left : -1) - 1;
      mask.push(set === null ? -1 : masks.length);
      if (set !== null) masks.push(...set.words);
      questions.set(key, index);
      return index;
    },
    finish: () => ({
      cut: Int32Array.from(cut),
      mask: Int32Array.from(mask),
      masks: Int32Array.from(masks),
    }),
  };
}
