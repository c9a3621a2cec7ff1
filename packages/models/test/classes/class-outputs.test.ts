import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import {
  asBlackBox,
  attribute,
  attributeBlackBox,
  type Classifier,
  classOutput,
  convertOutput,
  counterfactuals,
  encodeTable,
  loadClassifier,
  loadModel,
  meanAttributions,
  partialDependence,
  permutationImportance,
  predict,
  predictClasses,
  predictRaw,
} from "../../src/index.ts";
import { softmax } from "../../src/trees/softmax.ts";
import { shapleyOf } from "../attributions/brute-force.ts";
import { fixtureBytes, fixtureSample } from "../formats/fixtures.ts";
import { leaf, modelOf, split } from "../global/models.ts";
import { CASES, sampleOf } from "./cases.ts";

function classifierNamed(name: string): Classifier {
  const options = CASES.find((each) => each.name === name)?.options;
  if (options === undefined) throw new Error(`no fixture ${name}`);
  return loadClassifier(fixtureBytes(`classes/${name}.model`), options);
}

const boosted = classifierNamed("boosting");
const { rows } = sampleOf("boosting");

describe("probabilities by softmax", () => {
  test("add up to 1 and neither overflow nor vanish", () => {
    const shares = softmax([
      Float64Array.of(1000, 0),
      Float64Array.of(999, -800),
      Float64Array.of(0, -800),
    ]);
    const [first, second, third] = shares.map((share) => [...share]);
    expect(first?.[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 15);
    expect(second?.[0]).toBeCloseTo(1 / (1 + Math.E), 15);
    expect([third?.[0], first?.[1]]).toEqual([0, 1]);
  });

  test("of a class follow from the margins of all", () => {
    const encoded = encodeTable(boosted.features, rows);
    const margins = boosted.outputs.map((output) => predictRaw(output, encoded));
    const { classes } = predictClasses(boosted, rows);
    classes.forEach(({ outputs }, of) => {
      const total = margins.map((own) => Math.exp(own[3] as number));
      const share = (total[of] as number) / total.reduce((a, b) => a + b, 0);
      expect(outputs[3]).toBeCloseTo(share, 14);
    });
  });

  test("cannot be had from one margin, nor be the limit of a counterfactual", () => {
    const model = classOutput(boosted, "granted");
    const units = { from: "probability", to: "score" } as const;
    expect(() => convertOutput(model, 0.5, units)).toThrow(
      expect.objectContaining({
        code: "usage/output-unit",
        hint: expect.stringContaining("margin"),
      }),
    );
    const target = { threshold: 0.5, favourableWhen: "above" } as const;
    expect(() => counterfactuals(model, rows, 0, { anchors: rows, target })).toThrow(
      expect.objectContaining({ code: "usage/output-unit" }),
    );
    expect(() => predict(model, rows, { unit: "log-odds" })).toThrow(
      expect.objectContaining({ code: "usage/output-unit", expected: "score or probability" }),
    );
  });
});

describe("many rows", () => {
  const model = classOutput(boosted, "granted");

  test("are described by the probability of a class, or by its margin where that is asked for", () => {
    const feature = "hours";
    const { unit, curves, points } = partialDependence(model, rows, { feature, points: 5 });
    expect(unit).toBe("probability");
    const income = rows.columns.get("income");
    const [value] = points.slice(-1).map((point) => point.value as number);
    const given = table({
      hours: Array.from({ length: rows.rows }, () => value as number),
      income: income?.kind === "numeric" ? Array.from(income.values) : [],
    });
    const expected = predictClasses(boosted, given).classes.find(({ name }) => name === "granted");
    const last = Array.from(
      { length: rows.rows },
      (_, row) => curves[row * points.length + points.length - 1] as number,
    );
    expect(last).toEqual([...(expected?.outputs ?? [])]);
    const margin = partialDependence(model, rows, { feature, points: 5, unit: "score" });
    expect(margin.unit).toBe("score");
    const labels = Array.from(predictClasses(boosted, rows).predicted, (of) => Number(of === 0));
    const importance = permutationImportance(model, rows, { labels, loss: "log", seed: 7 });
    expect(importance.unit).toBe("probability");
    expect(importance.features[0]?.value).toBeGreaterThan(0);
    const means = meanAttributions(attribute(model, rows, { game: "path-dependent" }));
    expect(means.features.length).toBe(2);
  });
});

describe("the game of a class probability", () => {
  test.each(["boosting", "forest", "lightgbm-one-vs-all"])(
    "%s: is exact and adds up",
    async (name) => {
      const classifier = classifierNamed(name);
      const people = sampleOf(name).rows;
      for (const each of classifier.classes) {
        const model = classOutput(classifier, each);
        const found = await attributeBlackBox(asBlackBox(model), people, 2, {
          background: people,
          description: "the sample",
        });
        const own = predict(model, people);
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const output = own[2] as number;
        const { attributions } = found;
        const total = attributions.reduce((sum, { contribution }) => sum + contribution, mean);
        expect(Math.abs(total - output)).toBeLessThanOrEqual(1e-12);
        const { values, width } = encodeTable(model.features, people);
        // Feature by feature from all coalitions, with rows mixed by hand.
        const worth = (coalition: number): number => {
          const mixed = values.map((value, at) =>
            ((coalition >>> (at % width)) & 1) === 1
              ? (values[2 * width + (at % width)] as number)
              : value,
          );
          const encoded = { rows: people.rows, width, values: mixed };
          const raw = [model, ...(model.otherClasses ?? [])].map((part) =>
            predictRaw(part, encoded),
          );
          const link = model.output.link;
          const outputs =
            link === "softmax"
              ? (softmax(raw)[0] as Float64Array)
              : (raw[0] as Float64Array).map((x) =>
                  link === "logistic" ? 1 / (1 + Math.exp(-x)) : x,
                );
          return outputs.reduce((sum, value) => sum + value, 0) / people.rows;
        };
        shapleyOf(width, worth).forEach((phi, at) => {
          expect(Math.abs((attributions[at]?.contribution as number) - phi)).toBeLessThanOrEqual(
            1e-12,
          );
        });
      }
    },
  );
});

describe("classes", () => {
  test("of two are read from one log-odds, which is negated for the first", () => {
    const bytes = fixtureBytes("catboost/one-hot.model");
    const { rows: people, prediction } = fixtureSample("catboost/one-hot");
    const { classes, predicted } = predictClasses(
      loadClassifier(bytes, { format: "catboost" }),
      people,
    );
    expect(classes.map(({ name }) => name)).toEqual(["no", "yes"]);
    prediction.forEach((value, row) => {
      expect(classes[1]?.outputs[row]).toBeCloseTo(value, 13);
      expect(classes[0]?.outputs[row]).toBeCloseTo(1 - value, 13);
      expect(predicted[row]).toBe(Number(value > 0.5));
    });
  });

  test("are named by the options where the file has no names", () => {
    const bytes = fixtureBytes("classes/lightgbm-softmax.model");
    expect(loadClassifier(bytes, { format: "lightgbm" }).classes).toEqual(["0", "1", "2"]);
    const two = loadClassifier(fixtureBytes("numeric.txt"), { format: "lightgbm" });
    expect(two.classes).toEqual(["0", "1"]);
    const named = loadModel(fixtureBytes("numeric.txt"), {
      format: "lightgbm",
      classes: ["refused", "granted"],
      classOfInterest: "refused",
    });
    expect(named.classOfInterest).toBe("refused");
    for (const classes of [
      ["a", "b"],
      ["a", "b", "b"],
    ]) {
      expect(() => loadClassifier(bytes, { format: "lightgbm", classes })).toThrow(
        expect.objectContaining({ code: "config/model-class", path: "classes" }),
      );
    }
  });

  test("of several need one that is asked for by its name", () => {
    expect(() => classOutput(boosted)).toThrow(
      expect.objectContaining({
        code: "config/model-class",
        expected: "one of granted, refused, reviewed",
      }),
    );
    expect(() => classOutput(boosted, "grantd")).toThrow(
      expect.objectContaining({ code: "config/model-class", received: '"grantd"' }),
    );
  });

  test("are none of a regression", () => {
    const bytes = fixtureBytes("regression.txt");
    expect(() => loadClassifier(bytes, { format: "lightgbm" })).toThrow(
      expect.objectContaining({ code: "usage/model-kind" }),
    );
  });

  test("whose outputs are level are predicted as the first", () => {
    const level = modelOf({ hours: "number" }, split(0, 10, leaf(0), leaf(0)));
    const classifier: Classifier = {
      ...boosted,
      features: level.features,
      outputs: [level, level, level],
      link: "identity",
    };
    expect(predictClasses(classifier, table({ hours: [3, 30] })).predicted).toEqual(
      Int32Array.of(0, 0),
    );
    expect(predictClasses(classifier, table({ hours: [] })).predicted.length).toBe(0);
  });
});
