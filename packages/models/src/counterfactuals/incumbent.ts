import type { EncodedRows } from "../trees/encode.ts";
import { type BoxLayout, costAt, sumAt } from "./box.ts";
import { candidateOf, type Domain } from "./domain.ts";
import type { SearchForest } from "./forest.ts";

/** A point that meets the target. */
export interface Incumbent {
  readonly point: Int32Array;
  readonly cost: number;
}

/** Whether a sum of leaf values meets the target, by the model's own arithmetic. */
export type MeetsTarget = (sum: number) => boolean;

/** The anchors that are polished: the cheapest ones that meet the target. */
const MOST_POLISHED = 20;

/**
 * The cheapest answer that the anchors lead to. Each anchor is repaired to the candidates (what may
 * not change stays), the cheapest that still meet the target are polished, and the cheapest of these
 * is taken; null where none meets it.
 */
export function anchorIncumbent(
  layout: BoxLayout,
  forest: SearchForest,
  anchors: EncodedRows,
  meets: MeetsTarget,
): Incumbent | null {
  let best: Incumbent | null = null;
  let polished = 0;
  for (const point of repaired(layout.domains, anchors)) {
    if (!meets(sumAt(forest, point))) continue;
    const answer = polish(layout, forest, point, meets);
    if (best === null || answer.cost < best.cost) best = answer;
    if (++polished === MOST_POLISHED) break;
  }
  return best;
}

/**
 * Makes an answer cheaper, until nothing moves: for each changed feature, the dearest first, the
 * cheapest candidate that still meets the target takes the place of the present one.
 */
export function polish(
  { domains }: BoxLayout,
  forest: SearchForest,
  start: Int32Array,
  meets: MeetsTarget,
): Incumbent {
  const point = start.slice();
  const priceOf = (feature: number): number =>
    domains[feature]?.costs[point[feature] as number] as number;
  for (let moved = true; moved; ) {
    moved = false;
    const changed = domains
      .flatMap(({ own }, feature) => (point[feature] === own ? [] : [feature]))
      .sort((a, b) => priceOf(b) - priceOf(a) || a - b);
    for (const feature of changed) {
      const present = point[feature] as number;
      for (const candidate of cheaperThan(domains[feature] as Domain, present)) {
        point[feature] = candidate;
        if (meets(sumAt(forest, point))) {
          moved = true;
          break;
        }
        point[feature] = present;
      }
    }
  }
  return { point, cost: costAt(domains, point) };
}

/** The candidates that cost less than this one, the cheapest first. */
function cheaperThan({ costs }: Domain, candidate: number): number[] {
  const price = costs[candidate] as number;
  const cheaper: number[] = [];
  for (let at = 0; at < costs.length; at++) if ((costs[at] as number) < price) cheaper.push(at);
  return cheaper.sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
}

/** The anchors as points, each once, by cost and then in the order of the rows. */
function repaired(domains: readonly Domain[], anchors: EncodedRows): Int32Array[] {
  const distinct = new Map<string, { point: Int32Array; cost: number }>();
  for (let row = 0; row < anchors.rows; row++) {
    const point = Int32Array.from(domains, (domain, feature) =>
      candidateOf(domain, anchors.values[row * anchors.width + feature] as number),
    );
    const key = point.join();
    if (!distinct.has(key)) distinct.set(key, { point, cost: costAt(domains, point) });
  }
  return [...distinct.values()].sort((a, b) => a.cost - b.cost).map(({ point }) => point);
}
