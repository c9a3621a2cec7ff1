import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveOutwards } from "../../src/stats/solve.ts";
import { uniform } from "./arbitraries.ts";

const FARTHEST = 37;

describe("solveOutwards", () => {
  it.each([
    ["straight", (x: number) => x],
    ["bent down", (x: number) => Math.sqrt(x)],
    ["bent up", (x: number) => x ** 3],
    ["steep far out", (x: number) => Math.exp(3 * x)],
    ["infinite far out", (x: number) => (x > 20 ? Infinity : x)],
    ["with a corner", (x: number) => Math.max(0.1 * x, 5 * x - 3)],
    ["with a jump", (x: number) => (x > 3 ? x + 1 : x)],
  ])("finds the root of a function that is %s", (_, rise) => {
    fc.assert(
      fc.property(uniform(0.01, 15), (root) => {
        const found = solveOutwards((x) => rise(x) - rise(root), 2, FARTHEST);
        expect(Math.abs(found - root)).toBeLessThan(1e-8);
      }),
    );
  });

  it("asks a function that is about straight a few times only", () => {
    let asked = 0;
    solveOutwards(
      (x) => {
        asked++;
        return x + 0.01 * x * x - 5;
      },
      2,
      FARTHEST,
    );
    expect(asked).toBeLessThanOrEqual(7);
  });

  it("ends at 0 where nothing is negative, and at the farthest where nothing is positive", () => {
    expect(solveOutwards((x) => x + 1, 2, FARTHEST)).toBe(0);
    expect(solveOutwards((x) => x, 2, FARTHEST)).toBe(0);
    expect(solveOutwards((x) => x - 40, 2, FARTHEST)).toBe(FARTHEST);
  });
});
