import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logMidTail } from "../../src/stats/binomial.ts";
import { midPDifference, midPRatio } from "../../src/stats/joint-mid-p.ts";
import { midPInterval, midPStatistic } from "../../src/stats/mid-p.ts";
import { criticalValue, normalTail } from "../../src/stats/normal.ts";
import { confidences, proportions, uniform } from "./arbitraries.ts";

const Z = criticalValue(0.95);

/** P(X > x) + ½·P(X = x), summed term by term. */
function summed(x: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    if (k > x) sum += term;
    if (k === x) sum += term / 2;
    term *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}

describe("logMidTail", () => {
  it("is the sum of the binomial probabilities", () => {
    fc.assert(
      fc.property(proportions(300), uniform(0.001, 0.9), (one, p) => {
        fc.pre(one.successes > 0);
        const sum = summed(one.successes, one.size, p);
        fc.pre(sum > 1e-250);
        const { log } = logMidTail(one)(Math.log(p / (1 - p)));
        expect(Math.abs(Math.exp(log) / sum - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it("goes over to the saddlepoint without a step", () => {
    const at = Math.log(0.32 / 0.68);
    const below = logMidTail({ successes: 2000, size: 6000 })(at).log;
    const above = logMidTail({ successes: 2000.000001, size: 6000 })(at).log;
    expect(Math.abs(above - below)).toBeLessThan(3e-6);
  });
});

describe("midPInterval", () => {
  it("ends where the mid-p tail is half of α", () => {
    for (const [x, n] of [
      [1, 20],
      [7, 20],
      [19, 20],
      [60, 300],
    ] as const) {
      const { lower, upper } = midPInterval({ successes: x, size: n }, Z);
      expect(summed(x, n, lower)).toBeCloseTo(0.025, 10);
      expect(1 - summed(x, n, upper)).toBeCloseTo(0.025, 10);
    }
    // 0 of n: ½·(1 − p)ⁿ = 0.025.
    expect(midPInterval({ successes: 0, size: 20 }, Z)).toEqual({
      lower: 0,
      upper: expect.closeTo(1 - 0.05 ** (1 / 20), 12),
    });
  });

  it("stays inside [0, 1], holds the rate, mirrors, and is never of zero width", () => {
    fc.assert(
      fc.property(proportions(), confidences, ({ successes, size }, confidence) => {
        const z = criticalValue(confidence);
        const { lower, upper } = midPInterval({ successes, size }, z);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(successes / size);
        expect(upper).toBeGreaterThanOrEqual(successes / size);
        expect(upper).toBeGreaterThan(lower);
        const other = midPInterval({ successes: size - successes, size }, z);
        expect(other.lower).toBeCloseTo(1 - upper, 10);
        expect(other.upper).toBeCloseTo(1 - lower, 10);
      }),
    );
  });

  it("holds up at a billion people", () => {
    const { lower, upper } = midPInterval({ successes: 250_000_000, size: 1e9 }, 1.96);
    expect((upper - lower) / (2 * 1.96 * Math.sqrt(0.1875 / 1e9))).toBeCloseTo(1, 6);
  });

  it("belongs to its statistic", () => {
    fc.assert(
      fc.property(proportions(), confidences, (one, confidence) => {
        const z = criticalValue(confidence);
        const { lower, upper } = midPInterval(one, z);
        if (lower > 1e-12)
          expect(normalTail(midPStatistic(one, lower)) / normalTail(z)).toBeCloseTo(1, 4);
        if (upper < 1 - 1e-9)
          expect(normalTail(-midPStatistic(one, upper)) / normalTail(z)).toBeCloseTo(1, 4);
      }),
    );
  });
});

describe("the joint mid-p region", () => {
  it("holds the estimate, turns round with the cohorts, and is never of zero width", () => {
    fc.assert(
      fc.property(proportions(), proportions(), confidences, (first, second, confidence) => {
        const z = criticalValue(confidence);
        const one = midPDifference(first, second, z);
        const gap = first.successes / first.size - second.successes / second.size;
        expect(one.lower).toBeLessThanOrEqual(gap);
        expect(one.upper).toBeGreaterThanOrEqual(gap);
        expect(one.upper).toBeGreaterThan(one.lower);
        expect(midPDifference(second, first, z).lower).toBe(-one.upper);
        fc.pre(first.successes > 0 && second.successes > 0);
        const ratio = midPRatio(first, second, z);
        expect(midPRatio(second, first, z).lower * ratio.upper).toBeCloseTo(1, 12);
      }),
    );
  });

  it("is the same for failures, turned round", () => {
    fc.assert(
      fc.property(proportions(), proportions(), (first, second) => {
        const failures = (one: typeof first) => ({ ...one, successes: one.size - one.successes });
        const one = midPDifference(first, second, Z);
        const other = midPDifference(failures(second), failures(first), Z);
        expect(other.lower).toBeCloseTo(one.lower, 8);
        expect(other.upper).toBeCloseTo(one.upper, 8);
      }),
    );
  });

  it("is the lowest corner of the region, found by a walk round it", () => {
    for (const [x1, n1, x2, n2] of [
      [8, 20, 100, 500],
      [19, 20, 1, 20],
      [5, 50, 40, 60],
      [3, 30, 2, 25],
    ] as const) {
      const first = { successes: x1, size: n1 };
      const second = { successes: x2, size: n2 };
      for (const z of [1.96, 3.3]) {
        let lowest = Infinity;
        for (let step = 1; step < 2000; step++) {
          const angle = (step / 2000) * (Math.PI / 2);
          const p1 = midPInterval(first, z * Math.cos(angle)).lower;
          const p2 = midPInterval(second, z * Math.sin(angle)).upper;
          lowest = Math.min(lowest, p1 - p2);
        }
        expect(midPDifference(first, second, z).lower).toBeCloseTo(lowest, 6);
      }
    }
  });

  it("is no certainty for 20 of 20 against 20 of 20, and has no upper end against 0", () => {
    const all = { successes: 20, size: 20 };
    const none = { successes: 0, size: 20 };
    const { lower, upper } = midPRatio(all, all, Z);
    expect(lower).toBeCloseTo(0.05 ** (1 / 20), 10);
    expect(upper).toBeCloseTo(1 / lower, 10);
    expect(midPRatio(all, none, Z).upper).toBe(Infinity);
    expect(midPRatio(none, all, Z).lower).toBe(0);
    expect(midPRatio(none, none, Z)).toEqual({ lower: 0, upper: Infinity });
  });
});
