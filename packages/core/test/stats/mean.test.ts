import { describe, expect, it } from "vitest";
import { meanOf } from "../../src/stats/mean.ts";

describe("meanOf", () => {
  it("gives s² / n without weights", () => {
    const mean = meanOf(Float64Array.of(1, 2, 3, 6));
    expect(mean).toMatchObject({ value: 3, n: 4, weight: 4, effective: 4 });
    expect(mean?.error?.standardError).toBeCloseTo(Math.sqrt(14 / 3 / 4), 14);
    expect(mean?.error?.degreesOfFreedom).toBe(3);
  });

  it("linearises with sampling weights: m/(m − 1) · Σw²(x − x̄)² / (Σw)²", () => {
    const values = Float64Array.of(1, 5, 2, 9);
    const mean = meanOf(values, { kind: "sampling", values: Float64Array.of(1, 2, 1, 0) });
    // x̄ = 13/4 over three rows that weigh something; deviations −9/4, 7/4, −5/4.
    expect(mean).toMatchObject({ value: 3.25, n: 3, weight: 4, effective: 16 / 6 });
    const squares = (81 + 4 * 49 + 25) / 16;
    expect(mean?.error?.standardError).toBeCloseTo(Math.sqrt((3 / 2) * (squares / 16)), 14);
    expect(mean?.error?.degreesOfFreedom).toBeCloseTo(16 / 6 - 1, 14);
  });

  it("does not scale with sampling weights, but does with frequencies", () => {
    const values = Float64Array.of(1, 5, 2, 9);
    const errorOf = (kind: "sampling" | "frequency", weight: number): number =>
      meanOf(values, { kind, values: new Float64Array(4).fill(weight) })?.error
        ?.standardError as number;
    expect(errorOf("sampling", 7)).toBeCloseTo(errorOf("sampling", 1), 14);
    expect(errorOf("frequency", 7)).toBeLessThan(errorOf("frequency", 1) / 2);
  });

  it("has no error of one row, nor of values that differ by rounding alone", () => {
    expect(meanOf(Float64Array.of(3))?.error).toBeNull();
    expect(meanOf(Float64Array.of(0.1, 0.1, 0.1))?.error).toBeNull();
    expect(meanOf(Float64Array.of(0.3, 0.1 + 0.2, 0.3))?.error).toBeNull();
    expect(meanOf(Float64Array.of(0, 0))?.error).toBeNull();
  });

  it("has nothing to say where nothing weighs anything", () => {
    expect(meanOf(new Float64Array(0))).toBeNull();
    expect(
      meanOf(Float64Array.of(1), { kind: "frequency", values: Float64Array.of(0) }),
    ).toBeNull();
  });

  it("adds without losing what is small", () => {
    const values = Float64Array.of(1e16, 1, 1, 1, 1, -1e16);
    expect(meanOf(values)?.value).toBeCloseTo(4 / 6, 12);
  });
});
