import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipTo, linearAxis, logAxis } from "../../src/charts/axis.ts";

describe("linearAxis", () => {
  it("rounds outwards to few even ticks", () => {
    expect(linearAxis([0, 0.26], "rate").ticks).toEqual([0, 0.1, 0.2, 0.3]);
    expect(linearAxis([-0.19, 0.12], "difference").ticks).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
  });

  it("covers all values with at most eight ticks", () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((x) => Math.fround(x));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const { domain, ticks } = linearAxis(values, "x");
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...values) + 1e-6);
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...values) - 1e-6);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it("has a width where all values are equal or missing", () => {
    expect(linearAxis([0, 0], "rate").domain[1]).toBeGreaterThan(0);
    expect(linearAxis([Number.NaN], "rate").domain).toEqual([0, 1]);
  });
});

describe("logAxis", () => {
  it("shows 1 and keeps its ticks apart", () => {
    const { ticks, domain } = logAxis([0.02, 1, 3.4], "ratio");
    expect(ticks).toContain(1);
    const span = Math.log(domain[1] / domain[0]);
    for (let i = 1; i < ticks.length; i++) {
      const gap = Math.log((ticks[i] as number) / (ticks[i - 1] as number));
      expect(gap / span).toBeGreaterThan(0.1);
    }
  });

  it("holds values at its ends and says so", () => {
    const axis = logAxis([0.5, 2], "ratio");
    expect(clipTo(axis, 0)).toEqual({ at: axis.domain[0], clipped: true });
    expect(clipTo(axis, 1)).toEqual({ at: 1, clipped: false });
  });
});
