import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../src/stats/holm.ts";
import { uniform } from "./arbitraries.ts";
import { ADJUSTED_BY_R, MORE_BY_R } from "./p-adjust.ts";

describe("holm", () => {
  it("agrees with R's published vectors", () => {
    for (const published of [ADJUSTED_BY_R, MORE_BY_R]) {
      const adjusted = holm(published.map(([p]) => p));
      published.forEach(([, expected], i) => {
        expect(Math.abs((adjusted[i] as number) - expected)).toBeLessThanOrEqual(1e-12);
      });
    }
  });

  it("is never smaller for a larger p: 5 · 0.01, 4 · 0.02, 3 · 0.03, then no lower", () => {
    expect(holm([0.01, 0.02, 0.03, 0.04, 0.05])).toEqual([0.05, 0.08, 0.09, 0.09, 0.09]);
  });

  it("keeps the order given", () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
  });

  it("leaves a single p as it is, and nothing as nothing", () => {
    expect(holm([0.05])).toEqual([0.05]);
    expect(holm([])).toEqual([]);
  });

  const pValues = fc.array(uniform(0, 1), {
    minLength: 1,
    maxLength: 30,
  });

  it("lies between p and Bonferroni, keeps the order and stays at most 1", () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const adjusted = holm(ps);
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
        expect(holm(ps.toReversed()).toReversed()).toEqual(holm(ps));
      }),
    );
  });

  it("never gets smaller when a comparison is added", () => {
    fc.assert(
      fc.property(pValues, uniform(0, 1), (ps, one) => {
        const before = holm(ps);
        const after = holm([...ps, one]);
        before.forEach((p, i) => {
          expect(after[i]).toBeGreaterThanOrEqual(p);
        });
      }),
    );
  });
});
