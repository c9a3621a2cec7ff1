import { type Box, type BoxLayout, type Branch, holds, wordsOf } from "./box.ts";
import type { Domain } from "./domain.ts";

/**
 * A link between two features as a comparison of grades: a pair of candidates is allowed where
 * grade(above) ≥ grade(below). For an order, grades are values; for a condition, 1 says "admitted"
 * above and "met" below, and 0 that it is not. The pair of present values is always allowed: advice
 * that leaves both alone is not bound.
 */
export interface LinkRule {
  readonly above: number;
  readonly below: number;
  readonly aboveGrades: Float64Array;
  readonly belowGrades: Float64Array;
}

/** The first link that a point breaks; null where it keeps them all. */
export function brokenLink(
  links: readonly LinkRule[],
  { domains }: BoxLayout,
  point: Int32Array,
): LinkRule | null {
  for (const link of links) {
    const above = point[link.above] as number;
    const below = point[link.below] as number;
    if ((link.aboveGrades[above] as number) >= (link.belowGrades[below] as number)) continue;
    if (above !== domains[link.above]?.own || below !== domains[link.below]?.own) return link;
  }
  return null;
}

/**
 * Takes from a box candidates that no partner in it allows, until nothing moves. False: nothing is
 * left.
 */
export function narrow(links: readonly LinkRule[], layout: BoxLayout, box: Box): boolean {
  for (let moved = true; moved; ) {
    moved = false;
    for (const { above, below, aboveGrades, belowGrades } of links) {
      const own = { above: layout.domains[above]?.own, below: layout.domains[below]?.own };
      let least = Infinity;
      for (const at of candidatesIn(layout, box, below)) {
        least = Math.min(least, belowGrades[at] as number);
      }
      const lonely = !holds(layout, box, below, own.below as number);
      const kept = keep(layout, box, above, (at) => {
        return (aboveGrades[at] as number) >= least || (at === own.above && !lonely);
      });
      if (kept === "nothing") return false;
      let most = -Infinity;
      for (const at of candidatesIn(layout, box, above)) {
        most = Math.max(most, aboveGrades[at] as number);
      }
      const alone = !holds(layout, box, above, own.above as number);
      const left = keep(layout, box, below, (at) => {
        return (belowGrades[at] as number) <= most || (at === own.below && !alone);
      });
      if (left === "nothing") return false;
      moved ||= kept === "some" || left === "some";
    }
  }
  return true;
}

/**
 * Divides a narrowed box at a link that its cheapest point breaks, so that the point's candidate
 * goes one way and a candidate that its partner allows the other.
 */
export function branchAtLink(
  link: LinkRule,
  layout: BoxLayout,
  box: Box,
  point: Int32Array,
): Branch {
  const { above, below, aboveGrades, belowGrades } = link;
  const present = point[above] as number;
  const partner = point[below] as number;
  const needed = belowGrades[partner] as number;
  const domain = layout.domains[above] as Domain;
  const allows = (at: number): boolean =>
    (aboveGrades[at] as number) >= needed ||
    (at === domain.own && partner === layout.domains[below]?.own);
  const allowed = [...candidatesIn(layout, box, above)].filter(allows);
  if (!domain.ordered) {
    const left = new Int32Array(wordsOf(domain));
    for (const at of allowed) left[at >>> 5] = (left[at >>> 5] as number) | (1 << (at & 31));
    return { feature: above, left };
  }
  const next = allowed.find((at) => at > present);
  return { feature: above, left: next ?? (allowed.at(-1) as number) + 1 };
}

function* candidatesIn(layout: BoxLayout, box: Box, feature: number): Generator<number> {
  const count = layout.domains[feature]?.values.length as number;
  for (let at = 0; at < count; at++) if (holds(layout, box, feature, at)) yield at;
}

/** Ordered candidates are clipped at both ends; of others each is kept or not. */
function keep(
  { domains, offset }: BoxLayout,
  box: Box,
  feature: number,
  isKept: (candidate: number) => boolean,
): "all" | "some" | "nothing" {
  const domain = domains[feature] as Domain;
  const at = offset[feature] as number;
  if (domain.ordered) {
    let low = box[at] as number;
    let high = box[at + 1] as number;
    while (low <= high && !isKept(low)) low++;
    while (low <= high && !isKept(high)) high--;
    const moved = low !== box[at] || high !== box[at + 1];
    box[at] = low;
    box[at + 1] = high;
    return low > high ? "nothing" : moved ? "some" : "all";
  }
  let any = 0;
  let moved = false;
  for (let word = 0; word < wordsOf(domain); word++) {
    let bits = box[at + word] as number;
    for (let bit = 0; bit < 32; bit++) {
      if (((bits >>> bit) & 1) === 0 || isKept(word * 32 + bit)) continue;
      bits &= ~(1 << bit);
      moved = true;
    }
    any |= box[at + word] = bits;
  }
  return any === 0 ? "nothing" : moved ? "some" : "all";
}
