import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { predict, withCovers } from "../../src/index.ts";
import { layOutTrees, type SourceLeaf, type SourceSplit } from "../../src/trees/lay-out.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

test("counts the rows that pass through each node", () => {
  const leaf = (value: number): SourceLeaf => ({ value, cover: null });
  const split = (threshold: number, left: unknown, right: unknown): SourceSplit<unknown> => ({
    feature: 0,
    threshold,
    levels: null,
    missingLeft: true,
    zeroIsMissing: false,
    left,
    right,
    cover: null,
  });
  const tree = split(5, split(2, leaf(1), leaf(2)), split(9, leaf(3), leaf(4)));
  const model = {
    ...randomModel(drawFrom(1), { features: 1, trees: 1, depth: 1, span: 5 }),
    features: [{ kind: "numeric", name: "x", range: null }] as const,
    ...layOutTrees<unknown>([tree], (node) => node as typeof tree),
  };
  expect(model.nodes.cover).toBeNull();
  const counted = withCovers(model, table({ x: [1, 2, 3, 6, 7, null] }));
  // In pre-order: root, ≤ 5, ≤ 2, > 2, > 5, ≤ 9, > 9.
  expect([...(counted.nodes.cover ?? [])]).toEqual([6, 4, 3, 1, 2, 2, 0]);
});

test("adds up from the leaves to all rows, and leaves the outputs alone", () => {
  const draw = drawFrom(7);
  for (let round = 0; round < 50; round++) {
    const model = randomModel(draw, { features: 4, trees: 3, depth: 4, span: 6 });
    const rows = randomTable(draw, model.features, 25, { number: () => draw(7), missing: 5 });
    const counted = withCovers(model, rows);
    const { feature, left, right, cover } = counted.nodes;
    for (const root of counted.roots) expect(cover?.[root]).toBe(25);
    for (let node = 0; node < feature.length; node++) {
      if ((feature[node] as number) < 0) continue;
      const below = [left[node], right[node]].map((child) => cover?.[child as number] as number);
      expect(cover?.[node]).toBe((below[0] as number) + (below[1] as number));
    }
    expect(predict(counted, rows)).toEqual(predict(model, rows));
  }
});

test("an empty table is refused", () => {
  const model = randomModel(drawFrom(1), { features: 1, trees: 1, depth: 1, span: 5 });
  const none = table({ f0: new Float64Array(0) });
  expect(() => withCovers(model, none)).toThrow(
    expect.objectContaining({ code: "input/empty-background" }),
  );
});
