import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { loadModel, predict, type TreeEnsemble, type XgboostOptions } from "../../src/index.ts";
import {
  expectClose,
  expectExplainable,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
  singlePrecisionSums,
} from "./fixtures.ts";

const JOBS = ["clerk", "driver", "nurse", "cook", "été", "teacher", "smith"];

type Settings = Omit<XgboostOptions, "format">;

const CASES: readonly [string, string, Settings][] = [
  ["numeric", "model", {}],
  ["categorical", "model", { levels: { job: JOBS } }],
  ["categorical", "ubj", { levels: { job: JOBS } }],
  ["regression", "model", { iterations: 2 }],
  ["dart", "model", {}],
  ["dart", "ubj", {}],
  ["old-codes", "model", { levels: { job: ["0", "1", "2", "3", "4", "5", "6"] } }],
];

function load(bytes: Uint8Array, settings: Settings = {}): TreeEnsemble {
  return loadModel(bytes, { format: "xgboost", ...settings });
}

describe.each(CASES)("the model %s.%s", (name, extension, settings) => {
  const model = load(fixtureBytes(`xgboost/${name}.${extension}`), settings);
  const { rows, raw, prediction } = fixtureSample(`xgboost/${name}`);

  test("reaches XGBoost's leaves: added up as XGBoost does, the margins are equal", () => {
    expect(singlePrecisionSums(model, rows)).toEqual(raw);
  });

  test("predicts what XGBoost predicts, but for single-precision sums", () => {
    expectClose(predict(model, rows, { unit: model.output.unit }), raw, 1e-6);
    expectClose(predict(model, rows), prediction, 1e-6);
  });

  test("is explained", () => {
    expectExplainable(model, rows);
  });
});

test("the two forms of a file give the same model", () => {
  for (const [name, settings] of [
    ["dart", {}],
    ["categorical", { levels: { job: JOBS } }],
  ] as const) {
    const json = load(fixtureBytes(`xgboost/${name}.model`), settings);
    expect(load(fixtureBytes(`xgboost/${name}.ubj`), settings)).toEqual(json);
  }
});

test("the fixtures contain what they are named for", () => {
  const categorical = load(fixtureBytes("xgboost/categorical.model"), { levels: { job: JOBS } });
  expect(categorical.features.slice(2)).toEqual([
    { kind: "category", name: "job", levels: JOBS, refusesUnseen: true },
    { kind: "category", name: "grade", levels: ["10", "20", "30"], refusesUnseen: true },
  ]);
  const { feature, flags, levelSet, cover } = categorical.nodes;
  const asked = [...feature.keys()].filter((node) => (feature[node] as number) >= 0);
  expect(new Set(asked.map((node) => flags[node])).size).toBe(2);
  expect(new Set(asked.filter((n) => (levelSet[n] as number) >= 0).map((n) => feature[n]))).toEqual(
    new Set([2, 3]),
  );
  expect(cover?.every((value) => value > 0)).toBe(true);
  const weights = JSON.parse(new TextDecoder().decode(fixtureBytes("xgboost/dart.model"))).learner
    .gradient_booster.weight_drop as number[];
  expect(weights.some((weight) => weight !== 1)).toBe(true);
  expect(load(fixtureBytes("xgboost/regression.model")).roots.length).toBe(8);
});

describe("levels that the file does not keep as they were", () => {
  test("are asked for", () => {
    for (const name of ["old-codes", "categorical"]) {
      expect(() => load(fixtureBytes(`xgboost/${name}.model`))).toThrow(
        expect.objectContaining({ code: "config/model-features", path: "levels.job" }),
      );
    }
  });

  test("must hold every code of the model", () => {
    expect(() =>
      load(fixtureBytes("xgboost/old-codes.model"), { levels: { job: ["0", "1"] } }),
    ).toThrow(expect.objectContaining({ code: "input/model-structure" }));
  });
});

test("a level that XGBoost was not trained with is refused, a missing one is not", () => {
  const model = load(fixtureBytes("xgboost/categorical.model"), { levels: { job: JOBS } });
  const row = (job: string | null, grade: number) =>
    table({ hours: [40], income: [20_000], job: [job], grade: [grade] });
  expect(predict(model, row(null, 20)).length).toBe(1);
  expect(() => predict(model, row("astronaut", 20))).toThrow(
    expect.objectContaining({ code: "input/unseen-level", path: "job[0]" }),
  );
  expect(() => predict(model, row("nurse", 25))).toThrow(
    expect.objectContaining({ code: "input/unseen-level", path: "grade[0]" }),
  );
});

test("a sample is replayed with the tolerance of single precision, no more", () => {
  const { rows, prediction } = fixtureSample("xgboost/numeric");
  const bytes = fixtureBytes("xgboost/numeric.model");
  expect(load(bytes, { sample: { table: rows, expected: prediction } }).format).toBe("xgboost");
  const endless = prediction.map((value, row) => (row === 1 ? Infinity : value));
  expect(() => load(bytes, { sample: { table: rows, expected: endless } })).toThrow(
    expect.objectContaining({ code: "input/model-replay", path: "sample row 2" }),
  );
  const other = prediction.map((value, row) => (row === 2 ? value + 2e-5 : value));
  expect(() => load(bytes, { sample: { table: rows, expected: other } })).toThrow(
    expect.objectContaining({ code: "input/model-replay", path: "sample row 3" }),
  );
});

test.each([0, 1.5, 5])("%s rounds of four are refused", (iterations) => {
  expect(() => load(fixtureBytes("xgboost/regression.model"), { iterations })).toThrow(
    expect.objectContaining({ code: "config/model-iterations" }),
  );
});

describe("a damaged or hostile file", () => {
  const text = new TextDecoder().decode(fixtureBytes("xgboost/numeric.model"));
  const { rows } = fixtureSample("xgboost/numeric");
  const model = "learner.gradient_booster.model";
  const edited = (pattern: string | RegExp, replacement: string): Uint8Array => {
    const changed = text.replace(pattern, replacement);
    expect(changed).not.toBe(text);
    return new TextEncoder().encode(changed);
  };

  test.each([
    ["no object", "[]", "[]", "input/model-structure", "model file"],
    [
      "counts",
      '"binary:logistic"',
      '"count:poisson"',
      "input/model-unsupported",
      "learner.objective.name",
    ],
    [
      "several classes",
      '"num_class":"0"',
      '"num_class":"3"',
      "input/model-unsupported",
      "learner.learner_model_param.num_class",
    ],
    [
      "a linear booster",
      '"name":"gbtree"',
      '"name":"gblinear"',
      "input/model-unsupported",
      "learner.gradient_booster.name",
    ],
    [
      "two base scores",
      '"[6E-1]"',
      '"[6E-1,1E-1]"',
      "input/model-structure",
      "learner.learner_model_param.base_score",
    ],
    [
      "a base score that is no probability",
      '"[6E-1]"',
      '"[1E0]"',
      "input/model-structure",
      "learner.learner_model_param.base_score",
    ],
    [
      "a missing tree",
      '"num_trees":"6"',
      '"num_trees":"1000000000"',
      "input/model-structure",
      `${model}.trees`,
    ],
    [
      "leaf vectors",
      '"size_leaf_vector":"1"',
      '"size_leaf_vector":"9"',
      "input/model-unsupported",
      `${model}.trees[0].tree_param.size_leaf_vector`,
    ],
    [
      "a cycle",
      '"left_children":[1',
      '"left_children":[0',
      "input/model-structure",
      `${model}.trees[0].left_children`,
    ],
    [
      "a child out of range",
      '"left_children":[1',
      '"left_children":[4000000000',
      "input/model-structure",
      `${model}.trees[0].left_children`,
    ],
    [
      "a negative child",
      '"right_children":[2',
      '"right_children":[-1',
      "input/model-structure",
      `${model}.trees[0].left_children`,
    ],
    [
      "a threshold that is no number",
      '"split_conditions":[',
      '"split_conditions":[null,',
      "input/model-structure",
      `${model}.trees[0].split_conditions[0]`,
    ],
    [
      "a threshold beyond single precision",
      /"split_conditions":\[[^,]+/,
      '"split_conditions":[1e39',
      "input/model-structure",
      `${model}.trees[0].split_conditions[0]`,
    ],
    [
      "a feature that is not there",
      /"split_indices":\[\d/,
      '"split_indices":[7',
      "input/model-structure",
      `${model}.trees[0].split_indices[0]`,
    ],
    [
      "a category split without a set",
      /"split_type":\[0/,
      '"split_type":[1',
      "input/model-structure",
      `${model}.trees[0].split_type[0]`,
    ],
    [
      "a billion features without names",
      /"feature_names":\["hours","income"\](.*)"num_feature":"2"/,
      '"feature_names":[]$1"num_feature":"1000000000"',
      "input/model-truncated",
      "learner",
    ],
    [
      "a count that is no number",
      '"num_trees":"6"',
      '"num_trees":{"toString":1}',
      "input/model-structure",
      `${model}.trees`,
    ],
    [
      "a number of classes that is none",
      '"num_class":"0"',
      '"num_class":"many"',
      "input/model-unsupported",
      "learner.learner_model_param.num_class",
    ],
    [
      "a cover that its children do not make up",
      /"sum_hessian":\[/,
      '"sum_hessian":[1',
      "input/model-structure",
      "tree 0",
    ],
    [
      "a prototype",
      '{"learner":',
      '{"__proto__":{"learner":1},"leaner":',
      "input/model-structure",
      "learner",
    ],
  ])("%s gives one typed error", (_, pattern, replacement, code, path) => {
    const damaged =
      pattern === "[]" ? new TextEncoder().encode("[]") : edited(pattern, replacement);
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("a category split may keep anything for its threshold", () => {
    const file = JSON.parse(new TextDecoder().decode(fixtureBytes("xgboost/categorical.model")));
    const { trees } = file.learner.gradient_booster.model;
    for (const tree of trees) {
      for (const node of tree.categories_nodes) tree.split_conditions[node] = { toString: 1 };
    }
    const levels = { job: JOBS };
    const sound = load(fixtureBytes("xgboost/categorical.model"), { levels });
    expect(load(new TextEncoder().encode(JSON.stringify(file)), { levels })).toEqual(sound);
  });

  test("half a million escaped quotes are refused in one pass", () => {
    const bytes = new TextEncoder().encode(`{"learner":"${'\\"'.repeat(500_000)}`);
    expect(() => load(bytes)).toThrow(expect.objectContaining({ code: "input/model-truncated" }));
  });

  test.each(["numeric.model", "dart.ubj"])("%s cut off anywhere is refused", (name) => {
    expectWhole(fixtureBytes(`xgboost/${name}`), load);
  });

  test.each([
    ["numeric.model", "numeric", 300],
    ["dart.ubj", "dart", 300],
  ])("%s changed anywhere is refused or predicts", (name, sample, least) => {
    const bytes = fixtureBytes(`xgboost/${name}`);
    const { refused } = expectHardened(bytes, load, fixtureSample(`xgboost/${sample}`).rows);
    expect(refused).toBeGreaterThan(least);
  });

  test("a name that differs is refused with the nearest column", () => {
    const renamed = load(edited('["hours","income"]', '["hours","incme"]'));
    expect(() => predict(renamed, rows)).toThrow(/Did you mean "income"\?/);
    expect(
      predict(load(fixtureBytes("xgboost/numeric.model")), table({ hours: [], income: [] })),
    ).toEqual(new Float64Array(0));
  });
});
