import { table } from "@evenhand/core";
import { expect, test } from "vitest";
import { flipAttribute, type TreeEnsemble } from "../../src/index.ts";

/** 1 for women whose hours are above 30, else 0. */
const model: TreeEnsemble = {
  kind: "tree-ensemble",
  format: "lightgbm",
  features: [
    { kind: "category", name: "sex", levels: ["F", "M", "X"] },
    { kind: "numeric", name: "hours", range: null },
  ],
  classOfInterest: null,
  roots: Int32Array.of(0),
  nodes: {
    feature: Int32Array.of(0, 1, -1, -1, -1),
    threshold: Float64Array.of(0, 30, 0, 0, 0),
    left: Int32Array.of(1, 2, -1, -1, -1),
    right: Int32Array.of(4, 3, -1, -1, -1),
    flags: new Uint8Array(5),
    levelSet: Int32Array.of(0, -1, -1, -1, -1),
    levelBits: Uint32Array.of(1),
    value: Float64Array.of(0, 0, 0, 1, 0),
    cover: null,
  },
  output: { unit: "score", link: "identity", base: 0, divisor: 1 },
};
const people = table({ sex: ["M", "F", "M"], hours: [40, 40, 20] });
const target = { threshold: 1, favourableWhen: "above" } as const;

test("says whether one attribute alone turns the decision", () => {
  expect(flipAttribute(model, people, 0, "sex", { target })).toEqual({
    feature: "sex",
    own: "M",
    output: 0,
    unit: "score",
    favourable: false,
    tried: [
      { value: "F", output: 1, favourable: true },
      { value: "X", output: 0, favourable: false },
    ],
    flips: true,
  });
  expect(flipAttribute(model, people, 1, "sex", { target })).toMatchObject({
    favourable: true,
    flips: true,
  });
  expect(flipAttribute(model, people, 2, "sex", { target }).flips).toBe(false);
  expect(flipAttribute(model, people, 1, "hours", { target, values: [40, 30] }).tried).toEqual([
    { value: 30, output: 0, favourable: false },
  ]);
});

test("names what cannot be tried", () => {
  const flip = (feature: string, values?: (string | number)[]) => () =>
    flipAttribute(
      model,
      people,
      0,
      feature,
      values === undefined ? { target } : { target, values },
    );
  expect(flip("age")).toThrow(expect.objectContaining({ code: "config/unknown-feature" }));
  expect(flip("hours")).toThrow(expect.objectContaining({ code: "config/flip-values" }));
  expect(flip("hours", ["many"])).toThrow(expect.objectContaining({ code: "config/flip-values" }));
  expect(flip("sex", ["Z"])).toThrow(expect.objectContaining({ code: "config/flip-values" }));
});
