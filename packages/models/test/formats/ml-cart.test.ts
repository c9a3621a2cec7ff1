import { table } from "@evenhand/core";
import { DecisionTreeClassifier, DecisionTreeRegression } from "ml-cart";
import { describe, expect, test } from "vitest";
import {
  encodeRows,
  type FeatureLayout,
  loadClassifier,
  loadModel,
  predict,
  predictClasses,
} from "../../src/index.ts";
import { drawFrom } from "../random-models.ts";
import { expectExplainable, expectHardened, expectWhole } from "./fixtures.ts";

const LAYOUT: readonly FeatureLayout[] = [
  { name: "hours", kind: "numeric" },
  { name: "job", kind: "category", levels: ["cook", "nurse", "smith"] },
  { name: "grade", kind: "category", levels: ["low", "middle", "high"], encoding: "ordinal" },
];

const people = (rows: number, seed: number) => {
  const draw = drawFrom(seed);
  const hours = Array.from({ length: rows }, () => draw(60));
  const job = hours.map(() => ["cook", "nurse", "smith"][draw(3)] as string);
  const grade = hours.map(() => ["low", "middle", "high"][draw(3)] as string);
  const score = hours.map((h, at) => h / 20 + (job[at] === "nurse" ? 1.5 : 0) + draw(150) / 100);
  return { rows: table({ hours, job, grade }), score };
};

const trained = people(200, 1);
const unseen = people(120, 2).rows;
const inputs = encodeRows(unseen, LAYOUT);
const bytesOf = (model: object) => new TextEncoder().encode(JSON.stringify(model));

describe("a classifier of three classes", () => {
  const tree = new DecisionTreeClassifier({ maxDepth: 4 });
  tree.train(
    encodeRows(trained.rows, LAYOUT),
    trained.score.map((score) => (score > 3 ? 2 : score > 2 ? 1 : 0)),
  );
  const bytes = bytesOf(tree);
  const options = { format: "ml-cart", features: LAYOUT } as const;

  test.each([0, 1, 2])(
    "gives the shares of class %i in the leaves that the library reaches",
    (label) => {
      const outputs = predict(loadModel(bytes, { ...options, favourable: { label } }), unseen);
      // A leaf knows no class above the largest label among its rows.
      const shares = inputs.map((row) => tree.root.classify(row).getRow(0)[label] ?? 0);
      expect([...outputs]).toEqual(shares);
      expect(new Set(shares).size).toBeGreaterThan(3);
    },
  );

  test("gives all shares, and the class that the library predicts, when read with all classes", () => {
    const classes = [0, 1, 2].map((label) => ({ label }));
    const found = predictClasses(loadClassifier(bytes, { ...options, classes }), unseen);
    inputs.forEach((row, at) => {
      const shares = tree.root.classify(row).getRow(0);
      const own = found.classes.map(({ outputs }) => outputs[at]);
      expect(own).toEqual([0, 1, 2].map((of) => shares[of] ?? 0));
    });
    expect([...found.predicted]).toEqual(tree.predict(inputs));
  });

  test.each([0, 1, 2])("votes for class %i where the library predicts it", (label) => {
    const model = loadModel(bytes, { ...options, favourable: { label }, leaf: "vote" });
    expect([...predict(model, unseen)]).toEqual(
      tree.predict(inputs).map((predicted) => Number(predicted === label)),
    );
  });

  test("can be explained", () => {
    expectExplainable(loadModel(bytes, { ...options, favourable: { label: 2 } }), unseen);
  });

  test.each([[[-0.5, 1.5]], [[2, 0]]])("shares outside 0 to 1 are refused: %j", (...shares) => {
    const leaf = { name: "DTClassifier", root: { distribution: shares } };
    expect(() => loadModel(bytesOf(leaf), { ...options, favourable: { label: 1 } })).toThrow(
      expect.objectContaining({ code: "input/model-structure", path: "root.distribution" }),
    );
  });

  test("damaged anywhere, is refused with a typed error or read as a sound model", () => {
    const load = (file: Uint8Array) => loadModel(file, { ...options, favourable: { label: 1 } });
    expectWhole(bytes, load);
    expect(expectHardened(bytes, load, unseen).refused).toBeGreaterThan(100);
  });

  test("needs a class, and a regression takes none", () => {
    expect(() => loadModel(bytes, options)).toThrow(
      expect.objectContaining({ code: "config/model-class", path: "favourable" }),
    );
    const regression = bytesOf({ name: "DTRegression", root: { distribution: 1 } });
    expect(() => loadModel(regression, { ...options, favourable: { label: 1 } })).toThrow(
      expect.objectContaining({ code: "config/model-class" }),
    );
    expect(() => loadModel(bytesOf({ name: "RFClassifier" }), options)).toThrow(
      expect.objectContaining({ code: "input/model-unsupported", path: "name" }),
    );
  });
});

test("a regression gives the library's means, on a threshold as well", () => {
  const tree = new DecisionTreeRegression({ maxDepth: 5 });
  tree.train(encodeRows(trained.rows, LAYOUT), trained.score);
  const model = loadModel(bytesOf(tree), { format: "ml-cart", features: LAYOUT });
  const cuts = [...model.nodes.threshold].filter((_, node) => model.nodes.feature[node] === 0);
  const hours = cuts.flatMap((cut) => [cut, Math.ceil(cut), cut + 0.25]);
  const rows = table({ hours, job: hours.map(() => "nurse"), grade: hours.map(() => "low") });
  for (const sample of [unseen, rows]) {
    const expected = tree.predict(encodeRows(sample, LAYOUT));
    expect([...predict(model, sample)]).toEqual(expected);
    loadModel(bytesOf(tree), {
      format: "ml-cart",
      features: LAYOUT,
      sample: { table: sample, expected },
    });
  }
  expect(model.output).toEqual({ unit: "score", link: "identity", base: 0, divisor: 1 });
});
