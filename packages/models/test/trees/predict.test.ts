import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  convertOutput,
  encodeTable,
  type Model,
  predict,
  predictionUnit,
  predictRaw,
} from "../../src/index.ts";
import {
  goesLeft,
  MISSING_LEFT,
  type TreeNodes,
  ZERO_IS_MISSING,
} from "../../src/trees/ensemble.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

const split = (flags: number, levels: number | null = null): TreeNodes => ({
  feature: Int32Array.of(0),
  threshold: Float64Array.of(-1),
  left: Int32Array.of(-1),
  right: Int32Array.of(-1),
  flags: Uint8Array.of(flags),
  levelSet: Int32Array.of(levels === null ? -1 : 0),
  levelBits: Uint32Array.of(levels ?? 0, 0b10),
  value: new Float64Array(1),
  cover: null,
});

test("numbers go left up to the threshold, missing ones by flag, zeros with them where declared", () => {
  expect([-2, -1, -0.5, 0].map((x) => goesLeft(split(0), 0, x))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(goesLeft(split(0), 0, Number.NaN)).toBe(false);
  expect(goesLeft(split(MISSING_LEFT), 0, Number.NaN)).toBe(true);
  expect(goesLeft(split(MISSING_LEFT), 0, 0)).toBe(false);
  const zeros = split(MISSING_LEFT | ZERO_IS_MISSING);
  expect([0, -0, 1e-36, -1e-36, 1e-34].map((x) => goesLeft(zeros, 0, x))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

test("levels go left when their bit is set, also beyond the first word", () => {
  const nodes = split(0, 0b101);
  expect([0, 1, 2, 31, 32, 33].map((level) => goesLeft(nodes, 0, level))).toEqual([
    true,
    false,
    true,
    false,
    false,
    true,
  ]);
  expect(goesLeft(nodes, 0, Number.NaN)).toBe(false);
  expect(goesLeft(split(MISSING_LEFT, 0), 0, Number.NaN)).toBe(true);
});

const model: Model = {
  kind: "tree-ensemble",
  format: "lightgbm",
  features: [{ kind: "category", name: "job", levels: ["cook", "nurse"] }],
  classOfInterest: "1",
  roots: Int32Array.of(0),
  nodes: {
    feature: Int32Array.of(0, -1, -1),
    threshold: new Float64Array(3),
    left: Int32Array.of(1, -1, -1),
    right: Int32Array.of(2, -1, -1),
    flags: new Uint8Array(3),
    levelSet: Int32Array.of(0, -1, -1),
    levelBits: Uint32Array.of(0b01),
    value: Float64Array.of(0, -2, 2),
    cover: null,
  },
  output: { unit: "log-odds", link: "logistic", base: 0.5, divisor: 2 },
};

test("outputs are base + sum ÷ divisor, as a probability through the link", () => {
  const rows = table({ job: ["cook", "nurse", "pilot", null] });
  expect([...predictRaw(model, encodeTable(model.features, rows))]).toEqual([-0.5, 1.5, 1.5, 1.5]);
  expect(predict(model, rows)[0]).toBeCloseTo(0.3775406687981454, 15);
  expect([...predict(model, rows, { unit: "log-odds" })]).toEqual([-0.5, 1.5, 1.5, 1.5]);
  expect(predict(model, table({ job: new Float64Array(0) }))).toEqual(new Float64Array(0));
  expect(predictionUnit(model)).toBe("probability");
});

test("thresholds convert between the units of a model", () => {
  const there = convertOutput(model, 0.3, { from: "probability", to: "log-odds" });
  expect(there).toBeCloseTo(Math.log(3 / 7), 15);
  expect(convertOutput(model, there, { from: "log-odds", to: "probability" })).toBeCloseTo(0.3, 15);
  expect(convertOutput(model, 0.5, { from: "probability", to: "log-odds" })).toBe(0);
  expect(() => convertOutput(model, 80, { from: "probability", to: "log-odds" })).toThrow(
    expect.objectContaining({ code: "usage/probability-range" }),
  );
  expect(() => convertOutput(model, 1, { from: "score", to: "log-odds" })).toThrow(
    expect.objectContaining({ code: "usage/output-unit" }),
  );
});

test("a level is matched by its canonical text, in a column of numbers too", () => {
  const graded: Model = {
    ...model,
    features: [{ kind: "category", name: "grade", levels: ["10", "20"] }],
  };
  const outputs = predict(graded, table({ grade: [10, 20, 30, null] }), { unit: "log-odds" });
  expect([...outputs]).toEqual([-0.5, 1.5, 1.5, 1.5]);
});

test("many rows get bit for bit what each gets alone, with and without missing values", () => {
  for (let seed = 0; seed < 60; seed++) {
    const draw = drawFrom(seed);
    const shape = { features: 3, trees: 3, depth: 1 + draw(6), span: 4 };
    const forest = randomModel(draw, shape);
    const options = { number: () => draw(9) / 2, missing: draw(2) * 40 };
    const rows = encodeTable(forest.features, randomTable(draw, forest.features, 1023, options));
    const together = predictRaw(forest, rows);
    const alone = Float64Array.from({ length: rows.rows }, (_, row) => {
      const values = rows.values.subarray(row * rows.width, (row + 1) * rows.width);
      return predictRaw(forest, { rows: 1, width: rows.width, values })[0] as number;
    });
    expect(together).toEqual(alone);
  }
});
