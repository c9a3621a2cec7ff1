import { type BoxLayout, changesAt, sumAt } from "./box.ts";
import type { SearchForest } from "./forest.ts";
import { brokenLink, type LinkRule } from "./links.ts";

/** Whether a sum of leaf values meets a target, by the model's own arithmetic. */
export type MeetsTarget = (sum: number) => boolean;

/** A target that the sum over some trees has to meet. */
export interface Constraint {
  readonly forest: SearchForest;
  /** The sum of leaf values at which the target lies. */
  readonly target: number;
  readonly meets: MeetsTarget;
}

/** What an answer has to keep. */
export interface Rules {
  readonly layout: BoxLayout;
  /** All are to be met. */
  readonly constraints: readonly Constraint[];
  readonly links: readonly LinkRule[];
  readonly maxChanges: number;
}

/** Whether a point keeps all rules but the limit on changes. */
export function isValid({ layout, constraints, links }: Rules, point: Int32Array): boolean {
  if (links.length > 0 && brokenLink(links, layout, point) !== null) return false;
  return constraints.every(({ forest, meets }) => meets(sumAt(forest, point)));
}

/** Whether a point changes no more features than it may. */
export function isSparse({ layout, maxChanges }: Rules, point: Int32Array): boolean {
  return changesAt(layout.domains, point) <= maxChanges;
}
