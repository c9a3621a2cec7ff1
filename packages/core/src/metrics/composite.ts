import { moverMean } from "../stats/mover.ts";
import type { Bounds } from "../stats/proportion.ts";
import { type Comparison, makeComparison, simultaneousZ } from "./comparison.ts";
import type { Compare } from "./measurement.ts";
import type { CompositeMetric } from "./metric.ts";

/**
 * Several comparisons taken together. Their intervals are made to hold at once (Bonferroni) and are
 * projected through the combination; a percentile bootstrap of a maximum would cover 0 % at parity.
 * `average` is linear in independent differences and is combined by MOVER.
 */
export function combineComparisons(
  combine: CompositeMetric["combine"],
  compare: Compare,
  parts: readonly Comparison[],
): Comparison {
  if (combine === "average") {
    return makeComparison({
      method: "mover",
      estimate: mean(parts.map(({ estimate }) => estimate)),
      boundsAt: (z) =>
        moverMean(parts.map((part) => ({ value: part.estimate, ...part.boundsAt(z) }))),
    });
  }
  const project = projection(combine, compare);
  const comparison = makeComparison({
    method: `${parts[0]?.method}-simultaneous`,
    estimate: project(parts.map(({ estimate }) => ({ lower: estimate, upper: estimate }))).lower,
    boundsAt: (z) => project(parts.map((part) => part.boundsAt(simultaneousZ(z, parts.length)))),
  });
  return combine === "mean" ? comparison : withWorstP(comparison, compare, parts);
}

/**
 * The p-value of a worst case without a search. Beyond the limit L it is k times the smallest of the
 * parts' own on that side, as one part alone puts the worst there; on the near side k times the largest,
 * as each part must lie between L and its mirror image (−L, or 1/L for ratios).
 */
function withWorstP(
  inverted: Comparison,
  compare: Compare,
  parts: readonly Comparison[],
): Comparison {
  const isRatio = compare === "ratio";
  const p = (limit: number): number => {
    // No folded value lies beyond these, and the interval ends there.
    if (isRatio ? limit > 1 : limit < 0) return inverted.p(limit);
    const mirror = isRatio ? 1 / limit : -limit;
    const [from, to] = [Math.min(limit, mirror), Math.max(limit, mirror)];
    const beyond = parts.filter(({ estimate }) => estimate < from || estimate > to);
    const own =
      beyond.length > 0
        ? smallest(beyond.map((part) => part.p(part.estimate < from ? from : to)))
        : largest(parts.flatMap((part) => [part.p(from), part.p(to)]));
    return Math.min(1, parts.length * own);
  };
  return { ...inverted, p };
}

/**
 * The worst cases of a combination: each part may be anywhere between its own, so both ends are
 * projected through the combination together.
 */
export function combineWorstCases(
  combine: CompositeMetric["combine"],
  compare: Compare,
  parts: readonly { readonly lowest: Comparison; readonly highest: Comparison }[],
): { readonly lowest: Comparison; readonly highest: Comparison } {
  if (combine === "average") {
    return {
      lowest: combineComparisons(
        combine,
        compare,
        parts.map(({ lowest }) => lowest),
      ),
      highest: combineComparisons(
        combine,
        compare,
        parts.map(({ highest }) => highest),
      ),
    };
  }
  const project = projection(combine, compare);
  const range = project(
    parts.map(({ lowest, highest }) => ({ lower: lowest.estimate, upper: highest.estimate })),
  );
  const boundsAt = (z: number): Bounds => {
    const each = simultaneousZ(z, parts.length);
    return project(
      parts.map(({ lowest, highest }) => ({
        lower: lowest.boundsAt(each).lower,
        upper: highest.boundsAt(each).upper,
      })),
    );
  };
  const method = `${parts[0]?.lowest.method}-simultaneous`;
  return {
    lowest: makeComparison({ method, estimate: range.lower, boundsAt }),
    highest: makeComparison({ method, estimate: range.upper, boundsAt }),
  };
}

/** Folds each part about equality and joins them by extreme or mean. */
function projection(
  combine: Exclude<CompositeMetric["combine"], "average">,
  compare: Compare,
): (parts: readonly Bounds[]) => Bounds {
  const fold = compare === "difference" ? foldDifference : foldRatio;
  const join = combine === "mean" ? mean : compare === "difference" ? largest : smallest;
  return (parts) => {
    const folded = parts.map(fold);
    return {
      lower: join(folded.map(({ lower }) => lower)),
      upper: join(folded.map(({ upper }) => upper)),
    };
  };
}

/** The interval of |d|. */
function foldDifference({ lower, upper }: Bounds): Bounds {
  return {
    lower: Math.max(0, lower, -upper),
    upper: Math.max(Math.abs(lower), Math.abs(upper)),
  };
}

/** The interval of min(r, 1/r). */
function foldRatio({ lower, upper }: Bounds): Bounds {
  const ends = [lower, upper].map((ratio) => Math.min(ratio, 1 / ratio));
  return {
    lower: Math.min(...ends),
    upper: lower <= 1 && upper >= 1 ? 1 : Math.max(...ends),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largest(values: readonly number[]): number {
  return Math.max(...values);
}

function smallest(values: readonly number[]): number {
  return Math.min(...values);
}
