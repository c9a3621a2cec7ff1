import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../src/stats/holm.ts";
import { uniform } from "./arbitraries.ts";

describe("holm", () => {
  // p-values and `p.adjust(p, "holm")` of R, as published with the tests of statsmodels (R package multtest).
  const published: [number, number][] = [
    [0.838541367553, 1],
    [0.642193923795, 1],
    [0.680845947633, 1],
    [0.967833824309, 1],
    [0.71626938238, 1],
    [0.177096952723, 1],
    [5.23656777208e-5, 5.2365677720800005e-4],
    [0.0202732688798, 0.14191288215860001],
    [0.00028140506198, 2.5326455578199999e-3],
    [0.0149877310796, 0.11990184863680001],
  ];

  it("agrees with R's published vector", () => {
    const { adjusted } = holm(published.map(([p]) => p));
    published.forEach(([, expected], i) => {
      expect(Math.abs((adjusted[i] as number) - expected)).toBeLessThanOrEqual(1e-12);
    });
  });

  it("is never smaller for a larger p: 5 · 0.01, 4 · 0.02, 3 · 0.03, then no lower", () => {
    expect(holm([0.01, 0.02, 0.03, 0.04, 0.05]).adjusted).toEqual([0.05, 0.08, 0.09, 0.09, 0.09]);
  });

  it("gives the smallest of m the multiplier m and the largest 1", () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual({
      adjusted: [0.06, 0.03, 0.06],
      multipliers: [1, 3, 2],
    });
  });

  it("ranks equal p in the order given", () => {
    expect(holm([0.02, 0.01, 0.02, 0.02])).toEqual({
      adjusted: [0.06, 0.04, 0.06, 0.06],
      multipliers: [3, 4, 2, 1],
    });
  });

  it("leaves a single p as it is, and nothing as nothing", () => {
    expect(holm([0.05])).toEqual({ adjusted: [0.05], multipliers: [1] });
    expect(holm([])).toEqual({ adjusted: [], multipliers: [] });
  });

  const pValues = fc.array(uniform(0, 1), {
    minLength: 1,
    maxLength: 30,
  });

  it("lies between p and Bonferroni, keeps the order and stays at most 1", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const { adjusted } = holm(ps);
        ps.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, ps.length * p));
          ps.forEach((q, j) => {
            if (p < q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
          });
        });
      }),
    );
  });

  it("does not depend on the order of its input", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        expect(holm(ps.toReversed()).adjusted.toReversed()).toEqual(holm(ps).adjusted);
      }),
    );
  });

  it("never gets smaller when a comparison is added", () => {
    fc.assert(
      fc.property(pValues, uniform(0, 1), (ps, one) => {
        const before = holm(ps).adjusted;
        const after = holm([...ps, one]).adjusted;
        before.forEach((p, i) => {
          expect(after[i]).toBeGreaterThanOrEqual(p);
        });
      }),
    );
  });
});
