import type { Bounds, Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";
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
