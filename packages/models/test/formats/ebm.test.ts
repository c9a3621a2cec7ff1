import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { type Additive, attribute, loadModel, predict } from "../../src/index.ts";
import {
  expectClose,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
} from "./fixtures.ts";

const load = (bytes: Uint8Array): Additive => loadModel(bytes, { format: "ebm" });
const classifier = fixtureBytes("ebm/classifier.model");

test.each(["classifier", "regression"])("%s gives InterpretML's outputs", (name) => {
  const model = load(fixtureBytes(`ebm/${name}.model`));
  const { rows, raw, prediction } = fixtureSample(`ebm/${name}`);
  // The same additions in the same order.
  if (raw !== undefined) expect([...predict(model, rows, { unit: "log-odds" })]).toEqual(raw);
  expectClose(predict(model, rows), prediction, 1e-15);
  expect(model.terms.some(({ binnings }) => binnings.length === 2)).toBe(true);
});

test("the sample holds missing and unseen values, and rows on and beside every cut", () => {
  const { rows } = fixtureSample("ebm/classifier");
  const model = load(classifier);
  for (const name of ["hours", "income", "job"]) {
    expect(rows.columns.get(name)?.validity?.includes(0), name).toBe(true);
  }
  expect(predict(model, rows).some(Number.isNaN)).toBe(false);
  const income = rows.columns.get("income");
  const cuts = model.terms.flatMap(({ binnings }) =>
    binnings.flatMap(({ feature, cuts }) => (feature === 1 ? [...(cuts ?? [])] : [])),
  );
  expect(cuts.length).toBe(6);
  for (const cut of cuts)
    expect(income?.kind === "numeric" && income.values.includes(cut)).toBe(true);
});

test("terms of two features are read at the coarser bins that the file keeps for them", () => {
  const sizes = load(classifier).terms.map(({ binnings }) => binnings.map(({ bins }) => bins));
  expect(sizes).toEqual([[8], [8], [9], [5], [4, 4], [4, 9], [9, 5]]);
});

test("says its class, unit and link; the first class has the negative score", () => {
  expect(load(classifier)).toMatchObject({
    kind: "additive",
    classOfInterest: "1",
    output: { unit: "log-odds", link: "logistic", divisor: 1 },
  });
  const { rows, prediction } = fixtureSample("ebm/classifier");
  const first = loadModel(classifier, { format: "ebm", classOfInterest: "0" });
  expectClose(
    predict(first, rows),
    prediction.map((p) => 1 - p),
    1e-15,
  );
  expect(load(fixtureBytes("ebm/regression.model"))).toMatchObject({
    classOfInterest: null,
    output: { unit: "score", link: "identity" },
  });
});

test("attributions add up, and tell a missing value from an unseen level", () => {
  const model = load(classifier);
  const { rows } = fixtureSample("ebm/classifier");
  const people = table({
    hours: [40, 40],
    income: [20000, 20000],
    job: ["astronaut", null],
    grade: [10, 10],
  });
  const [unseen, missing] = [0, 1].map((row) =>
    attribute(model, people, row, { background: rows, description: "the sample" }),
  );
  expect(Math.abs(unseen?.residual ?? 1)).toBeLessThanOrEqual(1e-13);
  expect(unseen?.attributions[2]).toMatchObject({ feature: "job", value: "astronaut" });
  expect(missing?.attributions[2]).toMatchObject({ feature: "job", value: null });
  expect(unseen?.attributions[2]?.contribution).not.toBe(missing?.attributions[2]?.contribution);
});

describe("a damaged or hostile file", () => {
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const CASES: [string, (ebm: any, file: any) => void, string, string][] = [
    [
      "another version",
      (_, file) => Object.assign(file, { version: "2.0" }),
      "input/model-unsupported",
      "version",
    ],
    ["no model", (_, file) => delete file.ebm, "input/model-structure", "ebm"],
    ["two outputs", (m) => m.outputs.push(m.outputs[0]), "input/model-unsupported", "ebm.outputs"],
    [
      "another link",
      (m) => Object.assign(m.outputs[0], { link: "log" }),
      "input/model-unsupported",
      "ebm.outputs[0].link",
    ],
    ["an intercept of two", (m) => m.intercept.push(0), "input/model-unsupported", "ebm.intercept"],
    [
      "an intercept that is NaN",
      (m) => Object.assign(m, { intercept: ["nan"] }),
      "input/model-structure",
      "ebm.intercept[0]",
    ],
    [
      "a feature twice",
      (m) => m.features.push(m.features[0]),
      "input/model-structure",
      "ebm.features[4].name",
    ],
    [
      "a feature of no type",
      (m) => Object.assign(m.features[0], { type: "date" }),
      "input/model-structure",
      "ebm.features[0].type",
    ],
    [
      "cuts out of order",
      (m) => m.features[0].cuts[0].reverse(),
      "input/model-structure",
      "ebm.features[0].cuts[0][1]",
    ],
    [
      "no cuts",
      (m) => Object.assign(m.features[0], { cuts: [] }),
      "input/model-structure",
      "ebm.features[0].cuts",
    ],
    [
      "a level twice",
      (m) => m.features[2].categories[0].push("cook"),
      "input/model-structure",
      "ebm.features[2].categories[0][7]",
    ],
    [
      "a term of three",
      (m) => m.terms[4].term_features.push("job"),
      "input/model-unsupported",
      "ebm.terms[4].term_features",
    ],
    [
      "a term of one twice",
      (m) => Object.assign(m.terms[4], { term_features: ["hours", "hours"] }),
      "input/model-structure",
      "ebm.terms[4].term_features",
    ],
    [
      "a term of no feature",
      (m) => Object.assign(m.terms[0], { term_features: ["constructor"] }),
      "input/model-structure",
      "ebm.terms[0].term_features[0]",
    ],
    [
      "scores that do not fit the bins",
      (m) => m.terms[0].scores.pop(),
      "input/model-structure",
      "ebm.terms[0].scores",
    ],
    [
      "rows of scores that do not fit",
      (m) => m.terms[4].scores.pop(),
      "input/model-structure",
      "ebm.terms[4].scores",
    ],
    [
      "a score that is infinite",
      (m) => Object.assign(m.terms[0].scores, { 1: "+inf" }),
      "input/model-structure",
      "ebm.terms[0].scores[1]",
    ],
    [
      "scores beyond the range of numbers",
      (m) => [0, 1].map((term) => Object.assign(m.terms[term].scores, { 1: 1.7e308 })),
      "input/model-structure",
      "ebm.terms",
    ],
  ];

  test.each(CASES)("%s gives one typed error", (_, damage, code, path) => {
    const file = JSON.parse(new TextDecoder().decode(classifier));
    damage(file.ebm, file);
    const damaged = new TextEncoder().encode(JSON.stringify(file));
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("of three classes is refused", () => {
    expect(() => load(fixtureBytes("ebm/three-classes.model"))).toThrow(
      expect.objectContaining({ code: "input/model-unsupported", path: "ebm.outputs[0].link" }),
    );
  });

  test("levels that share a bin are read, as when a model was edited", () => {
    const file = JSON.parse(new TextDecoder().decode(classifier));
    const [feature] = file.ebm.features.filter((f: { name: string }) => f.name === "job");
    feature.categories[0].splice(0, 2, ["clerk", "cook"]);
    for (const term of file.ebm.terms) {
      const at = term.term_features.indexOf("job");
      if (term.term_features.length === 1 && at === 0) term.scores.splice(1, 1);
      else if (at === 0) term.scores.splice(1, 1);
      else if (at === 1) for (const row of term.scores) row.splice(1, 1);
    }
    const model = load(new TextEncoder().encode(JSON.stringify(file)));
    const rows = table({
      hours: [40, 40],
      income: [1, 1],
      job: ["clerk", "cook"],
      grade: [10, 10],
    });
    const [clerk, cook] = predict(model, rows);
    expect(clerk).toBe(cook);
  });

  test("cut off or changed anywhere, is refused or read as a sound model", () => {
    expectWhole(classifier, load);
    const { rows } = fixtureSample("ebm/classifier");
    expect(expectHardened(classifier, load, rows).refused).toBeGreaterThan(100);
  });
});
