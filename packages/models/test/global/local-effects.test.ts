import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { accumulatedLocalEffects } from "../../src/global/local-effects.ts";
import { partialDependence } from "../../src/global/partial-dependence.ts";
import { drawFrom } from "../random-models.ts";
import { leaf, modelOf, split } from "./models.ts";

const STEPS = [10, 20, 30].map((threshold) => split(0, threshold, leaf(0), leaf(1)));

test("of a sum of steps: one up at each step, with mean 0 over the rows", () => {
  const model = modelOf({ x: "number", y: "number" }, ...STEPS, split(1, 5, leaf(0), leaf(9)));
  const rows = table({ x: [5, 15, 25, 35], y: [1, 9, 1, 9] });
  const { points, rows: counts } = accumulatedLocalEffects(model, rows, { feature: "x", bins: 4 });
  expect(points.map(({ value }) => value)).toEqual([5, 15, 25, 35]);
  expect(counts).toEqual([2, 1, 1]);
  // 0, 1, 2, 3 less c = (2·½ + 1·1½ + 1·2½) ÷ 4 = 1.25
  expect(points.map(({ effect }) => effect)).toEqual([-1.25, -0.25, 0.75, 1.75]);
  expect(points[0]?.interval).toBeNull();
});

test("follows the rows there are, where partial dependence follows those there are not", () => {
  // The output jumps at x = 20 only where y is small, and x and y go together: no such row jumps.
  const model = modelOf(
    { x: "number", y: "number" },
    split(0, 20, leaf(0), split(1, 20, leaf(8), leaf(0))),
  );
  const values = Array.from({ length: 40 }, (_, at) => at + 0.5);
  const rows = table({ x: values, y: values.map((value) => value + 1) });
  const local = accumulatedLocalEffects(model, rows, { feature: "x", bins: 8 });
  expect(local.points.every(({ effect }) => effect === 0)).toBe(true);
  const { points } = partialDependence(model, rows, { feature: "x", points: 9 });
  expect(points.at(-1)?.mean).toBe((8 * 19) / 40 + (0 * 21) / 40);
});

test("agrees with the definition computed row by row, with the interval of a weighted sum", () => {
  const draw = drawFrom(9);
  const model = modelOf(
    { x: "number", y: "number" },
    ...STEPS,
    split(0, 18, split(1, 20, leaf(0), leaf(3)), split(1, 10, leaf(-1), leaf(2))),
  );
  const x = Array.from({ length: 60 }, () => draw(40));
  const y = Array.from({ length: 60 }, () => draw(40));
  const f = (a: number, b: number): number =>
    Number(a > 10) +
    Number(a > 20) +
    Number(a > 30) +
    (a <= 18 ? (b <= 20 ? 0 : 3) : b <= 10 ? -1 : 2);
  const { points, rows } = accumulatedLocalEffects(model, table({ x, y }), {
    feature: "x",
    bins: 3,
  });
  const edges = points.map(({ value }) => value);
  const sorted = [...x].sort((a, b) => a - b);
  expect(edges).toEqual([sorted[0], sorted[19], sorted[39], sorted[59]]);
  const bins = [1, 2, 3].map((k) => {
    const [low, high] = [edges[k - 1] as number, edges[k] as number];
    const own = [...x.keys()].filter((row) => {
      const value = x[row] as number;
      return value <= high && (value > low || (k === 1 && value === low));
    });
    const changes = own.map((row) => f(high, y[row] as number) - f(low, y[row] as number));
    const mean = changes.reduce((a, b) => a + b, 0) / own.length;
    const variance =
      changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (own.length - 1);
    return { n: own.length, mean, variance };
  });
  expect(rows).toEqual(bins.map(({ n }) => n));
  const raw = [0, 1, 2, 3].map((k) => bins.slice(0, k).reduce((sum, { mean }) => sum + mean, 0));
  const centre =
    bins.reduce(
      (sum, { n }, bin) => sum + (n * ((raw[bin] as number) + (raw[bin + 1] as number))) / 2,
      0,
    ) / 60;
  points.forEach(({ effect }, k) => {
    expect(effect).toBeCloseTo((raw[k] as number) - centre, 12);
  });
  const weight = (bin: number): number =>
    ((bins[bin] as { n: number }).n / 2 + bins.slice(bin + 1).reduce((sum, { n }) => sum + n, 0)) /
    60;
  const variance = bins.reduce(
    (sum, bin, at) => sum + (((at < 1 ? 1 : 0) - weight(at)) ** 2 * bin.variance) / bin.n,
    0,
  );
  const half =
    ((points[1]?.interval?.upper as number) - (points[1]?.interval?.lower as number)) / 2;
  expect(half / Math.sqrt(variance)).toBeGreaterThan(1.96);
  expect(half / Math.sqrt(variance)).toBeLessThan(2.2);
});

test("rows without a value are counted apart, and one value makes a flat curve", () => {
  const model = modelOf({ x: "number" }, ...STEPS);
  const some = accumulatedLocalEffects(model, table({ x: [null, 15, null, 25] }), { feature: "x" });
  expect(some.missing).toBe(2);
  expect(some.points.map(({ value }) => value)).toEqual([15, 25]);
  const one = accumulatedLocalEffects(model, table({ x: [7, 7] }), { feature: "x" });
  expect(one.points).toEqual([{ value: 7, effect: 0, interval: null }]);
  const missing = accumulatedLocalEffects(model, table({ x: [Number.NaN] }), { feature: "x" });
  expect(missing).toMatchObject({ points: [], rows: [], missing: 1 });
  const none = table({ x: new Float64Array(0) });
  expect(() => accumulatedLocalEffects(model, none, { feature: "x" })).toThrow(
    expect.objectContaining({ code: "input/empty-table" }),
  );
});

test("a category is refused, with what to ask instead", () => {
  const model = modelOf({ job: ["cook"] }, leaf(1));
  const rows = table({ job: ["cook"] });
  expect(() => accumulatedLocalEffects(model, rows, { feature: "job" })).toThrow(
    expect.objectContaining({ code: "usage/feature-kind" }),
  );
});
