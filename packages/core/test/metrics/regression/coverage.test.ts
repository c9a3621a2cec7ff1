import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { table } from "../../../src/index.ts";
import { measureRegression } from "../../../src/metrics/regression/measure-regression.ts";
import { normalQuantile } from "../../../src/stats/normal.ts";

const TRIALS = 2000;

/** What the outcomes are drawn from: y = x + error, predicted by x, which is standard normal. */
interface Errors {
  readonly draw: (u: number) => number;
  readonly truth: Readonly<Record<string, number>>;
}

const NORMAL: Errors = {
  draw: normalQuantile,
  truth: {
    mean_residual: 0,
    mean_absolute_error: Math.sqrt(2 / Math.PI),
    root_mean_squared_error: 1,
    r_squared: 0.5,
  },
};

// Exponential less 1, so that misses are skewed: E|e| = 2/e, E e² = 1.
const SKEWED: Errors = {
  draw: (u) => -Math.log(1 - u) - 1,
  truth: {
    mean_residual: 0,
    mean_absolute_error: 2 / Math.E,
    root_mean_squared_error: 1,
    r_squared: 0.5,
  },
};

/** Share of 95 % intervals that hold the truth. */
function simulate({ draw, truth }: Errors, size: number): Record<string, number> {
  const generator = xoroshiro128plus(20261124);
  const covered: Record<string, number> = {};
  for (let trial = 0; trial < TRIALS; trial++) {
    const p = Float64Array.from({ length: size }, () => normalQuantile(uniformFloat64(generator)));
    const y = p.map((x) => x + draw(uniformFloat64(generator)));
    const measured = measureRegression(table({ y, p }), {
      prediction: "p",
      label: "y",
      cohorts: [],
    });
    for (const { metric, interval } of measured) {
      const value = truth[metric];
      if (value === undefined || interval === null) continue;
      const holds = interval.lower <= value && value <= (interval.upper ?? Infinity);
      covered[metric] = (covered[metric] ?? 0) + (holds ? 1 / TRIALS : 0);
    }
  }
  return covered;
}

/**
 * Least share of intervals that hold the truth, as measured less two simulation errors. With skewed
 * errors few rows do not show the large squares that decide a mean square, so that the interval of the
 * RMSE is too short; benchmarks/coverage-regression.mjs has more sizes and errors.
 */
const LEAST: readonly (readonly [string, number, Errors, readonly number[]])[] = [
  ["normal", 20, NORMAL, [0.94, 0.95, 0.94, 0.945]],
  ["normal", 200, NORMAL, [0.94, 0.94, 0.94, 0.94]],
  ["skewed", 20, SKEWED, [0.9, 0.92, 0.79, 0.915]],
  ["skewed", 200, SKEWED, [0.935, 0.94, 0.935, 0.935]],
];
const METRICS = [
  "mean_residual",
  "mean_absolute_error",
  "root_mean_squared_error",
  "r_squared",
] as const;

describe("95 % intervals of regression metrics", () => {
  it.each(LEAST)("hold the truth with %s errors of %i rows", (_, size, errors, least) => {
    const covered = simulate(errors, size);
    METRICS.forEach((metric, i) => {
      expect(covered[metric], metric).toBeGreaterThan(least[i] as number);
      expect(covered[metric], metric).toBeLessThan(size < 50 ? 0.985 : 0.965);
    });
  });
});
