import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Comparison,
  compareEstimates,
  makeComparison,
  simultaneousZ,
} from "../../src/metrics/comparison.ts";
import { combineComparisons, combineWorstCases } from "../../src/metrics/composite.ts";
import { estimateProportion } from "../../src/metrics/estimate.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { proportions, uniform } from "../stats/arbitraries.ts";

/** A comparison with this interval, wider by as much on both sides at a higher z. */
function given(lower: number, upper: number, method = "given"): Comparison {
  const estimate = (lower + upper) / 2;
  const reach = (upper - lower) / 2;
  return makeComparison({
    method,
    estimate,
    boundsAt: (z) => ({ lower: estimate - reach * z, upper: estimate + reach * z }),
  });
}

/** The same interval at every z. */
function fixed(lower: number, upper: number, estimate = (lower + upper) / 2): Comparison {
  return makeComparison({ method: "fixed", estimate, boundsAt: () => ({ lower, upper }) });
}

const worst = (compare: "difference" | "ratio", ...parts: Comparison[]) =>
  combineComparisons("worst", compare, parts);

describe("the worst of several differences", () => {
  it("is the largest distance from 0, whichever its sign", () => {
    expect(worst("difference", fixed(-0.3, -0.1), fixed(0, 0.2)).estimate).toBeCloseTo(0.2, 12);
    expect(worst("difference", fixed(-0.2, 0), fixed(0.2, 0.4)).estimate).toBeCloseTo(0.3, 12);
  });

  it.each([
    ["above 0", [0.1, 0.3], { lower: 0.1, upper: 0.3 }],
    ["below 0", [-0.3, -0.1], { lower: 0.1, upper: 0.3 }],
    ["around 0, farther up", [-0.1, 0.3], { lower: 0, upper: 0.3 }],
    ["around 0, farther down", [-0.3, 0.1], { lower: 0, upper: 0.3 }],
  ] as const)("folds an interval %s", (_, [lower, upper], folded) => {
    expect(worst("difference", fixed(lower, upper)).boundsAt(1)).toEqual(folded);
  });

  it("takes the larger lower and the larger upper end", () => {
    const both = worst("difference", fixed(0.1, 0.5), fixed(0.2, 0.3));
    expect(both.boundsAt(1)).toEqual({ lower: 0.2, upper: 0.5 });
  });

  it("is made of intervals that hold at once, and is named after the first", () => {
    const both = worst("difference", given(0.1, 0.3, "first"), given(0, 0.1, "second"));
    expect(both.method).toBe("first-simultaneous");
    expect(both.boundsAt(1).upper).toBeCloseTo(0.2 + 0.1 * simultaneousZ(1, 2), 12);
  });
});

describe("the worst of several ratios", () => {
  it("is the one farthest from 1, as a ratio of at most 1", () => {
    expect(worst("ratio", fixed(0.5, 0.9, 0.7), fixed(1, 3, 2)).estimate).toBe(0.5);
    expect(worst("ratio", fixed(0.1, 0.9, 0.4), fixed(1, 3, 2)).estimate).toBe(0.4);
  });

  it.each([
    ["below 1", [0.5, 0.8], { lower: 0.5, upper: 0.8 }],
    ["above 1", [1.25, 2], { lower: 0.5, upper: 0.8 }],
    ["around 1", [0.8, 2], { lower: 0.5, upper: 1 }],
    ["closely around 1", [0.8, 1.6], { lower: 0.625, upper: 1 }],
    ["that ends at 1", [0.5, 1], { lower: 0.5, upper: 1 }],
    ["that begins at 1", [1, 2], { lower: 0.5, upper: 1 }],
    ["without an upper end", [0.5, Infinity], { lower: 0, upper: 1 }],
  ] as const)("folds an interval %s", (_, [lower, upper], folded) => {
    expect(worst("ratio", fixed(lower, upper)).boundsAt(1)).toEqual(folded);
  });

  it("takes the smaller lower and the smaller upper end", () => {
    const both = worst("ratio", fixed(0.4, 0.9), fixed(0.5, 0.7));
    expect(both.boundsAt(1)).toEqual({ lower: 0.4, upper: 0.7 });
  });
});

describe("the mean of several", () => {
  it("is that of the folded parts, of differences and of ratios", () => {
    const differences = [fixed(-0.3, -0.1, -0.2), fixed(0.2, 0.6, 0.4)];
    const difference = combineComparisons("mean", "difference", differences);
    expect(difference.estimate).toBeCloseTo(0.3, 12);
    expect(difference.boundsAt(1).lower).toBeCloseTo(0.15, 12);
    expect(difference.boundsAt(1).upper).toBeCloseTo(0.45, 12);
    const ratio = combineComparisons("mean", "ratio", [fixed(0.5, 0.75), fixed(2, 4)]);
    expect(ratio.boundsAt(1)).toEqual({ lower: (0.5 + 0.25) / 2, upper: (0.75 + 0.5) / 2 });
  });
});

describe("the average of several differences", () => {
  it("lets opposite signs cancel, with the interval of a mean of independent parts", () => {
    const parts = [given(-0.3, -0.1), given(0.2, 0.4)];
    const average = combineComparisons("average", "difference", parts);
    expect(average.method).toBe("mover");
    expect(average.estimate).toBeCloseTo(0.05, 12);
    // 0.05 ± √(0.1² + 0.1²) / 2.
    expect(average.boundsAt(1).lower).toBeCloseTo(0.05 - Math.SQRT2 / 20, 12);
    expect(average.boundsAt(1).upper).toBeCloseTo(0.05 + Math.SQRT2 / 20, 12);
  });
});

describe("the worst cases of a combination", () => {
  const parts = [
    { lowest: given(-0.3, -0.1, "first"), highest: given(0.1, 0.2) },
    { lowest: given(-0.1, 0, "second"), highest: given(0, 0.1) },
  ];

  it("reach from the least to the most that the parts together can be", () => {
    const { lowest, highest } = combineWorstCases("worst", "difference", parts);
    expect(lowest.estimate).toBe(0);
    expect(highest.estimate).toBeCloseTo(0.2, 12);
    expect(lowest.method).toBe("first-simultaneous");
    const z = simultaneousZ(1, 2);
    for (const end of [lowest, highest]) {
      expect(end.boundsAt(1).lower).toBe(0);
      expect(end.boundsAt(1).upper).toBeCloseTo(0.2 + 0.1 * z, 12);
    }
  });

  it("of an average are the averages of the lowest and of the highest", () => {
    const { lowest, highest } = combineWorstCases("average", "difference", parts);
    expect(lowest.method).toBe("mover");
    expect(lowest.estimate).toBeCloseTo(-0.125, 12);
    expect(highest.estimate).toBeCloseTo(0.1, 12);
    const lowestAlone = combineComparisons(
      "average",
      "difference",
      parts.map((one) => one.lowest),
    );
    expect(lowest.boundsAt(1)).toEqual(lowestAlone.boundsAt(1));
  });
});

describe("the p-value of the worst of several", () => {
  it.each(["difference", "ratio"] as const)(
    "is that at which the interval of a %s just reaches the limit",
    (compare) => {
      const counted = proportions(60).filter(({ successes }) => successes > 0);
      fc.assert(
        fc.property(
          counted,
          counted,
          counted,
          counted,
          uniform(0.01, 0.99),
          (a, b, c, d, limit) => {
            const [first, second] = [
              [a, b],
              [c, d],
            ].map((pair) => {
              const [own, other] = pair.map(estimateProportion) as [never, never];
              return compareEstimates(compare, own, other);
            }) as [Comparison, Comparison];
            const both = worst(compare, first, second);
            const { method, estimate, boundsAt } = both;
            const p = both.p(limit);
            const inverted = makeComparison({ method, estimate, boundsAt }).p(limit);
            fc.pre(inverted > 1e-200);
            const gap = normalQuantile(p / 2) - normalQuantile(inverted / 2);
            expect(Math.abs(gap)).toBeLessThan(1e-7);
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  it("is k times that of the part which alone puts it there, or of the one nearest to leaving", () => {
    const [near, far] = [given(0.05, 0.15), given(-0.5, -0.2)];
    const both = worst("difference", near, far);
    expect(both.p(0.2)).toBeCloseTo(2 * far.p(-0.2), 12);
    expect(both.p(0.08)).toBeCloseTo(2 * Math.min(near.p(0.08), far.p(-0.08)), 12);
    expect(both.p(0.5)).toBeCloseTo(2 * far.p(-0.5), 12);
    expect(both.p(0.35)).toBe(1);
    expect(both.p(0)).toBeCloseTo(2 * Math.min(near.p(0), far.p(0)), 12);
  });

  it("of a ratio looks at a limit and its inverse", () => {
    const [below, above] = [given(0.6, 0.8), given(1.6, 2.4)];
    const both = worst("ratio", below, above);
    expect(both.p(0.65)).toBeCloseTo(2 * above.p(1 / 0.65), 12);
    expect(both.p(0.95)).toBeCloseTo(2 * Math.min(below.p(0.95), above.p(1 / 0.95)), 12);
    expect(both.p(0.4)).toBeCloseTo(2 * Math.max(above.p(1 / 0.4), below.p(0.4)), 12);
    expect(both.p(1)).toBeCloseTo(2 * Math.min(below.p(1), above.p(1)), 12);
  });

  it("is not that of the mean, which is found through the interval", () => {
    const parts = [given(0.1, 0.3), given(0, 0.1)];
    const { method, estimate, boundsAt, p } = combineComparisons("mean", "difference", parts);
    const inverted = makeComparison({ method, estimate, boundsAt });
    for (const limit of [0.02, 0.08, 0.2, 0.3]) expect(p(limit)).toBe(inverted.p(limit));
  });

  it("never exceeds 1, and is next to nothing where no such value exists", () => {
    const both = worst("difference", given(-0.1, 0.12), given(-0.1, 0.1));
    expect(both.p(0.0001)).toBe(1);
    expect(both.p(-0.1)).toBeLessThan(1e-290);
    expect(worst("ratio", given(0.6, 0.8), given(0.9, 1)).p(1.2)).toBeLessThan(1e-290);
    expect(worst("ratio", given(0.6, 0.8), given(0.9, 1)).p(0)).toBeLessThan(1e-3);
  });
});
