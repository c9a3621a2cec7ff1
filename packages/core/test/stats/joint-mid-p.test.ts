import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  midPDifference,
  midPDifferenceStatistic,
  midPRatio,
  midPRatioStatistic,
} from "../../src/stats/joint-mid-p.ts";
import { twoSidedP } from "../../src/stats/normal.ts";
import { proportions, uniform } from "./arbitraries.ts";

// Black men against everyone else in Adult: a search through the interval once ran past z = 10,
// where the tails underflow, and gave 6e-82 here.
const own = { successes: 96, size: 808 };
const other = { successes: 3184, size: 15_473 };

describe("the deviate of a limit", () => {
  it("is the z at which the interval reaches it, far from where tails underflow", () => {
    const z = midPRatioStatistic(own, other, 0.8);
    expect(twoSidedP(z)).toBeCloseTo(3.42e-4, 6);
    expect(midPRatio(own, other, z).upper).toBeCloseTo(0.8, 7);
    const apart = midPDifferenceStatistic(own, other, -0.05);
    expect(midPDifference(own, other, apart).upper).toBeCloseTo(-0.05, 7);
  });

  it("is 0 at the estimate, and the same seen from the other side", () => {
    expect(midPDifferenceStatistic(own, other, 96 / 808 - 3184 / 15_473)).toBeCloseTo(0, 6);
    expect(midPRatioStatistic(other, own, 1 / 0.8)).toBeCloseTo(
      midPRatioStatistic(own, other, 0.8),
      8,
    );
    expect(midPDifferenceStatistic(other, own, 0.05)).toBeCloseTo(
      midPDifferenceStatistic(own, other, -0.05),
      8,
    );
  });
});

describe("the intervals at any z", () => {
  it("are numbers and widen", () => {
    let last = { lower: 1, upper: 0 };
    for (const z of [1, 2, 4, 8, 12, 19, 30]) {
      const { lower, upper } = midPRatio(own, other, z);
      expect(lower).toBeLessThanOrEqual(last.lower);
      expect(upper).toBeGreaterThanOrEqual(last.upper);
      last = { lower, upper };
    }
  });
});

describe("an interval and the deviate of a limit", () => {
  it.each([
    // Mirror images of each other: the search for the rates begins where it ends.
    [
      "difference",
      { successes: 5, size: 11 },
      { successes: 6, size: 11 },
      -0.6459070444107056,
      2.9412,
    ],
    [
      "difference",
      { successes: 4, size: 17 },
      { successes: 13, size: 17 },
      -0.31035494804382324,
      1.2956,
    ],
    // 2 of 54 stays at its rate, where its deviate jumps to 0.
    ["difference", { successes: 2, size: 54 }, { successes: 9, size: 22 }, -0.456405, 0.7723],
    ["ratio", { successes: 3, size: 3 }, { successes: 52, size: 53 }, 0.542897, 1.4354],
  ] as const)("of a %s agree for %j and %j at %d", (compare, first, second, limit, expected) => {
    const isDifference = compare === "difference";
    const statistic = isDifference ? midPDifferenceStatistic : midPRatioStatistic;
    const z = statistic(first, second, limit);
    expect(z).toBeCloseTo(expected, 3);
    const { lower, upper } = (isDifference ? midPDifference : midPRatio)(first, second, z);
    expect(Math.min(Math.abs(lower - limit), Math.abs(upper - limit))).toBeLessThan(1e-7);
  });

  it("agree for any two counts", () => {
    fc.assert(
      fc.property(
        proportions(80),
        proportions(80),
        uniform(-0.95, 0.95),
        (first, second, limit) => {
          const z = midPDifferenceStatistic(first, second, limit);
          fc.pre(z > 0.01 && z < 8);
          const { lower, upper } = midPDifference(first, second, z);
          const end =
            limit < first.successes / first.size - second.successes / second.size ? lower : upper;
          expect(Math.abs(end - limit)).toBeLessThan(1e-7);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
