import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  attribute,
  type EncodedRows,
  encodeTable,
  predictRaw,
  type TreeEnsemble,
} from "../../src/index.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

test("agrees with the sum over all coalitions on random ensembles", () => {
  let largest = 0;
  for (let seed = 0; seed < 400; seed++) {
    const draw = drawFrom(seed);
    const shape = { features: 1 + draw(8), trees: 1 + draw(4), depth: 1 + draw(6), span: 4 };
    const model = randomModel(draw, shape);
    const number = () => draw(9) / 2;
    const rows = randomTable(draw, model.features, 6, { number, missing: 5 });
    const person = randomTable(draw, model.features, 1, { number, missing: 5 });
    const result = attribute(model, person, 0, { background: rows, description: "random rows" });
    const exact = overAllCoalitions(
      model,
      encodeTable(model.features, person).values,
      encodeTable(model.features, rows),
    );
    result.attributions.forEach(({ contribution }, feature) => {
      largest = Math.max(largest, Math.abs(contribution - (exact[feature] as number)));
    });
    largest = Math.max(largest, Math.abs(result.residual));
  }
  expect(largest).toBeLessThanOrEqual(1e-12);
});

test("a feature that no tree asks about, or whose answer never differs, gets exactly 0", () => {
  const draw = drawFrom(11);
  const model = randomModel(draw, { features: 3, trees: 3, depth: 3, span: 4 });
  const widened: TreeEnsemble = {
    ...model,
    features: [...model.features, { kind: "numeric", name: "unused", range: null }],
  };
  const rows = randomTable(draw, widened.features, 20, { number: () => draw(5), missing: 0 });
  const { attributions } = attribute(widened, rows, 0, { background: rows, description: "" });
  expect(attributions.at(-1)).toMatchObject({ feature: "unused", contribution: 0 });
});

test("reports output, baseline and residual in the unit in which trees add up", () => {
  const draw = drawFrom(5);
  const model = randomModel(draw, { features: 4, trees: 5, depth: 4, span: 4 });
  const rows = randomTable(draw, model.features, 30, { number: () => draw(5), missing: 0 });
  const result = attribute(model, rows, 3, { background: rows, description: "all rows" });
  const outputs = predictRaw(model, encodeTable(model.features, rows));
  expect(result.output).toEqual({ value: outputs[3], unit: model.output.unit });
  expect(result.baseline.value).toBeCloseTo(outputs.reduce((a, b) => a + b) / 30, 14);
  expect(result.baseline).toMatchObject({ description: "all rows", rows: 30 });
  const sum = result.attributions.reduce((total, { contribution }) => total + contribution, 0);
  expect(sum).toBeCloseTo(result.output.value - result.baseline.value, 12);
});

test("shows the person's value as it stands in the data beside a typical one", () => {
  const draw = drawFrom(1);
  const model: TreeEnsemble = {
    ...randomModel(draw, { features: 1, trees: 1, depth: 0, span: 1 }),
    features: [
      { kind: "numeric", name: "hours", range: null },
      { kind: "category", name: "job", levels: ["cook", "nurse"] },
    ],
  };
  const background = table({
    hours: ["10", "40", null, "20", "60"],
    job: ["nurse", "cook", "nurse", null, "cook"],
  });
  const person = table({ hours: ["37.5"], job: ["astronaut"] });
  const { attributions } = attribute(model, person, 0, { background, description: "" });
  expect(attributions).toEqual([
    { feature: "hours", value: 37.5, baselineValue: 30, contribution: 0 },
    { feature: "job", value: "astronaut", baselineValue: "nurse", contribution: 0 },
  ]);
});

test("refuses an empty background and a row that is not there", () => {
  const draw = drawFrom(2);
  const model = randomModel(draw, { features: 2, trees: 1, depth: 1, span: 2 });
  const rows = randomTable(draw, model.features, 2, { number: () => draw(3), missing: 0 });
  const empty = table({ f0: new Float64Array(0), f1: new Float64Array(0) });
  const describe = (background: typeof rows, row: number) => () =>
    attribute(model, rows, row, { background, description: "" });
  expect(describe(empty, 0)).toThrow(expect.objectContaining({ code: "input/empty-background" }));
  expect(describe(rows, 2)).toThrow(expect.objectContaining({ code: "usage/row-range" }));
});

/** φ_j = Σ over S without j of |S|!·(M−|S|−1)! ÷ M! · (v(S ∪ j) − v(S)), v the mean over the background. */
function overAllCoalitions(
  model: TreeEnsemble,
  person: Float64Array,
  background: EncodedRows,
): number[] {
  const { width } = background;
  const worth = Array.from({ length: 2 ** width }, (_, coalition) => {
    const mixed = background.values.map((value, at) =>
      ((coalition >>> (at % width)) & 1) === 1 ? (person[at % width] as number) : value,
    );
    const outputs = predictRaw(model, { ...background, values: mixed });
    return outputs.reduce((sum, value) => sum + value, 0) / background.rows;
  });
  return Array.from({ length: width }, (_, feature) => {
    let phi = 0;
    for (let coalition = 0; coalition < worth.length; coalition++) {
      if (((coalition >>> feature) & 1) === 1) continue;
      const size = bitsIn(coalition);
      const weight = (factorial(size) * factorial(width - size - 1)) / factorial(width);
      phi +=
        weight * ((worth[coalition | (1 << feature)] as number) - (worth[coalition] as number));
    }
    return phi;
  });
}

function bitsIn(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitsIn(mask >>> 1);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
