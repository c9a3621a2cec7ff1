import { describe, expect, it } from "vitest";
import {
  midPDifference,
  midPDifferenceStatistic,
  midPRatio,
  midPRatioStatistic,
} from "../../src/stats/joint-mid-p.ts";
import { twoSidedP } from "../../src/stats/normal.ts";

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
