import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { partialDependence } from "../../src/global/partial-dependence.ts";
import { predict } from "../../src/trees/predict.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";
import { firstLevel, leaf, logistic, modelOf, split } from "./models.ts";

test("each point is the mean prediction with the column replaced", () => {
  const draw = drawFrom(4);
  const model = randomModel(draw, { features: 4, trees: 5, depth: 4, span: 4 });
  const drawn = randomTable(draw, model.features, 25, { number: () => draw(9) / 2, missing: 5 });
  for (const { name } of model.features) {
    const { points, curves, unit } = partialDependence(model, drawn, { feature: name, points: 5 });
    expect(points.length).toBeGreaterThan(2);
    points.forEach(({ value, mean }, point) => {
      const column = table({ [name]: Array(25).fill(value) }).columns.get(name);
      const replaced = { ...drawn, columns: new Map([...drawn.columns, [name, column as never]]) };
      const outputs = predict(model, replaced, { unit });
      expect(mean).toBeCloseTo(outputs.reduce((a, b) => a + b) / 25, 12);
      outputs.forEach((output, row) => {
        expect(curves[row * points.length + point]).toBe(output);
      });
    });
    expect(points.at(-1)?.value).toBeNull();
  }
});

test("by hand: quantiles of the values, the interval of the mean, levels of a category", () => {
  const model = modelOf(
    { age: "number", job: ["cook", "nurse"] },
    split(0, 30, firstLevel(1, 2, leaf(0), leaf(1)), leaf(2)),
  );
  const rows = table({
    age: [20, 60, 40, 30, 50],
    job: ["cook", "nurse", "nurse", "cook", "cook"],
  });
  const byAge = partialDependence(model, rows, { feature: "age", points: 3 });
  expect(byAge.points.map(({ value, mean }) => [value, mean])).toEqual([
    [20, 2 / 5],
    [40, 2],
    [60, 2],
  ]);
  // s² = 0.3, t(4) = 2.776445
  expect(byAge.points[0]?.interval?.upper).toBeCloseTo(0.4 + 2.776445 * Math.sqrt(0.3 / 5), 4);
  expect([...byAge.curves.subarray(3, 6)]).toEqual([1, 2, 2]);
  const byJob = partialDependence(model, rows, { feature: "job" });
  expect(byJob.points.map(({ value, mean }) => [value, mean])).toEqual([
    ["cook", 6 / 5],
    ["nurse", 8 / 5],
  ]);
});

test("probabilities are averaged as such, or log-odds where asked for", () => {
  const model = logistic(modelOf({ age: "number" }, split(0, 30, leaf(-2), leaf(2))));
  const rows = table({ age: [20, 60] });
  const share = 1 / (1 + Math.exp(2));
  const [low] = partialDependence(model, rows, { feature: "age" }).points;
  expect(low?.mean).toBeCloseTo(share, 14);
  const raw = partialDependence(model, rows, { feature: "age", unit: "log-odds" });
  expect(raw.points.map(({ mean }) => mean)).toEqual([-2, 2]);
});

test("what cannot be asked is refused", () => {
  const model = modelOf({ hours: "number" }, split(0, 30, leaf(0), leaf(1)));
  const rows = table({ hours: [20, 60] });
  const refused = (options: Parameters<typeof partialDependence>[2], code: string): void => {
    expect(() => partialDependence(model, rows, options)).toThrow(
      expect.objectContaining({ code }),
    );
  };
  expect(() => partialDependence(model, table({ hours: [] }), { feature: "hours" })).toThrow(
    expect.objectContaining({ code: "input/empty-table" }),
  );
  refused({ feature: "hour" }, "config/unknown-feature");
  refused({ feature: "hours", unit: "probability" }, "usage/output-unit");
  refused({ feature: "hours", points: 1 }, "usage/whole-number");
  refused({ feature: "hours", confidence: 1 }, "usage/confidence-range");
});
