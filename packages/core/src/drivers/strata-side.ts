import { insideAt, outsideAt } from "./gap-parts.ts";
import type { Side } from "./gap-share.ts";

/**
 * A cohort over strata: Σ weight of each outside and inside the numerator. Smoothed by half a decision on
 * either side of each rate, at the stratum's own weight, so that many small strata do not become alike.
 *
 * @param size decisions, as the interval sees them
 */
export function sideOfStrata(
  fractions: readonly { readonly numerator: number; readonly denominator: number }[],
  size: number,
): Side {
  const weights = new Float64Array(2 * fractions.length);
  const smoothed = new Float64Array(2 * fractions.length);
  const total = fractions.reduce((sum, { denominator }) => sum + denominator, 0);
  const half = (0.5 * total) / size;
  fractions.forEach(({ numerator, denominator }, s) => {
    weights[outsideAt(s)] = denominator - numerator;
    weights[insideAt(s)] = numerator;
    if (denominator === 0) return;
    const factor = denominator / (denominator + 2 * half);
    smoothed[outsideAt(s)] = (denominator - numerator + half) * factor;
    smoothed[insideAt(s)] = (numerator + half) * factor;
  });
  return { weights, smoothed, size };
}
