import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { loadModel, type OnnxOptions, predict, type TreeEnsemble } from "../../src/index.ts";
import {
  expectClose,
  expectExplainable,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
} from "./fixtures.ts";

type Settings = Omit<OnnxOptions, "format">;

const TWO: Settings = { features: ["hours", "income"] };
const MODES: Settings = { features: ["hours", "balance", "region"] };

/** Name, options, and the largest difference: single precision, or double. */
const CASES: readonly [string, Settings, number][] = [
  ["forest", TWO, 2e-7],
  ["forest-grades", { ...TWO, classOfInterest: "2" }, 2e-7],
  ["boosting", TWO, 1e-6],
  ["raw", TWO, 1e-6],
  ["regression", TWO, 1e-6],
  ["equal", { features: ["hours", "income", "region"] }, 1e-6],
  ["strict", TWO, 1e-6],
  ["modes", MODES, 1e-6],
  ["modes-double", MODES, 1e-12],
];

function load(bytes: Uint8Array, settings: Settings = TWO): TreeEnsemble {
  return loadModel(bytes, { format: "onnx", ...settings });
}

describe.each(CASES)("the model %s", (name, settings, tolerance) => {
  const model = load(fixtureBytes(`onnx/${name}.onnx`), settings);
  const { rows, prediction } = fixtureSample(`onnx/${name}`);

  test("predicts what onnxruntime predicts, but for single-precision sums", () => {
    expectClose(predict(model, rows), prediction, tolerance);
    expect(new Set(prediction).size).toBeGreaterThan(5);
  });

  test("is explained", () => {
    expectExplainable(model, rows);
  });
});

test("a column asked only for equality is a category", () => {
  const settings = { features: ["hours", "income", "region"] };
  const equal = load(fixtureBytes("onnx/equal.onnx"), settings);
  expect(equal.features[2]).toMatchObject({ kind: "category" });
  expect(load(fixtureBytes("onnx/modes.onnx"), MODES).features[2]).toEqual({
    kind: "category",
    name: "region",
    levels: ["1", "2", "3", "7"],
  });
  expect(load(fixtureBytes("onnx/modes.onnx"), MODES).roots.length).toBe(2);
});

test("the score of the first of two classes is the complement", () => {
  const { rows, prediction } = fixtureSample("onnx/forest");
  const complement = prediction.map((value) => 1 - value);
  const model = load(fixtureBytes("onnx/forest.onnx"), { ...TWO, classOfInterest: "no" });
  expectClose(predict(model, rows), complement, 2e-7);
  const boosted = fixtureSample("onnx/boosting");
  expectClose(
    predict(
      load(fixtureBytes("onnx/boosting.onnx"), { ...TWO, classOfInterest: "no" }),
      boosted.rows,
    ),
    boosted.prediction.map((value) => 1 - value),
    1e-6,
  );
});

test("a raw score of the first of two classes is the negative", () => {
  const { rows, prediction } = fixtureSample("onnx/raw");
  const model = load(fixtureBytes("onnx/raw.onnx"), { ...TWO, classOfInterest: "no" });
  expect(model.output.unit).toBe("score");
  expectClose(
    predict(model, rows),
    prediction.map((value) => -value),
    1e-6,
  );
});

test("shares of 1 are probabilities, other positive scores are not", () => {
  for (const classOfInterest of ["no", "yes"]) {
    const forest = load(fixtureBytes("onnx/forest.onnx"), { ...TWO, classOfInterest });
    expect(forest.output.unit).toBe("probability");
  }
  const graded = load(fixtureBytes("onnx/forest-grades.onnx"), { ...TWO, classOfInterest: "0" });
  expect(graded.output.unit).toBe("probability");
  // The weights follow their name, each a tag (0x3d) and four bytes. All become large.
  const bytes = Uint8Array.from(fixtureBytes("onnx/forest-grades.onnx"));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const view = new DataView(bytes.buffer);
  let changed = 0;
  for (let at = text.indexOf("class_weights") + 13; bytes[at] === 0x3d; at += 5) {
    view.setFloat32(at + 1, 250, true);
    changed++;
  }
  expect(changed).toBeGreaterThan(10);
  expect(load(bytes, { ...TWO, classOfInterest: "0" }).output.unit).toBe("score");
});

test("double precision is kept where the model reads doubles", () => {
  const outputs = fixtureSample("onnx/modes-double").prediction;
  const { rows } = fixtureSample("onnx/modes-double");
  const rounded = predict(load(fixtureBytes("onnx/modes.onnx"), MODES), rows);
  const sums = outputs.map((mean) => mean * 2);
  expect(sums.some((sum, row) => Math.abs(sum - (rounded[row] as number)) > 0.1)).toBe(true);
});

describe("options that do not fit the model", () => {
  test.each([
    ["too few columns", { features: ["hours"] }, "config/model-features"],
    ["a column twice", { features: ["hours", "hours"] }, "config/model-features"],
    ["a class that is not there", { ...TWO, classOfInterest: "maybe" }, "config/model-class"],
  ] as const)("%s are refused", (_, settings, code) => {
    expect(() => load(fixtureBytes("onnx/forest.onnx"), settings)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test("several classes need one of interest", () => {
    expect(() => load(fixtureBytes("onnx/forest-grades.onnx"))).toThrow(
      expect.objectContaining({ code: "config/model-class" }),
    );
  });
});

describe("a damaged or hostile file", () => {
  /** Texts of equal length can be exchanged without a change of any length in the file. */
  const exchanged = (name: string, from: string, to: string, times = 1): Uint8Array => {
    const bytes = Uint8Array.from(fixtureBytes(`onnx/${name}.onnx`));
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    expect(to.length).toBe(from.length);
    expect(text).toContain(from);
    let at = -1;
    for (let time = 0; time < times; time++) {
      at = text.indexOf(from, at + 1);
      bytes.set(new TextEncoder().encode(to), at);
    }
    return bytes;
  };

  test.each([
    [
      "another operator",
      exchanged("forest", "TreeEnsembleClassifier", "TreeEnsembleClassifxxx", 2),
      "input/model-unsupported",
      "graph",
    ],
    [
      "another transform",
      exchanged("boosting", "LOGISTIC", "PROBIT  "),
      "input/model-unsupported",
      "model.graph[0].node[0].post_transform",
    ],
    [
      "a mode that is none",
      exchanged("forest", "BRANCH_LEQ", "BRANCH_XXX"),
      "input/model-unsupported",
      "model.graph[0].node[0].nodes_modes[0]",
    ],
    [
      "an operator after the scores",
      exchanged("boosting", "Identity", "Softplus"),
      "input/model-unsupported",
      "model.graph[0].node[1]",
    ],
    [
      "no modes",
      exchanged("forest", "nodes_modes", "nodes_xxxxx"),
      "input/model-structure",
      "model.graph[0].node[0].nodes_treeids",
    ],
    [
      "a field of two billion bytes",
      Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 7),
      "input/model-truncated",
      "model",
    ],
    ["groups", Uint8Array.of(0x0b, 0x0b, 0x0b), "input/model-truncated", "model"],
    ["a number for a graph", Uint8Array.of(0x38, 1), "input/model-structure", "model"],
    ["no graph", new Uint8Array(0), "input/model-structure", "model"],
  ])("%s gives one typed error", (_, damaged, code, path) => {
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("a hundred thousand operators that copy the input are followed in one pass", () => {
    const file = new BinaryWriter();
    const add = (from: string, to: string, operator: string, domain: string): void => {
      const fields = [
        [1, from],
        [2, to],
        [4, operator],
        [7, domain],
      ] as const;
      file.tag(1, WireType.LengthDelimited).fork();
      for (const [field, text] of fields) file.tag(field, WireType.LengthDelimited).string(text);
      file.join();
    };
    file.tag(7, WireType.LengthDelimited).fork();
    add("v0", "scores", "TreeEnsemble", "ai.onnx.ml");
    for (let at = 0; at < 100_000; at++) add(`v${at + 1}`, `v${at}`, "Identity", "");
    expect(() => load(file.join().finish())).toThrow(
      expect.objectContaining({ code: "input/model-unsupported", path: "model.graph[0].node[0]" }),
    );
  });

  test("cut off anywhere it is refused", () => {
    expectWhole(fixtureBytes("onnx/forest.onnx"), load);
  });

  test.each([
    ["forest", TWO],
    ["modes", MODES],
    ["regression", TWO],
  ] as const)("%s changed anywhere is refused or predicts", (name, settings) => {
    const { refused } = expectHardened(
      fixtureBytes(`onnx/${name}.onnx`),
      (bytes) => load(bytes, settings),
      fixtureSample(`onnx/${name}`).rows,
    );
    expect(refused).toBeGreaterThan(300);
  });
});
