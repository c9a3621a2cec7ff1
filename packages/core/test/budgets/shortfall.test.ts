import { describe, expect, it } from "vitest";
import { countShortfall } from "../../src/budgets/shortfall.ts";
import type { Estimated } from "../../src/metrics/estimator.ts";

const counted = (numerator: number, denominator: number): Estimated => ({
  estimate: null,
  numerator,
  denominator,
  n: denominator,
});
const band = { min: 0.8, max: 1.25 };

describe("countShortfall", () => {
  it.each([
    // 0.8 · 0.5 · 100 = 40 are needed, 1.25 · 0.5 · 100 = 62.5 allowed.
    ["ratio", 20, 100, 0.5, band, 20],
    ["ratio", 39, 100, 0.5, band, 1],
    ["ratio", 40, 100, 0.5, band, 0],
    ["ratio", 62, 100, 0.5, band, 0],
    ["ratio", 63, 100, 0.5, band, 1],
    ["ratio", 80, 100, 0.5, band, 18],
    ["ratio", 30, 100, 0.5, { min: null, max: 1.25 }, 0],
    ["ratio", 80, 100, 0.5, { min: 0.8, max: null }, 0],
    // Half a person more is a whole one: 0.8 · 0.33 · 100 = 26.4.
    ["ratio", 26, 100, 0.33, band, 1],
    ["difference", 35, 100, 0.5, { min: -0.1, max: 0.1 }, 5],
    ["difference", 40, 100, 0.5, { min: -0.1, max: 0.1 }, 0],
    ["difference", 65, 100, 0.5, { min: -0.1, max: 0.1 }, 5],
    // A limit on one side asks nothing on the other.
    ["difference", 20, 100, 0.5, { min: null, max: 0.1 }, 0],
    ["difference", 80, 100, 0.5, { min: -0.1, max: null }, 0],
    ["value", 12, 100, null, { min: null, max: 0.1 }, 2],
    ["value", 10, 100, null, { min: null, max: 0.1 }, 0],
    ["value", 5, 100, null, { min: 0.1, max: null }, 5],
  ] as const)(
    "%s: %i of %i against %d within %j lacks %i",
    (compare, x, n, reference, limit, gap) => {
      expect(countShortfall(counted(x, n), compare, limit, reference)).toBe(gap);
    },
  );

  it("does not round up a rate that is exactly at its limit", () => {
    // 0.8 · 0.7 · 100 is 55.99999999999999 in binary, 0.55 · 100 is 55.00000000000001.
    expect(countShortfall(counted(56, 100), "ratio", { min: 0.8, max: null }, 0.7)).toBe(0);
    expect(countShortfall(counted(55, 100), "value", { min: 0.55, max: null }, null)).toBe(0);
    expect(countShortfall(counted(56, 100), "ratio", { min: null, max: 0.8 }, 0.7)).toBe(0);
  });
});
