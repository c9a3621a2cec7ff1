import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { attribute } from "../../src/attributions/attribute.ts";
import { attributionGap } from "../../src/global/attribution-gap.ts";
import { withCovers } from "../../src/trees/covers.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";
import { leaf, modelOf, split } from "./models.ts";

test("the parts of random models add up to the difference of mean outputs", () => {
  for (let seed = 0; seed < 30; seed++) {
    const draw = drawFrom(seed);
    const bare = randomModel(draw, { features: 5, trees: 4, depth: 4, span: 4 });
    const rows = randomTable(draw, bare.features, 40, { number: () => draw(9) / 2, missing: 6 });
    const all = attribute(withCovers(bare, rows), rows, { game: "path-dependent" });
    const [first, second] = [[...Array(15).keys()], [20, 25, 30, 31, 39]];
    const { gap, features, residual } = attributionGap(all, first, second);
    const mean = (set: number[]): number =>
      set.reduce((sum, row) => sum + (all.outputs[row] as number), 0) / set.length;
    expect(gap.value).toBeCloseTo(mean(first) - mean(second), 12);
    expect(features.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(gap.value, 12);
    expect(Math.abs(residual)).toBeLessThanOrEqual(1e-12);
  }
});

test("by hand: a gap that one feature makes and another lessens, with Welch's intervals", () => {
  // f = 4 where wage > 5, plus 1 where hours > 5; the background has each half the time, so that
  // φ is ±2 for wage and ±½ for hours.
  const model = modelOf(
    { wage: "number", hours: "number" },
    split(0, 5, leaf(0), leaf(4)),
    split(1, 5, leaf(0), leaf(1)),
  );
  const background = table({ wage: [0, 9], hours: [0, 9] });
  const rows = table({ wage: [9, 9, 9, 0, 0, 0, 0, 9], hours: [0, 0, 9, 0, 9, 9, 9, 9] });
  const all = attribute(model, rows, { background, description: "two people" });
  const { gap, features } = attributionGap(all, [0, 1, 2, 3], [4, 5, 6, 7]);
  expect(gap.value).toBe(9 / 4 + 1 - (1 + 1));
  expect(features.map(({ feature, value }) => [feature, value])).toEqual([
    ["wage", 2],
    ["hours", -0.75],
  ]);
  // wage: ±2 with three of four on either side, s² = 4 each, se = √2, Welch's df = 6, t = 2.446912.
  expect(features[0]?.interval?.lower).toBeCloseTo(2 - 2.446912 * Math.SQRT2, 4);
  // hours: s² = ¼ and 0, so the freedom is that of the first side alone: t(3) = 3.182446, se = ¼.
  expect(features[1]?.interval?.upper).toBeCloseTo(-0.75 + 3.182446 / 4, 4);
});

test("sets that are empty, share a row or name none of the table are refused", () => {
  const model = modelOf({ wage: "number" }, split(0, 5, leaf(0), leaf(4)));
  const rows = table({ wage: [9, 0, 3] });
  const all = attribute(model, rows, { game: "path-dependent" });
  const refused = (first: number[], second: number[], code: string, path: string): void => {
    expect(() => attributionGap(all, first, second)).toThrow(
      expect.objectContaining({ code, path }),
    );
  };
  refused([0], [], "usage/row-sets", "second");
  refused([0, 1], [1], "usage/row-sets", "second");
  refused([0, 0], [1], "usage/row-sets", "first");
  refused([0], [3], "usage/row-range", "second");
  refused([0.5], [1], "usage/row-range", "first");
  expect(attributionGap(all, [0], [1]).gap.interval).toBeNull();
});
