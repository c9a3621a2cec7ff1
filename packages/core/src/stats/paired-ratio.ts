import type { Bounds } from "./proportion.ts";
import { wilsonInterval } from "./wilson.ts";

/**
 * Interval of the ratio (both + first) / (both + second) of two counts over the same people, of
 * which `both` are in each and `first` and `second` only in one. From Wilson's limits of each share
 * at a critical value adjusted for their dependence; never of zero width.
 * Bonett & Price (2006), Computational Statistics & Data Analysis 51.
 */
export function pairedRatioInterval(
  both: number,
  first: number,
  second: number,
  z: number,
): Bounds {
  const people = both + first + second;
  const one = (both + first + 1) / (people + 2);
  const two = (both + second + 1) / (people + 2);
  const dependent = Math.sqrt((first + second + 2) / ((both + first + 1) * (both + second + 1)));
  const apart =
    Math.sqrt((1 - one) / (both + first + 1)) + Math.sqrt((1 - two) / (both + second + 1));
  const adjusted = z * (dependent / apart);
  const above = wilsonInterval({ successes: both + first, size: people }, adjusted);
  const below = wilsonInterval({ successes: both + second, size: people }, adjusted);
  return {
    lower: above.lower / below.upper,
    upper: below.lower === 0 ? Infinity : above.upper / below.lower,
  };
}
