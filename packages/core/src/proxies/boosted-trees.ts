/** Bins of all people, person after person, features side by side; each below `BINS`. */
export interface BinnedPeople {
  readonly bins: Uint8Array;
  readonly features: number;
  readonly people: number;
}

export const BINS = 36;

const TREES = 40;
const DEPTH = 3;
const RATE = 0.25;
/** Added to the weight of each leaf. */
const RIDGE = 2;
/** Least Σ p(1 − p) on either side of a split. */
const LEAST_WEIGHT = 2;
/** Each tree sees this share of the people it may learn from, and no more than so many. */
const SHARE = 0.5;
const MOST_SEEN = 3_000;

/**
 * Learns a level from some people and predicts it for all: logistic boosting of trees of depth 3 on
 * binned features, each tree on another half. Friedman (2001), Annals of Statistics 29; (2002), CSDA 38.
 * Depth 3 finds what two or three features tell only together.
 *
 * @param learners positions to learn from, in random order
 * @param has 1 or 0 by position
 * @returns log-odds by position
 */
export function boostTrees(
  people: BinnedPeople,
  learners: Uint32Array,
  has: Uint8Array,
): Float64Array {
  let positives = 0;
  for (const person of learners) positives += has[person] as number;
  const start = Math.log((positives + 0.5) / (learners.length - positives + 0.5));
  const odds = new Float64Array(people.people).fill(start);
  const seen = Math.min(MOST_SEEN, Math.ceil(SHARE * learners.length));
  // Twice round, so that each window lies in one piece.
  const round = new Uint32Array(learners.length * 2);
  round.set(learners);
  round.set(learners, learners.length);
  for (let tree = 0, from = 0; tree < TREES; tree++, from = (from + seen) % learners.length) {
    addTree(growTree(people, round.subarray(from, from + seen), has, odds), people, odds);
  }
  return odds;
}

/** A complete tree: node i has the children 2i + 1 and 2i + 2; the leaves follow the last split. */
interface Tree {
  /** −1 where a node does not split, and everybody goes left. */
  readonly feature: Int32Array;
  /** Bins above it go right. */
  readonly bin: Uint8Array;
  readonly leaves: Float64Array;
}

const SPLITS = 2 ** DEPTH - 1;

function growTree(
  { bins, features }: BinnedPeople,
  window: Uint32Array,
  has: Uint8Array,
  odds: Float64Array,
): Tree {
  const tree: Tree = {
    feature: new Int32Array(SPLITS).fill(-1),
    bin: new Uint8Array(SPLITS),
    leaves: new Float64Array(SPLITS + 1),
  };
  const slope = new Float64Array(window.length);
  const weight = new Float64Array(window.length);
  for (let i = 0; i < window.length; i++) {
    const person = window[i] as number;
    const p = 1 / (1 + Math.exp(-(odds[person] as number)));
    slope[i] = (has[person] as number) - p;
    weight[i] = p * (1 - p);
  }
  const nodes = new Uint8Array(window.length);
  const width = features * BINS * 2;
  for (let depth = 0; depth < DEPTH; depth++) {
    const first = 2 ** depth - 1;
    const sums = new Float64Array(2 ** depth * width);
    for (let i = 0; i < window.length; i++) {
      const row = (window[i] as number) * features;
      let at = ((nodes[i] as number) - first) * width;
      const g = slope[i] as number;
      const h = weight[i] as number;
      for (let feature = 0; feature < features; feature++, at += BINS * 2) {
        const cell = at + 2 * (bins[row + feature] as number);
        sums[cell] = (sums[cell] as number) + g;
        sums[cell + 1] = (sums[cell + 1] as number) + h;
      }
    }
    for (let node = first; node < 2 * first + 1; node++) {
      const from = (node - first) * width;
      chooseSplit(tree, node, sums.subarray(from, from + width), features);
    }
    for (let i = 0; i < window.length; i++) {
      nodes[i] = childOf(tree, nodes[i] as number, bins, (window[i] as number) * features);
    }
  }
  const slopes = new Float64Array(SPLITS + 1);
  const weights = new Float64Array(SPLITS + 1).fill(RIDGE);
  for (let i = 0; i < window.length; i++) {
    const leaf = (nodes[i] as number) - SPLITS;
    slopes[leaf] = (slopes[leaf] as number) + (slope[i] as number);
    weights[leaf] = (weights[leaf] as number) + (weight[i] as number);
  }
  for (let leaf = 0; leaf <= SPLITS; leaf++) {
    tree.leaves[leaf] = (RATE * (slopes[leaf] as number)) / (weights[leaf] as number);
  }
  return tree;
}

/** The split with the largest G_L²/(H_L + r) + G_R²/(H_R + r); none where none gains. */
function chooseSplit(tree: Tree, node: number, sums: Float64Array, features: number): void {
  let slope = 0;
  let weight = 0;
  for (let cell = 0; cell < BINS * 2; cell += 2) {
    slope += sums[cell] as number;
    weight += sums[cell + 1] as number;
  }
  let best = (slope * slope) / (weight + RIDGE) + 1e-9;
  for (let feature = 0; feature < features; feature++) {
    let left = 0;
    let leftWeight = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      const cell = (feature * BINS + bin) * 2;
      left += sums[cell] as number;
      leftWeight += sums[cell + 1] as number;
      const rightWeight = weight - leftWeight;
      if (leftWeight < LEAST_WEIGHT) continue;
      if (rightWeight < LEAST_WEIGHT) break;
      const right = slope - left;
      const gain = (left * left) / (leftWeight + RIDGE) + (right * right) / (rightWeight + RIDGE);
      if (gain <= best) continue;
      best = gain;
      tree.feature[node] = feature;
      tree.bin[node] = bin;
    }
  }
}

function childOf(tree: Tree, node: number, bins: Uint8Array, row: number): number {
  const feature = tree.feature[node] as number;
  const right = feature >= 0 && (bins[row + feature] as number) > (tree.bin[node] as number);
  return 2 * node + (right ? 2 : 1);
}

function addTree(tree: Tree, { bins, features, people }: BinnedPeople, odds: Float64Array): void {
  for (let person = 0, row = 0; person < people; person++, row += features) {
    let node = 0;
    for (let depth = 0; depth < DEPTH; depth++) node = childOf(tree, node, bins, row);
    odds[person] = (odds[person] as number) + (tree.leaves[node - SPLITS] as number);
  }
}
