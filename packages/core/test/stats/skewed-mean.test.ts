import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOfMean, skewedDeviate } from "../../src/stats/skewed-mean.ts";

const plain = { kind: "none", values: null } as const;

describe("the shape of a mean", () => {
  it("of rows without weights is their skewness over √n and 2n/(kurtosis − 1)", () => {
    const away = Float64Array.of(-1, -1, -1, -1, -1, -1, -1, -1, 8);
    // Σu² = 72, Σu³ = 504, Σu⁴ = 4104.
    const { skewness, degreesOfFreedom } = shapeOfMean(away, plain, 9);
    expect(skewness).toBeCloseTo(504 / 9 / (72 / 9) ** 1.5 / Math.sqrt(9), 12);
    expect(degreesOfFreedom).toBeCloseTo((2 * 9) / (4104 / 9 / (72 / 9) ** 2 - 1), 12);
  });

  it("has no more degrees of freedom than the size less one, and at least one", () => {
    expect(shapeOfMean(Float64Array.of(-1, 1, -1, 1), plain, 4).degreesOfFreedom).toBe(3);
    expect(shapeOfMean(Float64Array.of(-1, 1), plain, 2).degreesOfFreedom).toBe(1);
  });

  it("counts a row of frequency n as n rows, and of sampling weights only how they differ", () => {
    const away = [-2, -1, 0, 3];
    const thrice = Float64Array.from([...away, ...away, ...away]);
    const values = Float64Array.of(3, 3, 3, 3);
    const frequency = shapeOfMean(Float64Array.from(away), { kind: "frequency", values }, 12);
    const repeated = shapeOfMean(thrice, plain, 12);
    expect(frequency.skewness).toBeCloseTo(repeated.skewness, 12);
    expect(frequency.degreesOfFreedom).toBeCloseTo(repeated.degreesOfFreedom, 12);
    const sampling = shapeOfMean(Float64Array.from(away), { kind: "sampling", values }, 4);
    expect(sampling).toEqual(shapeOfMean(Float64Array.from(away), plain, 4));
  });

  it("does not see rows that weigh nothing", () => {
    const values = Float64Array.of(1, 1, 1, 0);
    const away = Float64Array.of(-1, 0, 1, 99);
    const kept = shapeOfMean(Float64Array.of(-1, 0, 1), plain, 3);
    expect(shapeOfMean(away, { kind: "sampling", values }, 3)).toEqual(kept);
  });
});

describe("the skewed deviate", () => {
  it("is the normal one without skewness", () => {
    expect(skewedDeviate(1.96, 0)).toBe(1.96);
    expect(skewedDeviate(1.96, 1e-5)).toBeCloseTo(1.96, 3);
  });

  it("inverts Hall's transformation z = t + γt²/3 + γ²t³/27 + γ/6", () => {
    const t = skewedDeviate(-1.96, 0.5);
    expect(t + (0.5 * t ** 2) / 3 + (0.25 * t ** 3) / 27 + 0.5 / 6).toBeCloseTo(-1.96, 12);
  });

  it("increases with z, and mirrors with the skewness", () => {
    const skewness = fc.double({ min: -3, max: 3, noNaN: true });
    const deviate = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(deviate, deviate, skewness, (a, b, g) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(skewedDeviate(low, g)).toBeLessThanOrEqual(skewedDeviate(high, g) + 1e-9);
        expect(skewedDeviate(-a, -g)).toBeCloseTo(-skewedDeviate(a, g), 9);
      }),
    );
  });
});
