import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalValue } from "../../src/stats/normal.ts";
import { type Proportion, rateOf } from "../../src/stats/proportion.ts";
import { restrictByDifference, restrictByRatio } from "../../src/stats/restricted-rates.ts";
import {
  mantelHaenszelWeight,
  type StratumPair,
  stratifiedDifference,
  stratifiedDifferenceInterval,
  stratifiedDifferenceStatistic,
  stratifiedRatio,
  stratifiedRatioInterval,
  stratifiedRatioStatistic,
} from "../../src/stats/stratified-score.ts";

const z = criticalValue(0.95);

const proportion: fc.Arbitrary<Proportion> = fc
  .integer({ min: 1, max: 60 })
  .chain((size) =>
    fc.record({ successes: fc.integer({ min: 0, max: size }), size: fc.constant(size) }),
  );

function pairUp(first: Proportion, second: Proportion): StratumPair {
  return { first, second, weight: mantelHaenszelWeight(first.size, second.size) };
}

/** Koopman's statistic: the gap over its standard error at the rates restricted to the ratio. */
function scoreOfOne(one: Proportion, two: Proportion, ratio: number): number {
  const { first, second } = restrictByRatio(one, two, ratio);
  const variance =
    (first * (1 - first)) / one.size + (ratio ** 2 * second * (1 - second)) / two.size;
  const gap = rateOf(one) - ratio * rateOf(two);
  return gap === 0 ? 0 : gap / Math.sqrt(variance);
}

const strata: fc.Arbitrary<StratumPair[]> = fc.array(
  fc.tuple(proportion, proportion).map(([first, second]) => pairUp(first, second)),
  { minLength: 1, maxLength: 5 },
);

function logLikelihood({ successes, size }: Proportion, p: number): number {
  const term = (count: number, rate: number): number => (count === 0 ? 0 : count * Math.log(rate));
  return term(successes, p) + term(size - successes, 1 - p);
}

describe("restricted rates", () => {
  it("no other pair under the same difference is likelier", () => {
    const gap = fc.double({ min: -0.99, max: 0.99, noNaN: true });
    const other = fc.double({ min: 0.0001, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(proportion, proportion, gap, other, (one, two, difference, share) => {
        const low = Math.max(0, difference);
        const p = low + share * (Math.min(1, 1 + difference) - low);
        const found = restrictByDifference(one, two, difference);
        const at = (first: number, second: number): number =>
          logLikelihood(one, first) + logLikelihood(two, second);
        expect(found.first - found.second).toBeCloseTo(difference, 10);
        expect(at(found.first, found.second)).toBeGreaterThanOrEqual(at(p, p - difference) - 1e-6);
      }),
    );
  });

  it("nor under the same ratio", () => {
    const ratios = fc.double({ min: 0.05, max: 20, noNaN: true });
    const other = fc.double({ min: 0.0001, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(proportion, proportion, ratios, other, (one, two, ratio, share) => {
        const p = share * Math.min(1, 1 / ratio);
        const found = restrictByRatio(one, two, ratio);
        const at = (first: number, second: number): number =>
          logLikelihood(one, first) + logLikelihood(two, second);
        expect(at(found.first, found.second)).toBeGreaterThanOrEqual(at(ratio * p, p) - 1e-6);
      }),
    );
  });
});

describe("the combination", () => {
  it("is the Mantel–Haenszel risk difference and risk ratio", () => {
    const pairs = [
      pairUp({ successes: 8, size: 20 }, { successes: 30, size: 60 }),
      pairUp({ successes: 5, size: 50 }, { successes: 1, size: 25 }),
    ];
    // Σ(x₁n₂ − x₂n₁)/N ÷ Σ n₁n₂/N and Σ x₁n₂/N ÷ Σ x₂n₁/N
    const difference = (8 * 60 - 30 * 20) / 80 + (5 * 25 - 1 * 50) / 75;
    expect(stratifiedDifference(pairs)).toBeCloseTo(difference / (1200 / 80 + 1250 / 75), 12);
    expect(stratifiedRatio(pairs)).toBeCloseTo(
      ((8 * 60) / 80 + (5 * 25) / 75) / ((30 * 20) / 80 + (1 * 50) / 75),
      12,
    );
  });

  it("counts a stratum of one side for nothing", () => {
    expect(mantelHaenszelWeight(0, 10)).toBe(0);
    expect(mantelHaenszelWeight(10, 0)).toBe(0);
    expect(mantelHaenszelWeight(0, 0)).toBe(0);
  });

  it("of one stratum is Koopman's statistic up to N/(N − 1), or wider", () => {
    fc.assert(
      fc.property(proportion, proportion, fc.constantFrom(0.5, 0.8, 1, 1.5), (one, two, ratio) => {
        const total = one.size + two.size;
        const single = scoreOfOne(one, two, ratio) * Math.sqrt((total - 1) / total);
        const own = stratifiedRatioStatistic([pairUp(one, two)], ratio);
        expect(Math.abs(own)).toBeLessThanOrEqual(Math.abs(single) + 1e-9);
      }),
    );
  });

  it("swapping both sides mirrors it", () => {
    fc.assert(
      fc.property(strata, (pairs) => {
        const swapped = pairs.map(({ first, second, weight }) => ({
          first: second,
          second: first,
          weight,
        }));
        const own = stratifiedDifferenceInterval(pairs, z);
        const other = stratifiedDifferenceInterval(swapped, z);
        expect(other.lower).toBeCloseTo(-own.upper, 7);
        expect(other.upper).toBeCloseTo(-own.lower, 7);
      }),
    );
  });

  it("the interval holds the estimate, has a width, and ends where the statistic is ±z", () => {
    fc.assert(
      fc.property(strata, (pairs) => {
        const value = stratifiedDifference(pairs);
        const { lower, upper } = stratifiedDifferenceInterval(pairs, z);
        expect(lower).toBeLessThanOrEqual(value + 1e-9);
        expect(upper).toBeGreaterThanOrEqual(value - 1e-9);
        expect(upper - lower).toBeGreaterThan(1e-3);
        if (lower > -0.999) expect(stratifiedDifferenceStatistic(pairs, lower)).toBeCloseTo(z, 4);
        const ratio = stratifiedRatio(pairs);
        if (Number.isNaN(ratio)) return;
        const span = stratifiedRatioInterval(pairs, z);
        expect(span.lower).toBeLessThanOrEqual(ratio * (1 + 1e-9));
        expect(span.upper).toBeGreaterThanOrEqual(ratio * (1 - 1e-9));
        expect(span.upper).toBeGreaterThan(span.lower);
      }),
    );
  });

  it("stays wide where every stratum is full, empty, or nobody is", () => {
    const full = Array.from({ length: 3 }, () =>
      pairUp({ successes: 7, size: 7 }, { successes: 7, size: 7 }),
    );
    const span = stratifiedRatioInterval(full, z);
    expect(span.lower).toBeLessThan(0.9);
    expect(span.upper).toBeGreaterThan(1.1);
    const empty = [pairUp({ successes: 0, size: 9 }, { successes: 0, size: 9 })];
    expect(stratifiedRatioInterval(empty, z)).toEqual({ lower: 0, upper: Infinity });
    const { lower, upper } = stratifiedDifferenceInterval(empty, z);
    expect(lower).toBeLessThan(-0.2);
    expect(upper).toBeGreaterThan(0.2);
  });
});

/** n₁, n₂, p₁, p₂ of each stratum. */
type Truth = readonly (readonly [number, number, number, number])[];

const CASES: Readonly<Record<string, Truth>> = {
  "equal strata": [
    [50, 50, 0.1, 0.1],
    [50, 50, 0.2, 0.2],
    [50, 50, 0.3, 0.3],
    [50, 50, 0.4, 0.4],
  ],
  "unequal strata": [
    [5, 100, 0.05, 0.05],
    [10, 200, 0.1, 0.1],
    [40, 40, 0.3, 0.3],
    [80, 20, 0.5, 0.5],
  ],
  "a common gap": [
    [20, 60, 0.3, 0.4],
    [30, 30, 0.2, 0.3],
    [50, 20, 0.1, 0.2],
  ],
  "gaps that cancel": [
    [10, 1000, 0.6, 0.1],
    [10, 1000, 0.05, 0.55],
  ],
  "gaps of both signs": [
    [50, 200, 0.5, 0.2],
    [50, 100, 0.1, 0.3],
    [50, 50, 0.3, 0.3],
  ],
  "sparse strata": Array.from({ length: 20 }, () => [5, 200, 0.05, 0.05] as const),
  "matched pairs": Array.from({ length: 60 }, () => [1, 1, 0.3, 0.3] as const),
};

/** A small generator of its own, so that a case does not depend on the order of tests. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("coverage of 95 % intervals over strata, 2,000 simulations a case", () => {
  const RUNS = 2000;

  function misses(truth: Truth, compare: "difference" | "ratio") {
    const random = generator(7);
    const draw = (n: number, p: number): number => {
      let successes = 0;
      for (let i = 0; i < n; i++) if (random() < p) successes++;
      return successes;
    };
    const weights = truth.map(([n1, n2]) => mantelHaenszelWeight(n1, n2));
    const mean = (side: 2 | 3): number =>
      truth.reduce((sum, stratum, i) => sum + (weights[i] as number) * stratum[side], 0);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const target = compare === "difference" ? (mean(2) - mean(3)) / total : mean(2) / mean(3);
    let above = 0;
    let below = 0;
    for (let run = 0; run < RUNS; run++) {
      const pairs = truth.map(([n1, n2, p1, p2]) =>
        pairUp({ successes: draw(n1, p1), size: n1 }, { successes: draw(n2, p2), size: n2 }),
      );
      const statistic =
        compare === "difference"
          ? stratifiedDifferenceStatistic(pairs, target)
          : stratifiedRatioStatistic(pairs, target);
      // The statistic decreases, so the interval lies above the truth where it exceeds z there.
      if (statistic > z) above++;
      if (statistic < -z) below++;
    }
    return { covered: 1 - (above + below) / RUNS, above: above / RUNS, below: below / RUNS };
  }

  for (const compare of ["difference", "ratio"] as const) {
    it(`${compare}: never below 93 %, no tail above 1.4 times nominal, the mean of tails below 1.2`, () => {
      const found = Object.values(CASES).map((truth) => misses(truth, compare));
      for (const { covered, above, below } of found) {
        expect(covered).toBeGreaterThanOrEqual(0.93);
        expect(Math.max(above, below)).toBeLessThanOrEqual(1.4 * 0.025);
      }
      for (const side of ["above", "below"] as const) {
        const mean = found.reduce((sum, one) => sum + one[side], 0) / found.length;
        expect(mean).toBeLessThanOrEqual(1.2 * 0.025);
      }
    });
  }
});
