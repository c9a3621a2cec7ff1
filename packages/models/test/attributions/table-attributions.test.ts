import { expect, test } from "vitest";
import {
  attribute,
  encodeTable,
  predictRaw,
  prepareAttribution,
  type TreeEnsemble,
  withCovers,
} from "../../src/index.ts";
import { hashRows } from "../../src/trees/hash-rows.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

const draw = drawFrom(4);
const bare: TreeEnsemble = {
  ...randomModel(draw, { features: 4, trees: 5, depth: 5, span: 4 }),
  output: { unit: "log-odds", link: "logistic", base: 0.25, divisor: 5 },
};
const people = randomTable(draw, bare.features, 30, { number: () => draw(9) / 2, missing: 8 });
const model = withCovers(bare, people);
const against = { background: people, description: "all 30" };

test("gives every row what it gives one row, in both games", () => {
  for (const options of [against, { game: "path-dependent" as const }]) {
    const table = attribute(model, people, options);
    expect(table.attributions.map(({ feature }) => feature)).toEqual(["f0", "f1", "f2", "f3"]);
    expect(table.largestResidual).toBeLessThanOrEqual(1e-12);
    const prepared = prepareAttribution(model, options as typeof against);
    for (const row of [0, 7, 29]) {
      const one = attribute(model, people, row, options as typeof against);
      expect(one).toMatchObject({
        game: table.game,
        exact: true,
        output: { value: table.outputs[row], unit: table.unit },
        baseline: table.baseline,
      });
      const again = prepared(people, row);
      expect({ ...again, attributions: [], residual: 0 }).toEqual({
        ...one,
        attributions: [],
        residual: 0,
      });
      one.attributions.forEach(({ contribution }, at) => {
        expect(table.attributions[at]?.contributions[row]).toBeCloseTo(contribution, 13);
        expect(again.attributions[at]?.contribution).toBeCloseTo(contribution, 13);
      });
    }
  }
});

test("says where covers come from", () => {
  const encoded = encodeTable(model.features, people);
  expect(attribute(model, people, { game: "path-dependent" }).baseline).toMatchObject({
    covers: { kind: "table", rows: 30, hash: hashRows(model.features, encoded) },
  });
  const { countedFrom: _, ...ofFile } = model;
  expect(attribute(ofFile, people, { game: "path-dependent" }).baseline).toMatchObject({
    covers: { kind: "training" },
  });
});

test("covers of a table make the mean over leaves the mean output of its rows", () => {
  const { baseline } = attribute(model, people, { game: "path-dependent" });
  const outputs = predictRaw(model, encodeTable(model.features, people));
  expect(baseline.value).toBeCloseTo(outputs.reduce((a, b) => a + b) / 30, 13);
});

test("a group stands where its first feature stood and takes what all its features explain", () => {
  const groups = { place: ["f1", "f3"] };
  const grouped = attribute(model, people, { ...against, groups });
  expect(grouped.attributions.map(({ feature }) => feature)).toEqual(["f0", "place", "f2"]);
  expect(grouped.largestResidual).toBeLessThanOrEqual(1e-12);
  const all = attribute(model, people, { ...against, groups: { all: ["f0", "f1", "f2", "f3"] } });
  all.attributions[0]?.contributions.forEach((value, row) => {
    expect(value).toBeCloseTo((all.outputs[row] as number) - all.baseline.value, 12);
  });
});

test.each([
  [{ place: [] }, /without features/],
  [{ place: ["f9"] }, /does not have/],
  [{ place: ["f0"], home: ["f0"] }, /in two groups/],
  [{ f2: ["f0", "f1"] }, /name of a feature outside it/],
])("refuses groups %o", (groups, message) => {
  const ask = () => attribute(model, people, { game: "path-dependent", groups });
  expect(ask).toThrow(message);
  expect(ask).toThrow(expect.objectContaining({ code: "config/feature-groups" }));
});

test("refuses the path-dependent game of a model without covers, and says what to do", () => {
  const ask = () => attribute(bare, people, { game: "path-dependent" });
  expect(ask).toThrow(expect.objectContaining({ code: "input/model-covers" }));
  expect(ask).toThrow(/withCovers/);
});

test("a table without rows has no contributions", () => {
  const nobody = randomTable(draw, bare.features, 0, { number: () => 0, missing: 0 });
  const found = attribute(model, nobody, { game: "path-dependent" });
  expect(found.attributions.map(({ contributions }) => contributions.length)).toEqual([0, 0, 0, 0]);
  expect(found.largestResidual).toBe(0);
});
