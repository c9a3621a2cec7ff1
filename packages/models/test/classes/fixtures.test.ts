import { describe, expect, test } from "vitest";
import {
  attribute,
  type Classifier,
  classOutput,
  encodeTable,
  interactions,
  loadClassifier,
  loadModel,
  predict,
  predictClasses,
  predictRaw,
} from "../../src/index.ts";
import { expectHardened, expectWhole, fixtureBytes } from "../formats/fixtures.ts";
import { CASES, type Case, ofClass, sampleOf } from "./cases.ts";

function apart(
  columns: readonly ArrayLike<number>[],
  rows: readonly (readonly number[])[],
): number {
  return Math.max(
    ...rows.flatMap((row, at) =>
      row.map((value, of) => Math.abs(value - (columns[of]?.[at] as number))),
    ),
  );
}

describe.each(CASES)("$name", ({ name, options, classes, link, tolerance }) => {
  const bytes = fixtureBytes(`classes/${name}.model`);
  const classifier = loadClassifier(bytes, options);
  const { rows, probabilities, raw } = sampleOf(name);
  const found = predictClasses(classifier, rows);

  test("gives every class what its own program gives", () => {
    expect(classifier.classes).toEqual(classes);
    expect(classifier.link).toBe(link);
    expect(found.unit).toBe("probability");
    expect(found.classes.map((each) => each.name)).toEqual(classes);
    const largest = probabilities.map((row) => row.indexOf(Math.max(...row)));
    expect([...found.predicted]).toEqual(largest);
    // With multi:softmax XGBoost predicts the class alone.
    if (name !== "xgboost-softmax") {
      const outputs = found.classes.map((each) => each.outputs);
      expect(apart(outputs, probabilities)).toBeLessThanOrEqual(tolerance);
    }
    // In random-forest mode LightGBM's raw outputs are sums, not what its predictions are made of.
    if (raw !== undefined && name !== "lightgbm-average") {
      const encoded = encodeTable(classifier.features, rows);
      const sums = classifier.outputs.map((output) => predictRaw(output, encoded));
      // LightGBM multiplies by the sigmoid after it has added up.
      const scale = name === "lightgbm-one-vs-all" ? 1.5 : 1;
      const theirs = raw.map((row) => row.map((value) => value * scale));
      expect(apart(sums, theirs)).toBeLessThanOrEqual(tolerance * 10);
    }
  });

  test("one class read by itself predicts and is explained as that class", () => {
    classes.forEach((each, of) => {
      const { outputs } = found.classes[of] as { outputs: Float64Array };
      const alone = loadModel(bytes, ofClass(options, each));
      expect(alone.classOfInterest).toBe(each);
      for (const model of [alone, classOutput(classifier, each)]) {
        const probability = predict(model, rows);
        const differences = probability.map((value, row) =>
          Math.abs(value - (outputs[row] as number)),
        );
        expect(Math.max(...differences)).toBeLessThanOrEqual(1e-15);
      }
      const against = { background: rows, description: "the sample" };
      const { unit, largestResidual, ...result } = attribute(alone, rows, against);
      expect(unit).toBe({ softmax: "score", logistic: "log-odds", identity: "probability" }[link]);
      expect([result.classOfInterest, result.link]).toEqual([each, link]);
      expect(largestResidual).toBeLessThanOrEqual(1e-12);
      expect(result.outputs).toEqual(predictRaw(alone, encodeTable(alone.features, rows)));
      expect(interactions(alone, rows, against).largestResidual).toBeLessThanOrEqual(1e-12);
    });
  });

  test("replays probabilities of all classes, and names the first that differ", () => {
    if (name === "xgboost-softmax") return;
    const load = (expected: readonly (readonly number[])[]) =>
      loadClassifier(bytes, { ...options, sample: { table: rows, expected } });
    expect(load(probabilities).classes).toEqual(classes);
    const changed = probabilities.map((row, at) =>
      row.map((value, of) => (at >= 4 && of === 1 ? value + 1e-3 : value)),
    );
    expect(() => load(changed)).toThrow(
      expect.objectContaining({
        code: "input/model-replay",
        path: "sample row 5",
        problem: expect.stringContaining(`of class ${classes[1]}`),
      }),
    );
    expect(() => load(probabilities.slice(1))).toThrow(
      expect.objectContaining({ code: "input/model-replay", received: "29 rows of 3" }),
    );
    expect(() => load(probabilities.map((row) => row.slice(1)))).toThrow(
      expect.objectContaining({ code: "input/model-replay", received: "30 rows of 2" }),
    );
  });

  test("damaged or cut off, it is refused or predicts", () => {
    const load = (damaged: Uint8Array) =>
      loadModel(damaged, ofClass(options, classes[1] as string));
    expect(expectHardened(bytes, load, rows, 200).refused).toBeGreaterThan(20);
    if (options.format !== "lightgbm") expectWhole(bytes, load);
  });
});

test("the fixtures contain what they are named for", () => {
  const of = (name: string): Classifier => {
    const found = CASES.find((each) => each.name === name) as Case;
    return loadClassifier(fixtureBytes(`classes/${name}.model`), found.options);
  };
  const vectors = ["catboost-one-vs-all", "catboost-softmax", "forest", "onnx-forest"];
  for (const { name } of CASES) {
    const [first, second] = of(name).outputs;
    // Trees with a value for each class stand in memory once.
    const same = first?.nodes.threshold === second?.nodes.threshold;
    expect(same, name).toBe(name === "xgboost-vectors" || vectors.includes(name));
  }
  expect(of("lightgbm-average").outputs[0]?.output.divisor).toBe(6);
  expect(of("xgboost-softmax").outputs[0]?.roots.length).toBe(8);
  expect(of("onnx-boosting").outputs[0]?.roots.length).toBe(4);
  // Base scores by class: two classes are of one size.
  const bases = of("xgboost-softprob").outputs.map(({ output }) => output.base);
  expect(new Set(bases).size).toBe(2);
  expect(new Set(of("xgboost-dart").outputs.map(({ output }) => output.base)).size).toBe(1);
  const kinds = of("catboost-softmax").features.map(({ kind }) => kind);
  expect(kinds).toContain("category");
});
