import type { Domain } from "./domain.ts";
import type { SearchForest } from "./forest.ts";

/**
 * A set of candidates for each feature, in one array: two words [low, high] for an ordered domain,
 * a bit set for any other.
 */
export type Box = Int32Array;

/** Where each feature stands in a box. */
export interface BoxLayout {
  readonly domains: readonly Domain[];
  readonly offset: Int32Array;
  readonly size: number;
}

export function layOutBoxes(domains: readonly Domain[]): BoxLayout {
  const offset = new Int32Array(domains.length);
  let size = 0;
  domains.forEach((domain, feature) => {
    offset[feature] = size;
    size += domain.ordered ? 2 : wordsOf(domain);
  });
  return { domains, offset, size };
}

export function wordsOf({ values }: Domain): number {
  return (values.length + 31) >>> 5;
}

/** The box of all candidates. */
export function wholeBox({ domains, offset, size }: BoxLayout): Box {
  const box = new Int32Array(size);
  domains.forEach((domain, feature) => {
    const at = offset[feature] as number;
    const count = domain.values.length;
    if (domain.ordered) {
      box[at + 1] = count - 1;
      return;
    }
    box.fill(-1, at, at + wordsOf(domain));
    if ((count & 31) !== 0) box[at + wordsOf(domain) - 1] = 2 ** (count & 31) - 1;
  });
  return box;
}

/** The cheapest candidate of a feature in a box. */
export function cheapestIn(layout: BoxLayout, box: Box, feature: number): number {
  const domain = layout.domains[feature] as Domain;
  const at = layout.offset[feature] as number;
  if (domain.ordered) {
    const low = box[at] as number;
    const high = box[at + 1] as number;
    return clamp(domain.own, low, high);
  }
  let word = 0;
  while (box[at + word] === 0) word++;
  const bits = box[at + word] as number;
  return word * 32 + 31 - Math.clz32(bits & -bits);
}

/** The place in [low, high] that is nearest to x. */
export function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(x, high));
}

/** A question that divides a box. */
export interface Branch {
  readonly feature: number;
  /** What goes left: the number of first candidates where they are ordered, else their bit set. */
  readonly left: number | Int32Array;
}

/** The two parts of a box; null for an empty one. */
export function divide(
  { domains, offset }: BoxLayout,
  box: Box,
  { feature, left: goesLeft }: Branch,
): { left: Box | null; right: Box | null } {
  const at = offset[feature] as number;
  const left = box.slice();
  const right = box.slice();
  if (typeof goesLeft === "number") {
    left[at + 1] = Math.min(left[at + 1] as number, goesLeft - 1);
    right[at] = Math.max(right[at] as number, goesLeft);
    return {
      left: (left[at] as number) <= (left[at + 1] as number) ? left : null,
      right: (right[at] as number) <= (right[at + 1] as number) ? right : null,
    };
  }
  let anyLeft = 0;
  let anyRight = 0;
  for (let word = 0; word < wordsOf(domains[feature] as Domain); word++) {
    const bits = goesLeft[word] as number;
    anyLeft |= left[at + word] = (left[at + word] as number) & bits;
    anyRight |= right[at + word] = (right[at + word] as number) & ~bits;
  }
  return { left: anyLeft === 0 ? null : left, right: anyRight === 0 ? null : right };
}

/** Leaves a feature only one candidate. */
export function pin({ domains, offset }: BoxLayout, box: Box, feature: number, to: number): void {
  const domain = domains[feature] as Domain;
  const at = offset[feature] as number;
  if (domain.ordered) {
    box.fill(to, at, at + 2);
    return;
  }
  box.fill(0, at, at + wordsOf(domain));
  box[at + (to >>> 5)] = 1 << (to & 31);
}

/** Whether a candidate of a feature lies in a box. */
export function holds(
  { domains, offset }: BoxLayout,
  box: Box,
  feature: number,
  candidate: number,
): boolean {
  const at = offset[feature] as number;
  if ((domains[feature] as Domain).ordered) {
    return candidate >= (box[at] as number) && candidate <= (box[at + 1] as number);
  }
  return (((box[at + (candidate >>> 5)] as number) >>> (candidate & 31)) & 1) === 1;
}

/** The leaf that a point (a candidate a feature) reaches from this node. */
export function leafAt(forest: SearchForest, node: number, point: Int32Array): number {
  let at = node;
  for (let feature = forest.feature[at] as number; feature >= 0; ) {
    const split = forest.split[at] as number;
    const candidate = point[feature] as number;
    const mask = forest.mask[split] as number;
    const left =
      mask < 0
        ? candidate < (forest.cut[split] as number)
        : (((forest.masks[mask + (candidate >>> 5)] as number) >>> (candidate & 31)) & 1) === 1;
    at = left ? at + 1 : (forest.right[at] as number);
    feature = forest.feature[at] as number;
  }
  return at;
}

/** Σ over trees of the leaf value at a point, in the order of the trees. */
export function sumAt(forest: SearchForest, point: Int32Array): number {
  let sum = 0;
  for (let tree = 0; tree < forest.roots.length; tree++) {
    sum += forest.most[leafAt(forest, forest.roots[tree] as number, point)] as number;
  }
  return sum;
}

/** Σ of the costs of a point's candidates. */
export function costAt(domains: readonly Domain[], point: Int32Array): number {
  let cost = 0;
  for (let feature = 0; feature < domains.length; feature++) {
    cost += domains[feature]?.costs[point[feature] as number] as number;
  }
  return cost;
}

/** How many features a point changes. */
export function changesAt(domains: readonly Domain[], point: Int32Array): number {
  let changes = 0;
  for (let feature = 0; feature < domains.length; feature++) {
    if (point[feature] !== domains[feature]?.own) changes++;
  }
  return changes;
}
