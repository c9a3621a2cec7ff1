import { readFileSync } from "node:fs";
import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { loadModel, predict, type ScikitLearnOptions, type TreeEnsemble } from "../../src/index.ts";
import {
  expectClose,
  expectExplainable,
  expectHardened,
  expectWhole,
  fixtureBytes,
  fixtureSample,
} from "./fixtures.ts";

type Settings = Omit<ScikitLearnOptions, "format">;

const CASES: readonly [string, Settings][] = [
  ["forest", {}],
  ["forest-missing", { classOfInterest: "2" }],
  ["tree", {}],
  ["extra-trees", {}],
  ["boosting", {}],
  ["boosting-regression", {}],
  ["histogram", {}],
  ["histogram-regression", {}],
];

function load(bytes: Uint8Array, settings: Settings = {}): TreeEnsemble {
  return loadModel(bytes, { format: "scikit-learn", ...settings });
}

describe.each(CASES)("the model %s", (name, settings) => {
  const model = load(fixtureBytes(`scikit-learn/${name}.model`), settings);
  const { rows, raw, prediction } = fixtureSample(`scikit-learn/${name}`);

  test("predicts what scikit-learn predicts, but for the order of a sum", () => {
    expectClose(predict(model, rows), prediction, 1e-14 * Math.max(1, ...prediction.map(Math.abs)));
    if (raw !== undefined) expectClose(predict(model, rows, { unit: "log-odds" }), raw, 1e-14);
    expect(raw !== undefined).toBe(model.output.unit === "log-odds");
  });

  test("is explained", () => {
    expectExplainable(model, rows);
  });
});

test("the fixtures contain what they are named for", () => {
  const { features, nodes } = load(fixtureBytes("scikit-learn/histogram.model"));
  expect(features).toEqual([
    { kind: "numeric", name: "hours", range: null },
    {
      kind: "category",
      name: "job",
      levels: ["clerk", "cook", "driver", "nurse", "smith", "teacher", "été"],
    },
    { kind: "numeric", name: "income", range: null },
    { kind: "category", name: "grade", levels: ["10", "20", "30"] },
  ]);
  const inSets = [...nodes.feature].filter((_, node) => (nodes.levelSet[node] as number) >= 0);
  expect([...new Set(inSets)].sort()).toEqual([1, 3]);
  for (const [name, settings] of [
    ["histogram-regression", {}],
    ["forest-missing", { classOfInterest: "2" }],
  ] as const) {
    const endless = load(fixtureBytes(`scikit-learn/${name}.model`), settings).nodes;
    expect(endless.threshold.some((threshold) => threshold > 3.4e38)).toBe(true);
    expect(endless.flags.includes(1)).toBe(true);
  }
});

test("the score of the other class is the complement", () => {
  for (const name of ["forest", "boosting", "histogram"]) {
    const { rows, prediction } = fixtureSample(`scikit-learn/${name}`);
    const classOfInterest = "no";
    const model = load(fixtureBytes(`scikit-learn/${name}.model`), { classOfInterest });
    expect(model.classOfInterest).toBe("no");
    expectClose(
      predict(model, rows),
      prediction.map((value) => 1 - value),
      1e-14,
    );
  }
});

test("leaves that hold the weights of their rows, as before 1.3, are normalised", () => {
  const text = new TextDecoder().decode(fixtureBytes("scikit-learn/forest.model"));
  const model = JSON.parse(text);
  for (const [tree] of model.trees) {
    tree.value = tree.value.map((shares: number[], node: number) =>
      shares.map((share) => share * tree.cover[node]),
    );
  }
  const { rows, prediction } = fixtureSample("scikit-learn/forest");
  expectClose(
    predict(load(new TextEncoder().encode(JSON.stringify(model))), rows),
    prediction,
    1e-14,
  );
});

test("the README shows the export that the fixtures were made with", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const script = new TextDecoder().decode(fixtureBytes("export_sklearn.py"));
  expect(readme).toContain(`\`\`\`python\n${script}\`\`\``);
});

describe("a damaged or hostile file", () => {
  const text = new TextDecoder().decode(fixtureBytes("scikit-learn/histogram.model"));
  const { rows } = fixtureSample("scikit-learn/histogram");
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const edited = (edit: (model: any) => void): Uint8Array => {
    const model = JSON.parse(text);
    edit(model);
    return new TextEncoder().encode(JSON.stringify(model));
  };
  // biome-ignore lint/suspicious/noExplicitAny: damage knows no types
  const CASES: [string, (model: any) => void, string, string][] = [
    [
      "another export",
      (m) => {
        m.version = 2;
      },
      "input/model-unsupported",
      "format",
    ],
    [
      "another model",
      (m) => {
        m.model = "AdaBoostClassifier";
      },
      "input/model-unsupported",
      "model",
    ],
    [
      "another loss",
      (m) => {
        m.loss = "exponential";
      },
      "input/model-unsupported",
      "loss",
    ],
    [
      "several classes",
      (m) => {
        m.trees[0].push(m.trees[0][0]);
      },
      "input/model-unsupported",
      "trees[0]",
    ],
    [
      "no base",
      (m) => {
        m.base = [];
      },
      "input/model-structure",
      "model file.base",
    ],
    [
      "one class",
      (m) => {
        m.classes.pop();
      },
      "input/model-structure",
      "classes",
    ],
    [
      "a feature twice",
      (m) => {
        m.features[1] = "hours";
      },
      "input/model-structure",
      "model file.features",
    ],
    [
      "a level twice",
      (m) => {
        m.categories.job[0] = "cook";
      },
      "input/model-structure",
      "categories.job",
    ],
    [
      "a prototype for levels",
      (m) => {
        m.categories = 7;
      },
      "input/model-structure",
      "categories",
    ],
    [
      "a child out of range",
      (m) => {
        m.trees[0][0].left[0] = 1e9;
      },
      "input/model-structure",
      "trees[0][0].left",
    ],
    [
      "a cycle",
      (m) => {
        m.trees[0][0].right[0] = 0;
      },
      "input/model-structure",
      "trees[0][0].left",
    ],
    [
      "a child that is no number",
      (m) => {
        m.trees[0][0].left[0] = 0.5;
      },
      "input/model-structure",
      "trees[0][0].left[0]",
    ],
    [
      "a threshold that is no number",
      (m) => {
        m.trees[0][0].threshold[0] = "1";
      },
      "input/model-structure",
      "trees[0][0].threshold[0]",
    ],
    [
      "a list that is too short",
      (m) => {
        m.trees[0][0].cover.pop();
      },
      "input/model-structure",
      "trees[0][0].cover",
    ],
    [
      "a split on a feature of another kind",
      (m) => {
        m.trees[0][0].levelsLeft.fill(null);
        m.trees[0][0].feature.fill(1);
      },
      "input/model-structure",
      "trees[0][0].feature[0]",
    ],
    [
      "a billion levels",
      (m) => {
        m.trees[0][0].levelsLeft[0] = [1e9];
      },
      "input/model-structure",
      "trees[0][0].levelsLeft[0]",
    ],
    [
      "a tree without nodes",
      (m) => {
        for (const key of Object.keys(m.trees[0][0])) m.trees[0][0][key] = [];
      },
      "input/model-structure",
      "trees[0][0].left",
    ],
    [
      "covers that do not add up",
      (m) => {
        m.trees[1][0].cover[0] += 1;
      },
      "input/model-structure",
      "tree 1",
    ],
    [
      "leaves beyond the range of numbers",
      (m) => {
        for (const [tree] of m.trees) tree.value = tree.value.map(() => [1e308]);
        m.scale = 1;
      },
      "input/model-structure",
      "tree 1",
    ],
    [
      "a level that is no label",
      (m) => {
        m.categories.job[2] = { toString: 1 };
      },
      "input/model-structure",
      "categories.job[2]",
    ],
  ];

  test("shares below 0 are refused", () => {
    const forest = JSON.parse(
      new TextDecoder().decode(fixtureBytes("scikit-learn/forest.model")),
    ) as { trees: { left: number[]; value: number[][] }[][] };
    const tree = forest.trees[0]?.[0] as { left: number[]; value: number[][] };
    const leaf = tree.left.indexOf(-1);
    tree.value[leaf] = [2, -1];
    expect(() => load(new TextEncoder().encode(JSON.stringify(forest)))).toThrow(
      expect.objectContaining({
        code: "input/model-structure",
        path: `trees[0][0].value[${leaf}]`,
      }),
    );
  });

  test.each(CASES)("%s gives one typed error", (_, edit, code, path) => {
    expect(() => load(edited(edit))).toThrow(expect.objectContaining({ code, path }));
  });

  test("cut off anywhere it is refused", () => {
    expectWhole(new TextEncoder().encode(text), load);
  });

  test("changed anywhere it is refused or predicts", () => {
    const { refused } = expectHardened(new TextEncoder().encode(text), load, rows);
    expect(refused).toBeGreaterThan(300);
    expect(
      predict(
        load(new TextEncoder().encode(text)),
        table({ hours: [], job: [], income: [], grade: [] }),
      ),
    ).toEqual(new Float64Array(0));
  });

  test("a class that is not there is refused", () => {
    expect(() => load(new TextEncoder().encode(text), { classOfInterest: "maybe" })).toThrow(
      expect.objectContaining({ code: "config/model-class" }),
    );
    expect(() => load(fixtureBytes("scikit-learn/forest-missing.model"))).toThrow(
      expect.objectContaining({ code: "config/model-class" }),
    );
  });
});
