import { describe, expect, it } from "vitest";
import { leastBetween } from "../../src/stats/minimise.ts";

describe("leastBetween", () => {
  it.each([
    ["inside", (x: number) => (x - 0.3) ** 2 + 1, 0, 1, 1],
    ["at an end", (x: number) => x, 0.25, 1, 0.25],
    ["with the ends given the other way round", (x: number) => Math.abs(x - 2), 5, 0, 0],
    ["between walls", (x: number) => (x === 0 || x === 1 ? Infinity : Math.cosh(x - 0.5)), 0, 1, 1],
    ["where the ends meet", (x: number) => x * x, 3, 3, 9],
  ] as const)("finds the least value %s", (_, f, from, to, least) => {
    expect(leastBetween(f, from, to)).toBeCloseTo(least, 9);
  });
});
