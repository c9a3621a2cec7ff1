import { normalTail } from "../../stats/normal.ts";
import type { Bounds } from "../../stats/proportion.ts";
import { studentOfNormal } from "../../stats/student.ts";
import { type Comparison, makeComparison } from "../comparison.ts";
import type { Spread } from "../estimate.ts";

/**
 * How far chance can carry a distance of two samples, d, from that of their populations, δ. All
 * these distances are norms of a difference of two functions of the samples, which gives two bounds
 * of different width:
 *
 * - δ − d is at most the deviation in the one direction in which the populations differ, whose
 *   standard error is σ or less, so that δ ≤ d + zσ.
 * - d − δ is at most the norm of the whole deviation, which is far from 0 where the populations are
 *   equal too. It differs by method:
 *   - `two-sample-dkw`: P(norm > c) ≤ C·exp(−c²/2σ²), Dvoretzky, Kiefer & Wolfowitz for two samples.
 *   - `chi-squared-norm`: the norm is σ·χ with so many degrees of freedom at most.
 *   - `norm-concentration`: its mean, `chance`, and zσ beyond; a norm of a Gaussian deviation goes
 *     over its mean no more often than that (Borell, Tsirelson, Ibragimov & Sudakov).
 */
export type DistanceMethod = "two-sample-dkw" | "chi-squared-norm" | "norm-concentration";

/** A distance with what its interval is made of. */
export interface DistanceParts {
  readonly value: number;
  readonly method: DistanceMethod;
  readonly spread: Spread;
}

/**
 * C of two samples: 2 is proven for few sizes; 2.17 holds for all equal ones from 4 on, where it is
 * needed most. Wei & Dudley (2012), Statistics & Probability Letters 82.
 */
const DKW_FACTOR = 2.17;

/**
 * A distance as verdicts use it. Neither end is anti-conservative: the lower one allows for what
 * chance adds where the populations are the same.
 *
 * @param most the largest possible distance; Infinity where there is none
 */
export function compareDistance(
  { value, method, spread }: DistanceParts,
  most: number,
): Comparison {
  const boundsAt = (z: number): Bounds => ({
    lower: value - reachDown(method, spread, z),
    upper: value + deviateOf(method, spread, z) * spread.standardError,
  });
  // A p-value is inverted from bounds that go on below 0, where the printed ones end.
  const unending = makeComparison({ method, estimate: value, boundsAt });
  const clip = ({ lower, upper }: Bounds): Bounds => ({
    lower: Math.max(0, lower),
    upper: Math.min(most, upper),
  });
  return {
    ...unending,
    boundsAt: (z) => clip(unending.boundsAt(z)),
    bounds: (confidence) => clip(unending.bounds(confidence)),
  };
}

/** How far the distance may lie above the truth, at one tail of ±z. */
function reachDown(method: DistanceMethod, spread: Spread, z: number): number {
  const { standardError, chance = 0, degreesOfFreedom = 1 } = spread;
  switch (method) {
    case "two-sample-dkw":
      return standardError * Math.sqrt(2 * Math.log(DKW_FACTOR / normalTail(z)));
    case "chi-squared-norm":
      return standardError * Math.sqrt(chiSquaredOfNormal(z, degreesOfFreedom));
    case "norm-concentration":
      return chance + deviateOf(method, spread, z) * standardError;
  }
}

function deviateOf(method: DistanceMethod, { degreesOfFreedom }: Spread, z: number): number {
  return method === "norm-concentration" && degreesOfFreedom !== undefined
    ? studentOfNormal(z, degreesOfFreedom)
    : z;
}

/**
 * The χ² value with the upper tail of the normal deviate z: df·(1 − 2/9df + z·√(2/9df))³, Wilson &
 * Hilferty (1931), Proceedings of the National Academy of Sciences 17.
 */
export function chiSquaredOfNormal(z: number, degreesOfFreedom: number): number {
  const part = 2 / (9 * degreesOfFreedom);
  return degreesOfFreedom * Math.max(0, 1 - part + z * Math.sqrt(part)) ** 3;
}

/** True for the name of a method above. */
export function isDistanceMethod(method: string): method is DistanceMethod {
  return ["two-sample-dkw", "chi-squared-norm", "norm-concentration"].includes(method);
}
