import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chiSquaredOfNormal,
  compareDistance,
  type DistanceMethod,
  type DistanceParts,
} from "../../../src/metrics/scores/distance-estimate.ts";
import {
  measureCurveGap,
  measureGaps,
  measureJensenShannon,
} from "../../../src/metrics/scores/measure-distances.ts";
import {
  type CohortSample,
  type ScoreSample,
  sortPeople,
  splitByLabel,
} from "../../../src/metrics/scores/score-sample.ts";
import { criticalValue, normalQuantile } from "../../../src/stats/normal.ts";
import { columnsOf, scoredCrowd } from "./samples.ts";
import { randomOf } from "./simulate.ts";

const RANGE = { lowest: 0, highest: 1 };

const parts: fc.Arbitrary<DistanceParts> = fc.record({
  value: fc.double({ min: 0, max: 1, noNaN: true }),
  method: fc.constantFrom<DistanceMethod>(
    "two-sample-dkw",
    "chi-squared-norm",
    "norm-concentration",
  ),
  spread: fc.record({
    scale: fc.constant("identity" as const),
    standardError: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
    degreesOfFreedom: fc.integer({ min: 1, max: 40 }),
    chance: fc.double({ min: 0, max: 0.2, noNaN: true }),
  }),
});

describe("the interval of a distance", () => {
  it("holds the distance, stays in its range, and widens with the confidence", () => {
    fc.assert(
      fc.property(parts, (some) => {
        const comparison = compareDistance(some, 1);
        const narrow = comparison.bounds(0.9);
        const wide = comparison.bounds(0.99);
        expect(narrow.lower).toBeLessThanOrEqual(some.value);
        expect(narrow.upper).toBeGreaterThanOrEqual(some.value);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        expect(wide.lower).toBeGreaterThanOrEqual(0);
        expect(wide.upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("excludes a limit exactly where its p-value says so, also far out", () => {
    fc.assert(
      fc.property(
        parts,
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.constantFrom(0.05, 0.001, 1e-6),
        (some, limit, alpha) => {
          const comparison = compareDistance(some, 1);
          const { lower, upper } = comparison.bounds(1 - alpha);
          const p = comparison.p(limit);
          fc.pre(Math.abs(p / alpha - 1) > 1e-6);
          expect(p < alpha).toBe(limit < lower || limit > upper);
        },
      ),
    );
  });

  it("does not speak against a limit of 0, however the distance came about", () => {
    const spread = { scale: "identity", standardError: 0.1, chance: 0.1 } as const;
    const comparison = compareDistance({ value: 0.1, method: "norm-concentration", spread }, 1);
    expect(comparison.bounds(0.95).lower).toBe(0);
    expect(comparison.p(0)).toBeGreaterThan(0.05);
  });

  it("has no upper end where the distance has none", () => {
    const spread = { scale: "identity", standardError: 10 } as const;
    const wide = { value: 300, method: "norm-concentration", spread } as const;
    expect(compareDistance(wide, Infinity).bounds(0.95).upper).toBeCloseTo(319.6, 1);
  });

  it("takes χ² from the normal deviate, within 2 %", () => {
    // Degrees of freedom, confidence, and the quantile of χ² at half of what is left.
    const quantiles = [
      [1, 0.95, 5.0239],
      [2, 0.95, 7.3778],
      [3, 0.95, 9.3484],
      [9, 0.95, 19.0228],
      [19, 0.95, 32.8523],
      [9, 0.999, 29.6658],
    ] as const;
    for (const [degrees, confidence, quantile] of quantiles) {
      const found = chiSquaredOfNormal(criticalValue(confidence), degrees) / quantile;
      expect(Math.abs(found - 1)).toBeLessThan(0.02);
    }
  });
});

function sampleOf(people: { scores: number[]; labels?: number[] }): CohortSample {
  const sorted = sortPeople(people);
  return { people: sorted, labelled: splitByLabel(sorted), unscored: 0 };
}

describe("parts of a distance", () => {
  it("are the same both ways, and never without an error", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const [a, b] = [sampleOf(columnsOf(first)), sampleOf(columnsOf(second))];
        const of = (one: CohortSample, two: CohortSample) => {
          const gaps = measureGaps(one.people, two.people, RANGE);
          return [
            gaps?.largest,
            gaps?.area,
            measureJensenShannon(one.people, two.people, RANGE),
            measureCurveGap(one, two),
          ] as (DistanceParts | undefined | null)[];
        };
        const turned = of(b, a);
        of(a, b).forEach((found, i) => {
          expect(found?.value).toBeCloseTo(turned[i]?.value as number, 10);
          expect(found?.spread.standardError).toBeGreaterThan(0);
          expect(found?.spread.standardError).toBeCloseTo(
            turned[i]?.spread.standardError as number,
            10,
          );
        });
      }),
    );
  });

  it("leave people who are all alike uncertain: 20 and 20 at one score are no proof of equality", () => {
    const alike = sortPeople({ scores: Array.from({ length: 20 }, () => 0.5) });
    const gaps = measureGaps(alike, alike, RANGE);
    const binned = measureJensenShannon(alike, alike, RANGE);
    for (const found of [gaps?.largest, gaps?.area, binned]) {
      if (found === undefined || found === null) throw new Error("nobody");
      expect(found.value).toBe(0);
      expect(compareDistance(found, 1).bounds(0.95).upper).toBeGreaterThan(0.04);
    }
  });

  it("do not exist where one side is empty", () => {
    const [some, none] = [sampleOf({ scores: [0.5] }), sampleOf({ scores: [] })];
    expect(measureGaps(some.people, none.people, RANGE)).toBeNull();
    expect(measureJensenShannon(none.people, some.people, RANGE)).toBeNull();
    expect(measureCurveGap(some, none)).toBeNull();
  });
});

// A small grid; benchmarks/coverage-distances.mjs has the large one.
describe("simulated tails of 95 % intervals", () => {
  const TRIALS = 500;
  const Z = criticalValue(0.95);
  const SIZES = [
    [20, 20],
    [50, 400],
  ] as const;
  const SHAPES = {
    uniform: (u: number) => u,
    low: (u: number) => u ** 3,
    rare: (u: number) => (u < 0.9 ? u / 9 : 0.1 + (u - 0.9) * 9),
  };
  const draw = (random: () => number, shape: (u: number) => number, count: number): ScoreSample =>
    sortPeople({ scores: Array.from({ length: count }, () => shape(random())) });
  const measures = {
    ks: (a: ScoreSample, b: ScoreSample) => measureGaps(a, b, RANGE)?.largest,
    wasserstein: (a: ScoreSample, b: ScoreSample) => measureGaps(a, b, RANGE)?.area,
    jensenShannon: (a: ScoreSample, b: ScoreSample) => measureJensenShannon(a, b, RANGE),
  };

  it.each(Object.entries(measures))(
    "%s of equal populations: above 0 in 2.5 % at most, within the error of simulation",
    (_, measure) => {
      for (const shape of Object.values(SHAPES)) {
        SIZES.forEach(([n, m], i) => {
          const random = randomOf(1 + i);
          let above = 0;
          for (let trial = 0; trial < TRIALS; trial++) {
            const found = measure(draw(random, shape, n), draw(random, shape, m)) as DistanceParts;
            if (compareDistance(found, 1).boundsAt(Z).lower > 0) above++;
          }
          // Three standard errors: 2.5 % + 2.1 %.
          expect(above / TRIALS).toBeLessThanOrEqual(0.046);
        });
      }
    },
  );

  it("of different populations: below the truth in 2.5 % at most", () => {
    // max |s − s^⅓| at s = 3^(−3/2), ∫ (s^⅓ − s) ds = ¼.
    const truths = { ks: 3 ** -0.5 - 3 ** -1.5, wasserstein: 0.25 };
    SIZES.forEach(([n, m], i) => {
      const random = randomOf(11 + i);
      const below = { ks: 0, wasserstein: 0 };
      for (let trial = 0; trial < TRIALS; trial++) {
        const sides = [draw(random, SHAPES.uniform, n), draw(random, SHAPES.low, m)] as const;
        for (const name of ["ks", "wasserstein"] as const) {
          const found = measures[name](...sides) as DistanceParts;
          if (compareDistance(found, 1).boundsAt(Z).upper < truths[name]) below[name]++;
        }
      }
      expect(below.ks / TRIALS).toBeLessThanOrEqual(0.046);
      expect(below.wasserstein / TRIALS).toBeLessThanOrEqual(0.046);
    });
  });

  it("area between equal ROC curves: above 0 in 2.5 % at most", () => {
    const sample = (random: () => number): CohortSample => {
      const labels = Array.from({ length: 80 }, (_, i) => (i < 30 ? 1 : 0));
      return sampleOf({ scores: labels.map((y) => y + normalQuantile(random())), labels });
    };
    const random = randomOf(5);
    let above = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const found = measureCurveGap(sample(random), sample(random)) as DistanceParts;
      if (compareDistance(found, 1).boundsAt(Z).lower > 0) above++;
    }
    expect(above / TRIALS).toBeLessThanOrEqual(0.046);
  });
});
