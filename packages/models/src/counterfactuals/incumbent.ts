import type { EncodedRows } from "../trees/encode.ts";
import { costAt } from "./box.ts";
import { candidateOf, type Domain } from "./domain.ts";
import { isSparse, isValid, type Rules } from "./rules.ts";

/** A point that keeps all rules. */
export interface Incumbent {
  readonly point: Int32Array;
  readonly cost: number;
}

/** The anchors that are polished: the cheapest ones that meet the targets. */
const MOST_POLISHED = 20;

/**
 * The cheapest answer that the anchors lead to. Each anchor is repaired to the candidates (what may
 * not change stays), the cheapest that still meet the targets are polished, and the cheapest of those
 * that change no more features than they may is taken; null where there is none.
 *
 * @param frozen features that stay as they are
 */
export function anchorIncumbent(
  rules: Rules,
  anchors: EncodedRows,
  frozen: readonly number[] = [],
): Incumbent | null {
  let best: Incumbent | null = null;
  let polished = 0;
  for (const point of repaired(rules.layout.domains, anchors, new Set(frozen))) {
    if (!isValid(rules, point)) continue;
    const answer = polish(rules, point);
    if (isSparse(rules, answer.point) && (best === null || answer.cost < best.cost)) best = answer;
    if (++polished === MOST_POLISHED) break;
  }
  return best;
}

/**
 * Makes an answer cheaper, until nothing moves: for each changed feature, the dearest first, the
 * cheapest candidate that still keeps the rules takes the place of the present one.
 */
export function polish(rules: Rules, start: Int32Array): Incumbent {
  const { domains } = rules.layout;
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
        if (isValid(rules, point)) {
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

/** The anchors as points, each once, by cost and then in the order of the rows; made as they are asked for. */
function* repaired(
  domains: readonly Domain[],
  { rows, width, values }: EncodedRows,
  frozen: ReadonlySet<number>,
): Generator<Int32Array> {
  const own = Int32Array.from(domains, (domain) => domain.own);
  const points = new Int32Array(rows * width);
  const costs = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let feature = 0; feature < width; feature++) {
      const at = row * width + feature;
      const domain = domains[feature] as Domain;
      const candidate = frozen.has(feature)
        ? domain.own
        : candidateOf(domain, values[at] as number);
      points[at] = candidate;
      costs[row] = (costs[row] as number) + (domain.costs[candidate] as number);
    }
  }
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => (costs[a] as number) - (costs[b] as number) || a - b,
  );
  const seen = new Set<string>();
  for (const row of order) {
    // What links read beside the model stays as it is.
    const point = own.slice();
    point.set(points.subarray(row * width, (row + 1) * width));
    const key = point.join();
    if (seen.has(key)) continue;
    seen.add(key);
    yield point;
  }
}
