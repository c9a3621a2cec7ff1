import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../src/stats/holm.ts";
import { type JointTest, maxT } from "../../src/stats/max-t.ts";
import { normalTail } from "../../src/stats/normal.ts";
import { uniform } from "./arbitraries.ts";

const test = fc.record({
  p: uniform(1e-6, 1),
  shares: fc.constantFrom("first", "second", null),
  shared: uniform(0, 1),
});
const tests = fc.array(test, { minLength: 1, maxLength: 8 });

describe("maxT", () => {
  // Dunnett (1964), Biometrics 20, table for two-sided 5 %, ρ = ½, infinite degrees of freedom.
  it.each([
    [2, 2.21],
    [3, 2.35],
    [4, 2.44],
    [5, 2.51],
    [9, 2.69],
  ])("has Dunnett's published critical value for %i cohorts against a control, %f", (k, value) => {
    const at = (z: number): number | undefined =>
      maxT(Array(k).fill({ p: 2 * normalTail(z), shares: "control", shared: 0.5 }))[0];
    expect(at(value - 0.006)).toBeGreaterThan(0.05);
    expect(at(value + 0.006)).toBeLessThan(0.05);
  });

  it("is 1 − (1 − p)^k where nothing is shared, far out in the tail too", () => {
    for (const p of [0.2, 0.01, 1e-4, 1e-9, 1e-30]) {
      const [first = 0] = maxT(Array(5).fill({ p, shares: "control", shared: 0 }));
      expect(first / -Math.expm1(5 * Math.log1p(-p))).toBeCloseTo(1, 6);
    }
  });

  it("of two is the chance found by integrating over both", () => {
    const [p, shared] = [0.03, 0.7];
    const z = 2.1700903775845606;
    // Midpoint rule over the square |u|, |v| < z of the density of two deviates of correlation ρ.
    const n = 800;
    let inside = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [u, v] = [(2 * i + 1) / n - 1, (2 * j + 1) / n - 1].map((at) => at * z) as [
          number,
          number,
        ];
        inside += Math.exp(-(u * u - 2 * shared * u * v + v * v) / (2 * (1 - shared ** 2)));
      }
    }
    inside *= (2 * z) ** 2 / (n * n) / (2 * Math.PI * Math.sqrt(1 - shared ** 2));
    const pair: JointTest[] = Array(2).fill({ p, shares: "control", shared });
    expect(maxT(pair)[0]).toBeCloseTo(1 - inside, 5);
  });

  it("is Holm's where nothing is known of how tests depend on each other", () => {
    fc.assert(
      fc.property(tests, (all) => {
        const alone = all.map((one) => ({ ...one, shares: null }));
        const expected = holm(all.map(({ p }) => p));
        maxT(alone).forEach((adjusted, i) => {
          expect(adjusted).toBeCloseTo(expected[i] as number, 12);
        });
      }),
    );
  });

  it("lies between p and Holm's and keeps the order", () => {
    fc.assert(
      fc.property(tests, (all) => {
        const adjusted = maxT(all);
        const highest = holm(all.map(({ p }) => p));
        all.forEach(({ p }, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual((highest[i] as number) + 1e-12);
          all.forEach((other, j) => {
            if (p < other.p) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
          });
        });
      }),
    );
  });

  it("falls as more is shared", () => {
    const at = (shared: number): number =>
      maxT(Array(9).fill({ p: 0.006, shares: "control", shared }))[0] as number;
    const values = [0, 0.2, 0.5, 0.8, 0.95].map(at);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)).toBeLessThan(0.5 * (values[0] as number));
  });

  it("takes no more correlation than 0.98, p = 0 as 0, and nothing as nothing", () => {
    const at = (shared: number) => maxT(Array(3).fill({ p: 0.01, shares: "control", shared }));
    expect(at(1)).toEqual(at(0.98));
    expect(maxT(Array(2).fill({ p: 0, shares: "control", shared: 0.5 }))).toEqual([0, 0]);
    expect(maxT([])).toEqual([]);
  });
});
