import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { koopmanInterval } from "../../src/stats/koopman.ts";
import { criticalValue } from "../../src/stats/normal.ts";
import type { Proportion } from "../../src/stats/proportion.ts";
import { readGolden } from "../golden/read-golden.ts";
import { confidences, proportions } from "./arbitraries.ts";

type Row = [
  x1: number,
  n1: number,
  x2: number,
  n2: number,
  c: number,
  lower: number,
  upper: number,
];
const golden = readGolden<{ koopman: Row[] }>("intervals").koopman;

/**
 * Koopman’s own form of the test, worked out another way: Pearson’s χ² of both proportions against
 * p₁ = θp₂, with p₂ found by ternary search for the largest likelihood.
 */
function pearson(first: Proportion, second: Proportion, ratio: number): number {
  const term = (x: number, p: number): number => (x === 0 ? 0 : x * Math.log(p));
  const logLikelihood = (p2: number): number => {
    const p1 = ratio * p2;
    return (
      term(first.successes, p1) +
      term(first.size - first.successes, 1 - p1) +
      term(second.successes, p2) +
      term(second.size - second.successes, 1 - p2)
    );
  };
  let low = 0;
  let high = Math.min(1, 1 / ratio);
  for (let step = 0; step < 200; step++) {
    const left = low + (high - low) / 3;
    const right = high - (high - low) / 3;
    if (logLikelihood(left) < logLikelihood(right)) low = left;
    else high = right;
  }
  const p2 = (low + high) / 2;
  const part = (x: number, n: number, p: number): number =>
    x === n * p ? 0 : (x - n * p) ** 2 / (n * p * (1 - p));
  return part(first.successes, first.size, ratio * p2) + part(second.successes, second.size, p2);
}

describe("koopmanInterval", () => {
  it.each(golden)(
    "of %i/%i ÷ %i/%i at %d agrees with statsmodels",
    (x1, n1, x2, n2, c, lower, upper) => {
      const first = { successes: x1, size: n1 };
      const interval = koopmanInterval(first, { successes: x2, size: n2 }, criticalValue(c));
      expect(Math.abs(interval.lower / lower - 1)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(interval.upper / upper - 1)).toBeLessThanOrEqual(1e-9);
    },
  );

  it("agrees with the published examples", () => {
    // Koopman (1984), Biometrics 40, 513–517: 36/40 against 16/80. Agresti (2002), Categorical Data
    // Analysis: heart attacks on placebo and aspirin.
    const published = [
      [36, 40, 16, 80, 2.94, 7.15],
      [189, 11034, 104, 11037, 1.43, 2.3],
    ] as const;
    for (const [x1, n1, x2, n2, lower, upper] of published) {
      const first = { successes: x1, size: n1 };
      const interval = koopmanInterval(first, { successes: x2, size: n2 }, criticalValue(0.95));
      expect(interval.lower).toBeCloseTo(lower, 2);
      expect(interval.upper).toBeCloseTo(upper, 2);
    }
  });

  it("holds exactly the ratios that Pearson’s test accepts, on a grid", () => {
    const cases = [
      [20, 20, 20, 20],
      [0, 20, 5, 20],
      [5, 20, 0, 20],
      [1, 1, 1, 2],
      [3, 50, 40, 60],
      [19, 20, 20, 20],
      [20, 20, 19, 20],
      [12, 200, 7, 30],
    ] as const;
    const z = criticalValue(0.95);
    let inside = 0;
    let checked = 0;
    for (const [x1, n1, x2, n2] of cases) {
      const first = { successes: x1, size: n1 };
      const second = { successes: x2, size: n2 };
      const { lower, upper } = koopmanInterval(first, second, z);
      for (let logRatio = -4; logRatio <= 4; logRatio += 0.01) {
        const ratio = Math.exp(logRatio);
        // The search for the likelihood's top leaves χ² uncertain in the seventh digit.
        const gap = pearson(first, second, ratio) - z * z;
        if (Math.abs(gap) < 1e-5) continue;
        checked++;
        if (gap < 0) inside++;
        expect(gap < 0, `${x1}/${n1} ÷ ${x2}/${n2} at ${ratio}`).toBe(
          ratio >= lower && ratio <= upper,
        );
      }
    }
    expect(checked).toBeGreaterThan(6000);
    expect(inside).toBeGreaterThan(500);
  });

  it("is no certainty for 20 of 20 against 20 of 20: (1 − θ)·20 = θz² below", () => {
    const all = { successes: 20, size: 20 };
    const { lower, upper } = koopmanInterval(all, all, 1.96);
    expect(lower).toBeCloseTo(20 / (20 + 1.96 ** 2), 10);
    expect(upper).toBeCloseTo(1 / lower, 10);
  });

  it("reaches 0 and ∞ where a count is 0, and everything where both are", () => {
    const none = { successes: 0, size: 20 };
    const some = { successes: 5, size: 20 };
    const below = koopmanInterval(none, some, 1.96);
    expect(below.lower).toBe(0);
    expect(below.upper).toBeGreaterThan(0.5);
    expect(below.upper).toBeLessThan(1);
    const above = koopmanInterval(some, none, 1.96);
    expect(above.upper).toBe(Infinity);
    expect(above.lower).toBeCloseTo(1 / below.upper, 9);
    expect(koopmanInterval(none, none, 1.96)).toEqual({ lower: 0, upper: Infinity });
  });

  it("excludes parity for 0 of 5,000 against a third", () => {
    const { upper } = koopmanInterval(
      { successes: 0, size: 5000 },
      { successes: 1000, size: 3000 },
      criticalValue(0.9999),
    );
    expect(upper).toBeLessThan(0.01);
  });

  it("holds the ratio and is never of zero width", () => {
    fc.assert(
      fc.property(proportions(), proportions(), confidences, (first, second, confidence) => {
        fc.pre(first.successes + second.successes > 0);
        const { lower, upper } = koopmanInterval(first, second, criticalValue(confidence));
        const ratio = first.successes / first.size / (second.successes / second.size);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(ratio);
        expect(upper).toBeGreaterThanOrEqual(ratio);
        expect(upper).toBeGreaterThan(lower);
      }),
    );
  });

  it("is inverted when cohort and reference change places", () => {
    fc.assert(
      fc.property(proportions(), proportions(), confidences, (first, second, confidence) => {
        fc.pre(first.successes > 0 && second.successes > 0);
        const z = criticalValue(confidence);
        const one = koopmanInterval(first, second, z);
        const other = koopmanInterval(second, first, z);
        expect(other.lower * one.upper).toBeCloseTo(1, 8);
        expect(other.upper * one.lower).toBeCloseTo(1, 8);
      }),
    );
  });

  it("holds up at a billion people and at one", () => {
    const many = { successes: 250_000_000, size: 1e9 };
    // Delta method: log θ has the variance 2(1 − p)/(pn).
    const { lower, upper } = koopmanInterval(many, many, 1.96);
    expect(Math.log(upper) / (1.96 * Math.sqrt(6 / 1e9))).toBeCloseTo(1, 4);
    expect(lower * upper).toBeCloseTo(1, 10);
    const one = { successes: 1, size: 1 };
    const single = koopmanInterval(one, one, 1.96);
    expect(single.lower).toBeCloseTo(1 / (1 + 1.96 ** 2), 10);
    expect(single.upper).toBeCloseTo(1 + 1.96 ** 2, 8);
  });
});
