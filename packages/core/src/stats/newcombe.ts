import type { Bounds, Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";
import { solveIncreasing } from "./solve.ts";
import { wilsonInterval } from "./wilson.ts";

/**
 * Newcombe's hybrid score interval for the difference p₁ − p₂ of independent proportions, from
 * their Wilson limits (lᵢ, uᵢ):
 * lower = d − √((p₁ − l₁)² + (u₂ − p₂)²), upper = d + √((u₁ − p₁)² + (p₂ − l₂)²).
 * Newcombe (1998), Statistics in Medicine 17, method 10.
 */
export function newcombeInterval(first: Proportion, second: Proportion, z: number): Bounds {
  const p1 = rateOf(first);
  const p2 = rateOf(second);
  const one = wilsonInterval(first, z);
  const two = wilsonInterval(second, z);
  const difference = p1 - p2;
  return {
    lower: Math.max(-1, difference - Math.hypot(p1 - one.lower, two.upper - p2)),
    upper: Math.min(1, difference + Math.hypot(one.upper - p1, p2 - two.lower)),
  };
}

/** Beyond this z the tail probability is below 1e-300. */
const FARTHEST = 37;

/**
 * The z at which Newcombe's interval just reaches the limit, signed like (difference − limit):
 * the statistic whose p-value agrees with the printed interval at every confidence.
 */
export function newcombeStatistic(first: Proportion, second: Proportion, limit: number): number {
  const gap = rateOf(first) - rateOf(second) - limit;
  if (gap === 0) return 0;
  const reach = (z: number): number => {
    const { lower, upper } = newcombeInterval(first, second, z);
    return gap > 0 ? limit - lower : upper - limit;
  };
  return Math.sign(gap) * solveIncreasing(reach, 0, FARTHEST);
}
