import { changesAt, costAt } from "../box.ts";
import type { Domain } from "../domain.ts";
import { brokenLink, type LinkRule } from "../links.ts";

/** What the points of one person have to keep, all but what the model says of them. */
export interface Space {
  readonly domains: readonly Domain[];
  readonly links: readonly LinkRule[];
  readonly maxChanges: number;
  /** Sets of features of which each leaves at least one as it is. */
  readonly apartFrom: readonly (readonly number[])[];
  isUsual(point: Int32Array): boolean;
}

/** A point and what the model says of it. */
export interface Scored {
  readonly point: Int32Array;
  readonly cost: number;
  readonly score: number;
}

export function ownPoint(domains: readonly Domain[]): Int32Array {
  return Int32Array.from(domains, ({ own }) => own);
}

/** The point with one more candidate. */
export function withCandidate(point: Int32Array, feature: number, candidate: number): Int32Array {
  const next = point.slice();
  next[feature] = candidate;
  return next;
}

/** Whether a point keeps every rule that can be told without the model. */
export function isAllowed(space: Space, point: Int32Array): boolean {
  const { domains, links, maxChanges, apartFrom, isUsual } = space;
  if (changesAt(domains, point) > maxChanges) return false;
  if (apartFrom.some((set) => set.every((at) => point[at] !== domains[at]?.own))) return false;
  return (
    brokenLink(links, { domains, offset: NO_OFFSETS, size: 0 }, point) === null && isUsual(point)
  );
}

const NO_OFFSETS = new Int32Array(0);

export function valuesAt(domains: readonly Domain[], point: Int32Array): Float64Array {
  return Float64Array.from(domains, ({ values }, at) => values[point[at] as number] as number);
}

export function byCost(a: { readonly cost: number }, b: { readonly cost: number }): number {
  return a.cost - b.cost;
}

/** Each point once, with its cost, cheapest first. */
export function cheapestFirst(
  domains: readonly Domain[],
  points: Iterable<Int32Array>,
): { readonly point: Int32Array; readonly cost: number }[] {
  const once = new Map<string, Int32Array>();
  for (const point of points) once.set(point.join(), point);
  return [...once.values()].map((point) => ({ point, cost: costAt(domains, point) })).sort(byCost);
}
