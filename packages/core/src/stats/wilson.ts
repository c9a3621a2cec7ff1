import type { Bounds, Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";

/**
 * Wilson's score interval for a proportion: all p₀ with |p̂ − p₀| ≤ z·√(p₀(1 − p₀)/n).
 * Never of zero width for n > 0. Wilson (1927), JASA 22.
 *
 * @param z critical value, for example 1.96
 * @example
 * wilsonInterval({ successes: 0, size: 20 }, 1.96); // { lower: 0, upper: 0.161… }
 */
export function wilsonInterval(proportion: Proportion, z: number): Bounds {
  const { successes, size } = proportion;
  const p = rateOf(proportion);
  const z2 = z * z;
  const centre = (successes + z2 / 2) / (size + z2);
  const half = (z / (size + z2)) * Math.sqrt(size * p * (1 - p) + z2 / 4);
  return {
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === size ? 1 : Math.min(1, centre + half),
  };
}
