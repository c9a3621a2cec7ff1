import { moverDifference, moverRatio, type Spanned } from "../stats/mover.ts";
import { criticalValue, normalQuantile, normalTail, twoSidedP } from "../stats/normal.ts";
import type { Bounds } from "../stats/proportion.ts";
import { solveOutwards } from "../stats/solve.ts";
import type { Estimate } from "./estimate.ts";
import type { Compare } from "./measurement.ts";
import { compareProportion, compareProportions } from "./proportion-comparison.ts";

/**
 * What a verdict is drawn from: an estimate with its interval at any confidence and the p-value of
 * any limit. Both come from one method, so p ≤ 1 − confidence exactly when the interval at that
 * confidence excludes the limit.
 */
export interface Comparison {
  readonly method: string;
  /** May be ∞ for a ratio to zero. */
  readonly estimate: number;
  /** Two-sided interval at ±z. */
  boundsAt(z: number): Bounds;
  /** Two-sided interval. */
  bounds(confidence: number): Bounds;
  /** Two-sided p-value of the hypothesis that the truth is at the limit. */
  p(limit: number): number;
}

/** What a comparison is made from; without `p` it is inverted from the interval. */
interface ComparisonParts {
  readonly method: string;
  readonly estimate: number;
  readonly boundsAt: (z: number) => Bounds;
  readonly p?: (limit: number) => number;
}

/** Beyond this z the tail probability is below 1e-300. */
const FARTHEST = 37;

/** Where the search for a z begins. */
const NEAR = 2;

export function makeComparison(parts: ComparisonParts): Comparison {
  const { method, estimate, boundsAt } = parts;
  const p = parts.p ?? ((limit: number) => invertBounds(estimate, boundsAt, limit));
  return {
    method,
    estimate,
    boundsAt,
    bounds: rememberLast((confidence) => boundsAt(criticalValue(confidence))),
    p: rememberLast(p),
  };
}

/** Verdict and family ask for the same interval and the same limit, one after the other. */
function rememberLast<Result>(ask: (at: number) => Result): (at: number) => Result {
  let last: number | null = null;
  let result: Result;
  return (at) => {
    if (last !== at) {
      result = ask(at);
      last = at;
    }
    return result;
  };
}

/** The two-sided p-value at which the interval just reaches the limit. */
function invertBounds(estimate: number, boundsAt: (z: number) => Bounds, limit: number): number {
  if (estimate === limit) return 1;
  const reach = (z: number): number => {
    const { lower, upper } = boundsAt(z);
    return estimate > limit ? limit - lower : upper - limit;
  };
  return twoSidedP(solveOutwards(reach, NEAR, FARTHEST));
}

/** The value on its own. */
export function compareWithNothing(own: Estimate): Comparison {
  const { value, proportion } = own;
  return proportion === null ? compareValue(own) : compareProportion(proportion, value);
}

function compareValue(own: Estimate): Comparison {
  const { method, value } = own;
  return makeComparison({ method, estimate: value, boundsAt: (z) => own.boundsAt(z) });
}

/**
 * first − second or first ÷ second of independent estimates; not for a ratio of 0 to 0.
 * Proportions by the joint mid-p region, others by MOVER.
 */
export function compareEstimates(compare: Compare, first: Estimate, second: Estimate): Comparison {
  const own = first.proportion;
  const other = second.proportion;
  const difference = compare === "difference";
  const estimate = difference ? first.value - second.value : first.value / second.value;
  if (own !== null && other !== null) {
    return compareProportions(compare, estimate, own, other);
  }
  const span = (each: Estimate, z: number): Spanned => {
    const { lower, upper } = each.boundsAt(z);
    return { value: each.value, lower, upper };
  };
  return makeComparison({
    method: difference ? "mover" : "mover-ratio",
    estimate,
    boundsAt: (z) => (difference ? moverDifference : moverRatio)(span(first, z), span(second, z)),
  });
}

/** The z at which each of k comparisons is made so that all hold together at z (Bonferroni). */
export function simultaneousZ(z: number, k: number): number {
  return k === 1 ? z : -normalQuantile(normalTail(z) / k);
}

/**
 * The estimate against the highest of several others: θ = min over the others of first − other
 * or first ÷ other. Which one is highest is itself uncertain, so each of the k comparisons is made
 * at 1 − α/k (Bonferroni) and the bounds are projected through the minimum; the p-value of a limit
 * is k times the smallest on the failing side.
 */
export function compareWithHighest(
  compare: Compare,
  first: Estimate,
  others: readonly Estimate[],
): Comparison {
  const parts = others.map((other) => compareEstimates(compare, first, other));
  return makeComparison({
    method: `${parts[0]?.method}-simultaneous`,
    estimate: Math.min(...parts.map((part) => part.estimate)),
    boundsAt(z) {
      const bounds = parts.map((part) => part.boundsAt(simultaneousZ(z, parts.length)));
      return {
        lower: Math.min(...bounds.map(({ lower }) => lower)),
        upper: Math.min(...bounds.map(({ upper }) => upper)),
      };
    },
    p(limit) {
      // Above the limit only if every component is: the largest p decides. Below if any is.
      const below = parts.filter((part) => part.estimate < limit);
      const values = (below.length > 0 ? below : parts).map((part) => part.p(limit));
      const decisive = below.length > 0 ? Math.min(...values) : Math.max(...values);
      return Math.min(1, parts.length * decisive);
    },
  });
}
