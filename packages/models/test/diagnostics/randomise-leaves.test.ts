import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { randomisationCheck, shuffleLeaves } from "../../src/diagnostics/randomise-leaves.ts";
import { leaf, modelOf, split } from "../global/models.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

test("shuffled leaves stay in their tree, and splits as they are", () => {
  const model = randomModel(drawFrom(3), { features: 4, trees: 3, depth: 5, span: 4 });
  const shuffled = shuffleLeaves(model, 7);
  expect({ ...shuffled.nodes, value: null }).toEqual({ ...model.nodes, value: null });
  model.roots.forEach((root, tree) => {
    const end = model.roots[tree + 1] ?? model.nodes.feature.length;
    const values = (nodes: typeof model.nodes) => [...nodes.value.subarray(root, end)].sort();
    expect(values(shuffled.nodes)).toEqual(values(model.nodes));
  });
  expect(shuffled.nodes.value).not.toEqual(model.nodes.value);
  expect(shuffleLeaves(model, 7)).toEqual(shuffled);
});

test("agrees fully where the leaves do not matter, and less where one feature was learned", () => {
  const features = { a: "number", b: "number", c: "number" } as const;
  // A tree of two leaves of ±w: exchanged, every contribution only changes its sign.
  const stumps = modelOf(features, ...[3, 2, 1].map((w, at) => split(at, 5, leaf(-w), leaf(w))));
  const draw = drawFrom(1);
  const rows = randomTable(draw, stumps.features, 40, { number: () => draw(10), missing: 0 });
  const options = { background: rows, description: "all rows", seed: 2 };
  const same = randomisationCheck(stumps, rows, options);
  expect(same).toMatchObject({ value: 1, rows: 40, seed: 2 });
  // Only a decides, but b and c are split on as often.
  const learned = modelOf(
    features,
    ...[1, 2, 3, 4].map((w) => {
      const below = () => split(1, 4, split(2, 4, leaf(w), leaf(w)), split(2, 6, leaf(w), leaf(w)));
      const above = () => split(1, 4, split(2, 4, leaf(0), leaf(0)), split(2, 6, leaf(0), leaf(0)));
      return split(0, 5, below(), above());
    }),
  );
  const { value, interval } = randomisationCheck(learned, rows, options);
  expect(value).toBeLessThan(0.8);
  expect(interval?.upper).toBeLessThan(1);
});

test("rows without an order are left out, and models without trees refused", () => {
  const flat = modelOf({ a: "number", b: "number" }, leaf(1));
  const rows = table({ a: [1, 2], b: [1, 2] });
  const options = { game: "path-dependent", seed: 1 } as const;
  expect(randomisationCheck(flat, rows, options)).toEqual({
    ...{ value: null, interval: null, rows: 0, seed: 1 },
  });
  const linear = { kind: "linear", features: [], terms: [], output: flat.output } as never;
  expect(() => randomisationCheck(linear, rows, options)).toThrow(
    expect.objectContaining({ code: "usage/model-kind" }),
  );
});
