import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalValue, normalQuantile, normalTail, twoSidedP } from "../../src/stats/normal.ts";
import { readGolden } from "../golden/read-golden.ts";

const golden = readGolden<{ quantile: [number, number][]; tail: [number, number][] }>("normal");

/** |a − b| relative to b, absolute where b is 0. */
const relativeGap = (a: number, b: number): number => Math.abs(a - b) / (Math.abs(b) || 1);

describe("normalQuantile", () => {
  it.each(golden.quantile)("agrees with scipy at %d", (p, z) => {
    expect(relativeGap(normalQuantile(p), z)).toBeLessThanOrEqual(1e-14);
  });

  it("is infinite at 0 and 1 and NaN outside", () => {
    expect([0, 1, -0.1, 1.1, NaN].map(normalQuantile)).toEqual([
      -Infinity,
      Infinity,
      NaN,
      NaN,
      NaN,
    ]);
  });

  it("does not fall, across the seams of its three approximations too", () => {
    const probability = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.0749, max: 0.0751, noNaN: true }),
      fc.double({ min: 1e-12, max: 2e-11, noNaN: true }),
    );
    fc.assert(
      fc.property(probability, probability, (a, b) => {
        expect(normalQuantile(Math.min(a, b))).toBeLessThanOrEqual(normalQuantile(Math.max(a, b)));
      }),
    );
  });
});

describe("normalTail", () => {
  it.each(golden.tail)("agrees with scipy at %d", (z, p) => {
    expect(relativeGap(normalTail(z), p)).toBeLessThanOrEqual(p < 1e-300 ? 1e-9 : 2e-13);
  });

  it("is undone by the quantile", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
        expect(relativeGap(normalTail(-normalQuantile(p)), p)).toBeLessThanOrEqual(1e-11);
      }),
    );
  });

  it("is 0 and 1 at the ends and NaN for NaN", () => {
    expect([Infinity, -Infinity, NaN].map(normalTail)).toEqual([0, 1, NaN]);
  });
});

describe("twoSidedP and criticalValue", () => {
  it("belong together: p of the critical value is 1 − confidence", () => {
    for (const confidence of [0.5, 0.8, 0.95, 0.99, 0.9999]) {
      expect(twoSidedP(criticalValue(confidence))).toBeCloseTo(1 - confidence, 13);
      expect(twoSidedP(-criticalValue(confidence))).toBeCloseTo(1 - confidence, 13);
    }
    expect(twoSidedP(0)).toBe(1);
  });
});
