import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { attribute } from "../../src/attributions/attribute.ts";
import { removalCurves } from "../../src/diagnostics/removal-curves.ts";
import { leaf, modelOf, split } from "../global/models.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

const MODEL = modelOf(
  { wage: "number", hours: "number" },
  split(0, 5, leaf(0), leaf(4)),
  split(1, 5, leaf(0), leaf(1)),
);

test("by hand: the larger part goes first", () => {
  const background = table({ wage: [0], hours: [0] });
  const rows = table({ wage: [9, 0], hours: [9, 9] });
  const attributions = attribute(MODEL, rows, { background, description: "one" });
  const { byAttribution, unit } = removalCurves(MODEL, rows, attributions, { background, seed: 1 });
  // The first row loses 4, then 5 of its 5; the second 1 of 1 at once.
  expect([...byAttribution.deletion]).toEqual([0, 2.5, 3]);
  expect([...byAttribution.insertion]).toEqual([3, 0.5, 0]);
  expect(unit).toBe("score");
});

test("both orders begin and end alike, and contributions find more than chance", () => {
  let gained = 0;
  for (let seed = 0; seed < 20; seed++) {
    const draw = drawFrom(seed);
    const model = randomModel(draw, { features: 6, trees: 6, depth: 4, span: 4 });
    const drawRows = (count: number) =>
      randomTable(draw, model.features, count, { number: () => draw(9) / 2, missing: 6 });
    const [rows, background] = [drawRows(15), drawRows(10)];
    const attributions = attribute(model, rows, { background, description: "random rows" });
    const { byAttribution, byChance } = removalCurves(model, rows, attributions, {
      background,
      seed,
    });
    for (const { deletion, insertion } of [byAttribution, byChance]) {
      expect(deletion[0]).toBeCloseTo(0, 12);
      expect(insertion[6]).toBeCloseTo(0, 12);
      expect(deletion[6]).toBeCloseTo(insertion[0] as number, 12);
    }
    expect(byChance.deletion[6]).toBeCloseTo(byAttribution.deletion[6] as number, 12);
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b);
    gained += sum(byAttribution.deletion) - sum(byChance.deletion);
    gained += sum(byChance.insertion) - sum(byAttribution.insertion);
  }
  expect(gained).toBeGreaterThan(0);
});

test("attributions of other rows or groups are refused", () => {
  const background = table({ wage: [0], hours: [0] });
  const rows = table({ wage: [9, 0], hours: [9, 9] });
  const options = { background, description: "one" };
  const one = attribute(MODEL, table({ wage: [9], hours: [9] }), options);
  const refused = expect.objectContaining({ code: "usage/attributions" });
  expect(() => removalCurves(MODEL, rows, one, { background, seed: 1 })).toThrow(refused);
  const groups = { both: ["wage", "hours"] };
  const joined = attribute(MODEL, rows, { ...options, groups });
  expect(() => removalCurves(MODEL, rows, joined, { background, seed: 1 })).toThrow(refused);
  const { byAttribution } = removalCurves(MODEL, rows, joined, { background, groups, seed: 1 });
  expect([...byAttribution.deletion]).toEqual([0, 3]);
});
