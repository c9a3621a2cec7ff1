import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticalValue } from "../../src/stats/normal.ts";
import { wilsonInterval } from "../../src/stats/wilson.ts";
import { readGolden } from "../golden/read-golden.ts";
import { confidences, proportions } from "./arbitraries.ts";

type Row = [x: number, n: number, confidence: number, lower: number, upper: number];
const golden = readGolden<{ wilson: Row[] }>("intervals").wilson;

describe("wilsonInterval", () => {
  it.each(golden)("of %i/%i at %d agrees with statsmodels", (successes, size, c, lower, upper) => {
    const interval = wilsonInterval({ successes, size }, criticalValue(c));
    expect(Math.abs(interval.lower - lower)).toBeLessThanOrEqual(1e-13);
    expect(Math.abs(interval.upper - upper)).toBeLessThanOrEqual(1e-13);
  });

  it("agrees with the published examples", () => {
    // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
    const published: [number, number, number, number][] = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ];
    for (const [successes, size, lower, upper] of published) {
      const interval = wilsonInterval({ successes, size }, 1.959964);
      expect(interval.lower).toBeCloseTo(lower, 4);
      expect(interval.upper).toBeCloseTo(upper, 4);
    }
  });

  it("stays inside [0, 1], holds the rate, and is never of zero width", () => {
    fc.assert(
      fc.property(proportions(), confidences, (proportion, confidence) => {
        const { lower, upper } = wilsonInterval(proportion, criticalValue(confidence));
        const rate = proportion.successes / proportion.size;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(rate);
        expect(upper).toBeGreaterThanOrEqual(rate);
        expect(upper).toBeGreaterThan(lower);
      }),
    );
  });

  it("keeps the ends exact: 0 of n reaches 0, n of n reaches 1", () => {
    for (const size of [1, 7, 20, 5000, 1e9]) {
      expect(wilsonInterval({ successes: 0, size }, 1.96).lower).toBe(0);
      expect(wilsonInterval({ successes: size, size }, 1.96).upper).toBe(1);
      // The rule of three, roughly: z²/(n + z²).
      expect(wilsonInterval({ successes: 0, size }, 1.96).upper).toBeCloseTo(
        3.8416 / (size + 3.8416),
        12,
      );
    }
  });

  it("mirrors: successes and failures change places", () => {
    fc.assert(
      fc.property(proportions(), ({ successes, size }) => {
        const one = wilsonInterval({ successes, size }, 1.96);
        const other = wilsonInterval({ successes: size - successes, size }, 1.96);
        expect(other.lower).toBeCloseTo(1 - one.upper, 12);
        expect(other.upper).toBeCloseTo(1 - one.lower, 12);
      }),
    );
  });

  it("widens with the confidence and narrows with the size", () => {
    fc.assert(
      fc.property(proportions(), confidences, confidences, (proportion, a, b) => {
        const { successes, size } = proportion;
        const small = wilsonInterval(proportion, criticalValue(Math.min(a, b)));
        const large = wilsonInterval(proportion, criticalValue(Math.max(a, b)));
        expect(large.lower).toBeLessThanOrEqual(small.lower + 1e-12);
        expect(large.upper).toBeGreaterThanOrEqual(small.upper - 1e-12);
        const more = wilsonInterval({ successes: 4 * successes, size: 4 * size }, criticalValue(a));
        const less = wilsonInterval(proportion, criticalValue(a));
        expect(more.upper - more.lower).toBeLessThan(less.upper - less.lower);
      }),
    );
  });
});
