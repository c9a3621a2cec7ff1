import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Grid,
  greatestUpTo,
  gridOf,
  leastAbove,
  leastFrom,
} from "../../src/counterfactuals/grid.ts";

const whole: Grid = { kind: "decimals", decimals: 0 };

test("finds the coarsest decimals that hold all values", () => {
  expect(gridOf(Float64Array.of(1, -4, 1e6))).toEqual(whole);
  expect(gridOf(Float64Array.of(1, 2.5, 3.25))).toEqual({ kind: "decimals", decimals: 2 });
  expect(gridOf(Float64Array.of(0.1, 0.2, 0.30000000000000004))).toEqual({ kind: "continuous" });
  expect(gridOf(new Float64Array(0))).toEqual({ kind: "continuous" });
});

test("stands on the right side of a border that lies on the grid", () => {
  expect(leastAbove(whole, 3)).toBe(4);
  expect(leastFrom(whole, 3)).toBe(3);
  expect(greatestUpTo(whole, 3)).toBe(3);
  expect(leastAbove({ kind: "continuous" }, 0)).toBe(Number.MIN_VALUE);
  expect(leastAbove({ kind: "steps", from: 0.1, step: 0.1 }, 0.25)).toBe(0.3);
});

test("has no values where doubles are coarser than the grid", () => {
  expect(leastAbove(whole, 1e300)).toBeNull();
  expect(greatestUpTo({ kind: "steps", from: 0, step: 1e-300 }, 5)).toBeNull();
});

test("neighbours of any border enclose it and lie one step apart", () => {
  const grids = fc.oneof(
    fc.record({ kind: fc.constant("decimals" as const), decimals: fc.integer({ min: 0, max: 6 }) }),
    fc.record({
      kind: fc.constant("steps" as const),
      from: fc.integer({ min: -500, max: 500 }).map((n) => n / 100),
      step: fc.integer({ min: 1, max: 300 }).map((n) => n / 100),
    }),
  );
  const borders = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(grids, borders, (grid, border) => {
      const above = leastAbove(grid, border) as number;
      const upTo = greatestUpTo(grid, border) as number;
      const step = grid.kind === "steps" ? grid.step : 10 ** -grid.decimals;
      expect(above).toBeGreaterThan(border);
      expect(upTo).toBeLessThanOrEqual(border);
      expect((above - upTo) / step).toBeCloseTo(1, 3);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
