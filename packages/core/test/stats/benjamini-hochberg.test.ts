import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";
import { ADJUSTED_BY_R, MORE_BY_R } from "./p-adjust.ts";

describe("benjaminiHochberg", () => {
  it("rejects what the paper rejects: the first four of its fifteen at q = 0.05", () => {
    // Benjamini & Hochberg (1995), section 4.1.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    const adjusted = benjaminiHochberg(p);
    expect(adjusted.filter((each) => each <= 0.05)).toHaveLength(4);
    expect(adjusted[0]).toBeCloseTo(0.0015, 12);
    expect(adjusted[3]).toBeCloseTo(0.035625, 12);
  });

  it("agrees with R's published vectors, in any order", () => {
    for (const published of [ADJUSTED_BY_R, MORE_BY_R, ADJUSTED_BY_R.toReversed()]) {
      const adjusted = benjaminiHochberg(published.map(([p]) => p));
      published.forEach(([, , expected], i) => {
        expect(Math.abs((adjusted[i] as number) - expected)).toBeLessThanOrEqual(1e-12);
      });
    }
  });

  it("keeps the order given, never lowers a p-value, and is monotone", () => {
    const adjusted = benjaminiHochberg([0.04, 0.01, 0.03, 0.03]);
    expect(adjusted).toEqual([0.04, 0.04, 0.04, 0.04]);
    expect(benjaminiHochberg([1, 0.2])).toEqual([1, 0.4]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});
