import { readFileSync } from "node:fs";
import { type EvenhandError, table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { attribute, explain, type Linear, loadModel, predict } from "../../src/index.ts";
import { drawFrom, randomModel } from "../random-models.ts";
import {
  expectClose,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
} from "./fixtures.ts";

const load = (bytes: Uint8Array): Linear => loadModel(bytes, { format: "linear" });
const NAMES = ["regression", "lasso", "logistic", "sgd", "ridge-classifier"];

test.each(NAMES)("%s gives scikit-learn's outputs", (name) => {
  const model = load(fixtureBytes(`linear/${name}.model`));
  const { rows, raw, prediction } = fixtureSample(`linear/${name}`);
  expectClose(predict(model, rows), prediction, 1e-12);
  if (raw !== undefined) {
    const largest = Math.max(...raw.map(Math.abs));
    expectClose(predict(model, rows, { unit: model.output.unit }), raw, 1e-15 * largest + 1e-13);
  }
  const sample = { table: rows, expected: prediction };
  loadModel(fixtureBytes(`linear/${name}.model`), { format: "linear", sample });
  expect(() =>
    loadModel(fixtureBytes(`linear/${name}.model`), {
      format: "linear",
      sample: { table: rows, expected: prediction.map((p, row) => (row === 4 ? p + 1e-6 : p)) },
    }),
  ).toThrow(expect.objectContaining({ code: "input/model-replay", path: "sample row 5" }));
});

test("the logistic fixture holds missing numbers, missing levels and unseen ones", () => {
  const { rows } = fixtureSample("linear/logistic");
  const { features } = load(fixtureBytes("linear/logistic.model"));
  expect(rows.columns.get("income")?.validity?.includes(0)).toBe(true);
  expect(rows.columns.get("job")?.validity?.includes(0)).toBe(true);
  expect(features[2]).toMatchObject({ name: "job", marksUnseen: true });
  expect(features[3]).toMatchObject({ name: "grade", refusesUnseen: true });
});

test("says the unit in which it adds up, and the class", () => {
  const of = (name: string) => load(fixtureBytes(`linear/${name}.model`));
  expect(of("logistic")).toMatchObject({
    classOfInterest: "1",
    output: { unit: "log-odds", link: "logistic" },
  });
  expect(of("sgd").classOfInterest).toBe("good");
  expect(of("ridge-classifier").output).toMatchObject({ unit: "score", link: "identity" });
  expect(of("lasso").classOfInterest).toBeNull();
});

test("the score of the first class is the negative of that of the second", () => {
  const bytes = fixtureBytes("linear/logistic.model");
  const { rows, prediction } = fixtureSample("linear/logistic");
  const model = loadModel(bytes, { format: "linear", classOfInterest: "0" });
  expectClose(
    predict(model, rows),
    prediction.map((p) => 1 - p),
    1e-12,
  );
  expect(() => loadModel(bytes, { format: "linear", classOfInterest: "2" })).toThrow(
    expect.objectContaining({ code: "config/model-class" }),
  );
});

test("refuses what the model has no answer to, and suggests the name that was meant", () => {
  const model = load(fixtureBytes("linear/sgd.model"));
  const thrown = (rows: object): EvenhandError => {
    try {
      predict(model, table(rows as never));
    } catch (error) {
      return error as EvenhandError;
    }
    throw new Error("nothing was thrown");
  };
  expect(thrown({ hours: [1, null], job: ["cook", "cook"] })).toMatchObject({
    code: "input/missing-value",
    path: "hours[1]",
  });
  expect(thrown({ hours: [1], job: ["astronaut"] })).toMatchObject({ code: "input/unseen-level" });
  const misnamed = thrown({ hour: [1], job: ["cook"] });
  expect(misnamed).toMatchObject({ code: "config/unknown-column", hint: 'Did you mean "hour"?' });
});

test("attributions are the closed form, in log-odds", () => {
  const model = load(fixtureBytes("linear/logistic.model"));
  const { rows } = fixtureSample("linear/logistic");
  const whole = table({
    hours: [50, 20],
    income: [40000, 10000],
    job: ["cook", "nurse"],
    grade: [20, 10],
    flag: ["true", "false"],
  });
  const result = attribute(model, whole, 0, { background: rows, description: "the sample" });
  expect(result).toMatchObject({
    exact: true,
    game: "interventional",
    output: { unit: "log-odds" },
  });
  expect(Math.abs(result.residual)).toBeLessThanOrEqual(1e-12);
  const [term] = model.terms;
  if (term?.kind !== "numeric") throw new Error("hours is a number");
  const hours = JSON.parse(
    new TextDecoder().decode(fixtureBytes("linear/logistic.sample.json")),
  ).columns.hours.map((x: number | null) => x ?? term.missing);
  const mean = hours.reduce((sum: number, x: number) => sum + x, 0) / hours.length;
  expect(result.attributions[0]).toMatchObject({ feature: "hours", value: 50 });
  expect(result.attributions[0]?.contribution).toBeCloseTo(
    (term.weight * (50 - mean)) / term.scale,
    12,
  );
});

test("what is only known of trees is refused in words", () => {
  const model = load(fixtureBytes("linear/regression.model"));
  const { rows } = fixtureSample("linear/regression");
  expect(() => attribute(model, rows, 0, { game: "path-dependent" })).toThrow(
    "the path-dependent game is one of models of trees only",
  );
  const target = { threshold: 0, favourableWhen: "above" } as const;
  const options = { background: rows, description: "", anchors: rows, target, alsoUnder: [] };
  const other = randomModel(drawFrom(1), { features: 1, trees: 1, depth: 1, span: 1 });
  expect(() => explain(model, rows, 0, { ...options, alsoUnder: [other] })).toThrow(
    expect.objectContaining({ code: "usage/model-kind", path: "alsoUnder" }),
  );
});

test("the README shows the export that the fixtures were made with", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const script = new TextDecoder().decode(fixtureBytes("export_linear.py"));
  expect(readme).toContain(`\`\`\`python\n${script}\`\`\``);
});

describe("a damaged or hostile file", () => {
  const bytes = fixtureBytes("linear/logistic.model");
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const CASES: [string, (model: any) => void, string, string][] = [
    [
      "another export",
      (m) => Object.assign(m, { version: 2 }),
      "input/model-unsupported",
      "format",
    ],
    [
      "another link",
      (m) => Object.assign(m, { link: "probit" }),
      "input/model-unsupported",
      "link",
    ],
    ["three classes", (m) => m.classes.push("2"), "input/model-unsupported", "classes"],
    ["no classes", (m) => Object.assign(m, { classes: [] }), "input/model-unsupported", "classes"],
    ["no intercept", (m) => delete m.intercept, "input/model-structure", "intercept"],
    [
      "a weight that is no number",
      (m) => Object.assign(m.features[0], { weight: null }),
      "input/model-structure",
      "features[0].weight",
    ],
    [
      "a scale of 0",
      (m) => Object.assign(m.features[0], { scale: 0 }),
      "input/model-structure",
      "features[0].scale",
    ],
    [
      "a scale that divides to infinity",
      (m) => Object.assign(m.features[0], { scale: 1e-308, weight: 1e10 }),
      "input/model-structure",
      "features[0].scale",
    ],
    [
      "a format that refuses to become a text",
      (m) => Object.assign(m, { format: { toString: 1 } }),
      "input/model-unsupported",
      "format",
    ],
    [
      "a center from which differences leave the range of numbers",
      (m) => Object.assign(m.features[0], { center: -1e308 }),
      "input/model-structure",
      "features[0].center",
    ],
    [
      "fewer weights than levels",
      (m) => m.features[2].weights.pop(),
      "input/model-structure",
      "features[2].weights",
    ],
    [
      "a level twice",
      (m) => Object.assign(m.features[2].levels, { 1: "clerk" }),
      "input/model-structure",
      "features[2].levels",
    ],
    [
      "a level that is none",
      (m) => Object.assign(m.features[2].levels, { 1: {} }),
      "input/model-structure",
      "features[2].levels[1]",
    ],
    [
      "a name twice",
      (m) => Object.assign(m.features[1], { name: "hours" }),
      "input/model-structure",
      "features",
    ],
    [
      "a feature of no kind",
      (m) => Object.assign(m.features[0], { kind: "__proto__" }),
      "input/model-structure",
      "features[0].kind",
    ],
    [
      "a missing value that is a text",
      (m) => Object.assign(m.features[0], { missing: "1" }),
      "input/model-structure",
      "features[0].missing",
    ],
    [
      "features that are no list",
      (m) => Object.assign(m, { features: { length: 1e9 } }),
      "input/model-structure",
      "model file.features",
    ],
  ];

  test.each(CASES)("%s gives one typed error", (_, damage, code, path) => {
    const model = JSON.parse(new TextDecoder().decode(bytes));
    damage(model);
    const damaged = new TextEncoder().encode(JSON.stringify(model));
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("a weight beyond the range of numbers is no number", () => {
    const text = new TextDecoder().decode(bytes).replace(/"weight": [\d.]+/, '"weight": 1e999');
    expect(() => load(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: "input/model-structure", path: "features[0].weight" }),
    );
  });

  test("a feature may be called like a member of every object", () => {
    const text = new TextDecoder().decode(bytes).replace('"hours"', '"__proto__"');
    const model = load(new TextEncoder().encode(text));
    expect(model.features[0]?.name).toBe("__proto__");
    expect(() => predict(model, fixtureSample("linear/logistic").rows)).toThrow(
      expect.objectContaining({ code: "config/unknown-column" }),
    );
  });

  test("cut off or changed anywhere, is refused or read as a sound model", () => {
    expectWhole(bytes, load);
    const { rows } = fixtureSample("linear/logistic");
    expect(expectHardened(bytes, load, rows).refused).toBeGreaterThan(300);
  });
});
