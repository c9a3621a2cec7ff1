import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import {
  type CatboostOptions,
  encodeTable,
  loadModel,
  predict,
  type TreeEnsemble,
} from "../../src/index.ts";
import {
  expectClose,
  expectExplainable,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
} from "./fixtures.ts";

// biome-ignore lint/suspicious/noExplicitAny: damage knows no types
type Json = any;

function load(bytes: Uint8Array, settings: Omit<CatboostOptions, "format"> = {}): TreeEnsemble {
  return loadModel(bytes, { format: "catboost", ...settings });
}

const NAMES = [
  "numeric",
  "missing-min",
  "missing-max",
  "one-hot",
  "statistics",
  "statistics-regression",
];

describe.each(NAMES)("the model %s", (name) => {
  const model = load(fixtureBytes(`catboost/${name}.model`));
  const { rows, raw, prediction } = fixtureSample(`catboost/${name}`);

  test("predicts what CatBoost predicts", () => {
    expectClose(predict(model, rows, { unit: model.output.unit }), raw, 1e-13);
    expectClose(predict(model, rows), prediction, 1e-13);
    expect(new Set(raw).size).toBeGreaterThan(5);
  });

  test("is explained", () => {
    expectExplainable(model, rows);
  });
});

test("the fixtures contain what they are named for", () => {
  const { features, nodes, classOfInterest } = load(fixtureBytes("catboost/one-hot.model"));
  expect(classOfInterest).toBe("yes");
  expect(features).toEqual([
    { kind: "numeric", name: "hours", range: null },
    { kind: "category", name: "job", levels: ["smith", "clerk", "nurse", "cook"] },
    { kind: "numeric", name: "income", range: null },
    { kind: "category", name: "grade", levels: ["10", "20"] },
  ]);
  const asked = [...nodes.feature].filter((_, node) => (nodes.levelSet[node] as number) >= 0);
  expect([...new Set(asked)].sort()).toEqual([1, 3]);
  const missing = ["min", "max"].map((mode) => {
    const { rows } = fixtureSample(`catboost/missing-${mode}`);
    const hours = encodeTable([{ kind: "numeric", name: "hours", range: null }], rows).values;
    expect(hours.some(Number.isNaN)).toBe(true);
    const { nodes: split } = load(fixtureBytes(`catboost/missing-${mode}.model`));
    return split.flags.some((flag, node) => (split.feature[node] as number) >= 0 && flag === 0);
  });
  expect(missing).toEqual([false, true]);
});

test("covers are the weights of the leaves below", () => {
  const { nodes, roots } = load(fixtureBytes("catboost/numeric.model"));
  for (const root of roots) expect(nodes.cover?.[root]).toBeCloseTo(500, 6);
  for (let node = 0; node < nodes.feature.length; node++) {
    if ((nodes.feature[node] as number) < 0) continue;
    const children = [nodes.left[node], nodes.right[node]].map((at) => nodes.cover?.[at as number]);
    expect(nodes.cover?.[node]).toBe((children[0] as number) + (children[1] as number));
  }
});

test("the score of the first class is the complement", () => {
  const { rows, prediction } = fixtureSample("catboost/one-hot");
  const model = load(fixtureBytes("catboost/one-hot.model"), { classOfInterest: "no" });
  const complement = prediction.map((value) => 1 - value);
  expectClose(predict(model, rows), complement, 1e-13);
});

describe("target statistics", () => {
  const text = new TextDecoder().decode(fixtureBytes("catboost/statistics.model"));

  test("are the sets of levels whose statistic is within a border", () => {
    const model = load(fixtureBytes("catboost/statistics.model"));
    const both = [
      text,
      new TextDecoder().decode(fixtureBytes("catboost/statistics-regression.model")),
    ];
    const types = both.flatMap((each) =>
      JSON.parse(each).features_info.ctrs.map((ctr: Json) => ctr.ctr_type),
    );
    expect(new Set(types)).toEqual(
      new Set(["Borders", "Buckets", "Counter", "BinarizedTargetMeanValue"]),
    );
    expect(model.features.map(({ kind }) => kind)).toEqual(["category", "numeric", "category"]);
    const [job, , grade] = model.features;
    const levels = [job, grade].map((each) => (each?.kind === "category" ? each.levels.length : 0));
    expect(levels).toEqual([7, 3]);
    // Both ways for a level without counts.
    const { nodes } = model;
    const asked = [...nodes.flags].filter((_, node) => (nodes.levelSet[node] as number) >= 0);
    expect(new Set(asked)).toEqual(new Set([0, 1]));
  });

  test("of two features together are refused, with what to do instead", () => {
    expect(() => load(fixtureBytes("catboost/combinations.model"))).toThrow(
      expect.objectContaining({
        code: "input/model-unsupported",
        received: expect.stringContaining("several features together"),
        hint: expect.stringContaining("max_ctr_complexity=1"),
      }),
    );
  });

  const CASES: [string, (model: Json) => void, string, RegExp][] = [
    [
      "a border that is none of theirs",
      (m) => {
        for (const { borders } of m.features_info.ctrs) borders[0] += 0.5;
      },
      "input/model-structure",
      /split_index$/,
    ],
    [
      "counts that are not there",
      (m) => {
        m.ctr_data = {};
      },
      "input/model-structure",
      /^ctr_data of features_info.ctrs/,
    ],
    [
      "a table that was cut off",
      (m) => {
        for (const table of Object.values<Json>(m.ctr_data)) table.hash_map.pop();
      },
      "input/model-structure",
      /hash_map$/,
    ],
    [
      "levels without texts",
      (m) => {
        m.features_info.cat_features_hash.pop();
      },
      "input/model-features",
      /target statistics$/,
    ],
    [
      "fewer classes than they ask about",
      (m) => {
        for (const ctr of m.features_info.ctrs) ctr.target_border_idx = 9;
      },
      "input/model-structure",
      /^ctr_data of/,
    ],
    [
      "another type",
      (m) => {
        for (const ctr of m.features_info.ctrs) ctr.ctr_type = "FeatureFreq";
      },
      "input/model-unsupported",
      /^features_info.ctrs/,
    ],
  ];

  test.each(CASES)("%s gives one typed error", (_, edit, code, path) => {
    const model = JSON.parse(text);
    edit(model);
    const bytes = new TextEncoder().encode(JSON.stringify(model));
    expect(() => load(bytes)).toThrow(
      expect.objectContaining({ code, path: expect.stringMatching(path) }),
    );
  });

  test("changed anywhere are refused or predict", () => {
    const { rows } = fixtureSample("catboost/statistics");
    expect(expectHardened(new TextEncoder().encode(text), load, rows, 500).refused).toBeGreaterThan(
      100,
    );
  });
});

describe("a damaged or hostile file", () => {
  const text = new TextDecoder().decode(fixtureBytes("catboost/one-hot.model"));
  const { rows } = fixtureSample("catboost/one-hot");
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const edited = (edit: (model: any) => void): Uint8Array => {
    const model = JSON.parse(text);
    edit(model);
    return new TextEncoder().encode(JSON.stringify(model));
  };
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const CASES: [string, (model: any) => void, string, string][] = [
    [
      "trees that are not symmetric",
      (m) => {
        m.trees = m.oblivious_trees;
        delete m.oblivious_trees;
      },
      "input/model-unsupported",
      "trees",
    ],
    [
      "no trees",
      (m) => {
        m.oblivious_trees = [];
      },
      "input/model-structure",
      "oblivious_trees",
    ],
    [
      "another loss",
      (m) => {
        m.model_info.params.loss_function.type = "Poisson";
      },
      "input/model-unsupported",
      "model_info.params.loss_function",
    ],
    [
      "three classes",
      (m) => {
        m.model_info.class_params.class_names.push("maybe");
      },
      "input/model-unsupported",
      "model_info.class_params.class_names",
    ],
    [
      "two outputs",
      (m) => {
        m.scale_and_bias = [1, [0, 0]];
      },
      "input/model-unsupported",
      "scale_and_bias",
    ],
    [
      "two leaves a leaf",
      (m) => {
        m.oblivious_trees[0].leaf_values.push(...m.oblivious_trees[0].leaf_values);
      },
      "input/model-structure",
      "oblivious_trees[0].leaf_values",
    ],
    [
      "a depth of a thousand",
      (m) => {
        const { splits } = m.oblivious_trees[0];
        m.oblivious_trees[0].splits = Array(1000).fill(splits[0]);
      },
      "input/model-structure",
      "oblivious_trees[0].leaf_values",
    ],
    [
      "a border that is no number",
      (m) => {
        for (const split of m.oblivious_trees[0].splits) {
          split.split_type = "FloatFeature";
          split.float_feature_index = 0;
          split.border = "x";
        }
      },
      "input/model-structure",
      "oblivious_trees[0].splits[0].border",
    ],
    [
      "a feature that is not there",
      (m) => {
        for (const split of m.oblivious_trees[0].splits) {
          split.split_type = "FloatFeature";
          split.float_feature_index = 9;
        }
      },
      "input/model-structure",
      "oblivious_trees[0].splits[0]",
    ],
    [
      "a level that is not there",
      (m) => {
        for (const split of m.oblivious_trees[0].splits) {
          split.split_type = "OneHotFeature";
          split.cat_feature_index = 0;
          split.value = 5;
        }
      },
      "input/model-structure",
      "oblivious_trees[0].splits[0].value",
    ],
    [
      "levels without texts",
      (m) => {
        delete m.features_info.cat_features_hash;
      },
      "input/model-features",
      "features_info.categorical_features[0].values[0]",
    ],
    [
      "a feature twice",
      (m) => {
        m.features_info.float_features[1].feature_name = "hours";
      },
      "input/model-structure",
      "features_info.float_features[1].feature_id",
    ],
    [
      "texts for features",
      (m) => {
        m.features_info.text_features = [{}];
      },
      "input/model-unsupported",
      "features_info.text_features",
    ],
    [
      "a class that is no label",
      (m) => {
        m.model_info.class_params.class_names[1] = { toString: 1 };
      },
      "input/model-structure",
      "model_info.class_params.class_names[1]",
    ],
    [
      "leaves lighter than nothing",
      (m) => {
        m.oblivious_trees[1].leaf_weights[0] = -9;
      },
      "input/model-structure",
      "tree 1",
    ],
  ];

  test.each(CASES)("%s gives one typed error", (_, edit, code, path) => {
    expect(() => load(edited(edit))).toThrow(expect.objectContaining({ code, path }));
  });

  test("cut off anywhere it is refused", () => {
    expectWhole(new TextEncoder().encode(text), load);
  });

  test("changed anywhere it is refused or predicts", () => {
    const { refused } = expectHardened(new TextEncoder().encode(text), load, rows);
    expect(refused).toBeGreaterThan(300);
    const none = table({ hours: [], job: [], income: [], grade: [] });
    expect(predict(load(new TextEncoder().encode(text)), none)).toEqual(new Float64Array(0));
  });
});
