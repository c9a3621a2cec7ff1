import type { Bounds, Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";
import { solveIncreasing } from "./solve.ts";

/**
 * Koopman's score interval for the ratio p₁/p₂ of independent proportions: all θ whose score
 * statistic is within ±z. Not of zero width for 20/20 against 20/20; ∞ above where the second has
 * no success. Both without success: [0, ∞].
 * Koopman (1984), Biometrics 40; the same as Miettinen & Nurminen (1985) without their N/(N − 1).
 *
 * @example
 * koopmanInterval({ successes: 20, size: 20 }, { successes: 20, size: 20 }, 1.96);
 * // { lower: 0.8389…, upper: 1.1920… }
 */
export function koopmanInterval(first: Proportion, second: Proportion, z: number): Bounds {
  const estimate = rateOf(first) / rateOf(second);
  if (Number.isNaN(estimate)) return { lower: 0, upper: Infinity };
  return {
    lower: estimate === 0 ? 0 : solveRatio(first, second, z),
    upper: estimate === Infinity ? Infinity : solveRatio(first, second, -z),
  };
}

/**
 * The score statistic (p̂₁ − θp̂₂)/√(p̃₁(1 − p̃₁)/n₁ + θ²p̃₂(1 − p̃₂)/n₂), with p̃ the maximum
 * likelihood estimates under p₁ = θp₂. Decreasing in θ.
 *
 * @param ratio θ > 0
 */
function koopmanStatistic(first: Proportion, second: Proportion, ratio: number): number {
  const gap = rateOf(first) - ratio * rateOf(second);
  if (gap === 0) return 0;
  // p̃₂ is the smaller root of (n₁ + n₂)θ·p² − ((n₁ + x₂)θ + x₁ + n₂)·p + (x₁ + x₂) = 0.
  const a = (first.size + second.size) * ratio;
  const b = (first.size + second.successes) * ratio + first.successes + second.size;
  const c = first.successes + second.successes;
  const root = (2 * c) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  const p2 = Math.min(root, 1, 1 / ratio);
  const p1 = Math.min(1, ratio * p2);
  const variance = (p1 * (1 - p1)) / first.size + (ratio * ratio * p2 * (1 - p2)) / second.size;
  return variance > 0 ? gap / Math.sqrt(variance) : Math.sign(gap) * Infinity;
}

/** e^±46 is 1e±20, past any ratio of whole counts. */
const FARTHEST_LOG_RATIO = 46;

/** The θ at which the statistic equals z, found on the logarithmic scale. */
function solveRatio(first: Proportion, second: Proportion, z: number): number {
  return Math.exp(
    solveIncreasing(
      (logRatio) => z - koopmanStatistic(first, second, Math.exp(logRatio)),
      -FARTHEST_LOG_RATIO,
      FARTHEST_LOG_RATIO,
    ),
  );
}
