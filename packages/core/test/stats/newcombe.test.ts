import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newcombeInterval } from "../../src/stats/newcombe.ts";
import { criticalValue } from "../../src/stats/normal.ts";
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
const golden = readGolden<{ newcombe: Row[] }>("intervals").newcombe;

describe("newcombeInterval", () => {
  it.each(golden)(
    "of %i/%i − %i/%i at %d agrees with statsmodels",
    (x1, n1, x2, n2, c, lower, upper) => {
      const first = { successes: x1, size: n1 };
      const interval = newcombeInterval(first, { successes: x2, size: n2 }, criticalValue(c));
      expect(Math.abs(interval.lower - lower)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(interval.upper - upper)).toBeLessThanOrEqual(1e-12);
    },
  );

  it("agrees with the published examples", () => {
    // Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
    const published = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [0, 10, 0, 20, -0.1611, 0.2775],
      [0, 10, 0, 10, -0.2775, 0.2775],
      [10, 10, 0, 20, 0.6791, 1],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const;
    for (const [x1, n1, x2, n2, lower, upper] of published) {
      const first = { successes: x1, size: n1 };
      const interval = newcombeInterval(first, { successes: x2, size: n2 }, 1.959964);
      expect(interval.lower).toBeCloseTo(lower, 4);
      expect(interval.upper).toBeCloseTo(upper, 4);
    }
  });

  it("stays inside [−1, 1], holds the difference, and is never of zero width", () => {
    fc.assert(
      fc.property(proportions(), proportions(), confidences, (first, second, confidence) => {
        const { lower, upper } = newcombeInterval(first, second, criticalValue(confidence));
        const difference = first.successes / first.size - second.successes / second.size;
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(difference);
        expect(upper).toBeGreaterThanOrEqual(difference);
        expect(upper).toBeGreaterThan(lower);
      }),
    );
  });

  it("is mirrored when cohort and reference change places", () => {
    fc.assert(
      fc.property(proportions(), proportions(), confidences, (first, second, confidence) => {
        const z = criticalValue(confidence);
        const one = newcombeInterval(first, second, z);
        const other = newcombeInterval(second, first, z);
        expect(other.lower).toBeCloseTo(-one.upper, 12);
        expect(other.upper).toBeCloseTo(-one.lower, 12);
      }),
    );
  });

  it("holds up at a billion people", () => {
    const first = { successes: 250_000_000, size: 1e9 };
    const { lower, upper } = newcombeInterval(first, first, 1.96);
    // Two equal variances: 1.96 · √(2 · p(1 − p)/n).
    expect(upper).toBeCloseTo(1.96 * Math.sqrt((2 * 0.1875) / 1e9), 10);
    expect(lower).toBeCloseTo(-upper, 15);
  });
});
