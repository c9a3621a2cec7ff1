import { type Table, table } from "@evenhand/core";
import { RandomForestClassifier } from "ml-random-forest";
import { describe, expect, test } from "vitest";
import {
  encodeRows,
  type FeatureLayout,
  loadClassifier,
  loadModel,
  predict,
  predictClasses,
  type TreeEnsemble,
} from "../../src/index.ts";
import { drawFrom } from "../random-models.ts";

const JOBS = ["cook", "nurse", "smith", "clerk"];
const GRADES = ["low", "middle", "high"];
const ONE_HOT: readonly FeatureLayout[] = [
  { name: "hours", kind: "numeric" },
  { name: "job", kind: "category", levels: JOBS },
  { name: "grade", kind: "category", levels: GRADES, encoding: "ordinal" },
  { name: "wage", kind: "numeric" },
];

const people = (rows: number, seed: number): { rows: Table; labels: number[] } => {
  const draw = drawFrom(seed);
  const hours = Array.from({ length: rows }, () => draw(60));
  const job = hours.map(() => JOBS[draw(JOBS.length)] as string);
  const grade = hours.map(() => GRADES[draw(3)] as string);
  const wage = hours.map(() => draw(3000) / 100);
  const labels = hours.map((h, row) => {
    const score =
      h / 20 +
      (job[row] === "nurse" ? 1.5 : 0) +
      GRADES.indexOf(grade[row] as string) +
      draw(100) / 100;
    return score > 3.4 ? 1 : score > 2.4 ? 2 : 0;
  });
  return { rows: table({ hours, job, grade, wage }), labels };
};

const trained = people(200, 1);
const forest = new RandomForestClassifier({
  nEstimators: 15,
  maxFeatures: 4,
  replacement: true,
  seed: 7,
  useSampleBagging: true,
  noOOB: true,
  treeOptions: { maxDepth: 6 },
  isClassifier: true,
});
forest.train(encodeRows(trained.rows, ONE_HOT), trained.labels);
const json = JSON.stringify(forest);

function load(text: string, layout = ONE_HOT, label = 1): TreeEnsemble {
  return loadModel(new TextEncoder().encode(text), {
    format: "ml-random-forest",
    features: layout,
    favourable: { label, name: "above the median" },
  });
}

describe("an imported forest", () => {
  const unseen = people(150, 2).rows;
  const votes = forest.predictionValues(encodeRows(unseen, ONE_HOT)).to2DArray();

  test.each([0, 1, 2])("counts the votes for class %i as the library casts them", (label) => {
    const outputs = predict(load(json, ONE_HOT, label), unseen);
    const shares = votes.map((row) => row.filter((vote) => vote === label).length / row.length);
    expect([...outputs]).toEqual(shares);
    expect(new Set(shares).size).toBeGreaterThan(5);
  });

  test("counts all votes when read with all its classes", () => {
    const classes = [{ label: 0, name: "low" }, { label: 1 }, { label: 2, name: "middle" }];
    const options = { format: "ml-random-forest", features: ONE_HOT } as const;
    const bytes = new TextEncoder().encode(json);
    const found = predictClasses(loadClassifier(bytes, { ...options, classes }), unseen);
    expect(found.classes.map(({ name }) => name)).toEqual(["low", "1", "middle"]);
    votes.forEach((row, at) => {
      const shares = [0, 1, 2].map((of) => row.filter((vote) => vote === of).length / row.length);
      expect(found.classes.map(({ outputs }) => outputs[at])).toEqual(shares);
      expect(found.predicted[at]).toBe(shares.indexOf(Math.max(...shares)));
    });
    for (const twice of [[], [{ label: 1 }, { label: 1, name: "b" }]]) {
      expect(() => loadClassifier(bytes, { ...options, classes: twice })).toThrow(
        expect.objectContaining({ code: "config/model-class", path: "classes" }),
      );
    }
  });

  test("sends missing values and unknown levels where the library sends their encoding", () => {
    const holes = table({
      hours: [null, 30, 30, 30, null],
      job: ["nurse", null, "astronaut", "cook", null],
      grade: ["low", "middle", "high", null, null],
      wage: [10, null, 12, 13, null],
    });
    const cast = forest.predictionValues(encodeRows(holes, ONE_HOT)).to2DArray();
    const shares = cast.map((row) => row.filter((vote) => vote === 1).length / row.length);
    expect([...predict(load(json), holes)]).toEqual(shares);
  });

  test("shows the original columns: a one-hot group is one category", () => {
    const model = load(json);
    expect(model.features).toEqual([
      { kind: "numeric", name: "hours", range: null },
      { kind: "category", name: "job", levels: JOBS },
      { kind: "category", name: "grade", levels: GRADES },
      { kind: "numeric", name: "wage", range: null },
    ]);
    expect(model.classOfInterest).toBe("above the median");
    expect(model.output).toEqual({ unit: "probability", link: "identity", base: 0, divisor: 15 });
    const asked = [...model.nodes.feature].filter(
      (_, node) => (model.nodes.levelSet[node] as number) >= 0,
    );
    expect([...new Set(asked)].sort()).toEqual([1, 2]);
  });

  test("a value on a threshold goes right", () => {
    const tree = {
      splitColumn: 0,
      splitValue: 5,
      left: { distribution: [[1, 0]] },
      right: { distribution: [[0, 1]] },
    };
    const model = load(
      JSON.stringify({
        name: "RFClassifier",
        baseModel: { indexes: [[0]], estimators: [{ root: tree }] },
      }),
      [{ name: "hours", kind: "numeric" }],
    );
    expect([...predict(model, table({ hours: [4.999999999999999, 5, null] }))]).toEqual([0, 1, 1]);
  });

  test("a leaf whose classes tie votes for the first", () => {
    const model = load(
      JSON.stringify({
        name: "RFClassifier",
        baseModel: { indexes: [[0]], estimators: [{ root: { distribution: [[0.5, 0.5]] } }] },
      }),
      [{ name: "hours", kind: "numeric" }],
    );
    expect([...predict(model, table({ hours: [1] }))]).toEqual([0]);
  });
});

describe("a damaged or unfit file", () => {
  interface ForestJson {
    name: string;
    baseModel: { indexes: number[][]; estimators: { root: Record<string, unknown> }[] };
  }
  const edited = (edit: (model: ForestJson) => void): string => {
    const model = JSON.parse(json) as ForestJson;
    edit(model);
    return JSON.stringify(model);
  };
  const rootOf = (model: ForestJson) =>
    (model.baseModel.estimators[0] as ForestJson["baseModel"]["estimators"][number]).root;
  const root = "baseModel.estimators[0].root";

  test.each([
    ["cut off", json.slice(0, -20), "input/model-truncated", "model file"],
    [
      "of regression",
      edited((m) => {
        m.name = "RFRegression";
      }),
      "input/model-unsupported",
      "name",
    ],
    [
      "without trees",
      edited((m) => {
        m.baseModel.estimators = [];
        m.baseModel.indexes = [];
      }),
      "input/model-structure",
      "baseModel.indexes",
    ],
    [
      "with fewer column lists than trees",
      edited((m) => {
        m.baseModel.indexes.pop();
      }),
      "input/model-structure",
      "baseModel.indexes",
    ],
    [
      "with a column the layout has not",
      edited((m) => {
        (m.baseModel.indexes[0] as number[])[0] = 9;
      }),
      "input/model-structure",
      "baseModel.indexes[0]",
    ],
    [
      "with a column the tree has not",
      edited((m) => {
        rootOf(m).splitColumn = 4;
      }),
      "input/model-structure",
      `${root}.splitColumn`,
    ],
    [
      "with a threshold that is no number",
      edited((m) => {
        rootOf(m).splitValue = null;
      }),
      "input/model-structure",
      `${root}.splitValue`,
    ],
    [
      "without a child",
      edited((m) => {
        delete rootOf(m).left;
      }),
      "input/model-structure",
      `${root}.distribution`,
    ],
    [
      "with a child that is no node",
      edited((m) => {
        rootOf(m).right = 7;
      }),
      "input/model-structure",
      `${root}.right`,
    ],
    [
      "a property of every list for a column",
      edited((m) => {
        rootOf(m).splitColumn = "length";
      }),
      "input/model-structure",
      `${root}.splitColumn`,
    ],
    [
      "a property of every list for an index",
      edited((m) => {
        m.baseModel.indexes[0] = ["length" as unknown as number];
      }),
      "input/model-structure",
      "baseModel.indexes[0]",
    ],
  ])("%s gives one typed error", (_, damaged, code, path) => {
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("trees too deep to walk are refused", () => {
    const leaf = { distribution: [[0, 1]] };
    let node: object = leaf;
    for (let depth = 0; depth < 1500; depth++) {
      node = { splitColumn: 0, splitValue: depth, left: leaf, right: node };
    }
    const model = {
      name: "RFClassifier",
      baseModel: { indexes: [[0]], estimators: [{ root: node }] },
    };
    expect(() => load(JSON.stringify(model))).toThrow(/too deep/);
  });
});

describe("a layout of features", () => {
  test("encodes one-hot, ordinal and missing values", () => {
    const rows = table({
      hours: ["40", null],
      job: ["nurse", null],
      grade: ["high", "unknown"],
      wage: [1.5, 2],
    });
    expect(encodeRows(rows, ONE_HOT)).toEqual([
      [40, 0, 1, 0, 0, 2, 1.5],
      [Number.NaN, 0, 0, 0, 0, Number.NaN, 2],
    ]);
    expect(
      encodeRows(table({ hours: new Float64Array(0) }), [{ name: "hours", kind: "numeric" }]),
    ).toEqual([]);
  });

  test.each([
    [
      "a feature twice",
      [
        { name: "a", kind: "numeric" },
        { name: "a", kind: "numeric" },
      ],
    ],
    ["a level twice", [{ name: "a", kind: "category", levels: ["x", "x"] }]],
    ["a category without levels", [{ name: "a", kind: "category", levels: [] }]],
  ] as [string, FeatureLayout[]][])("that has %s is refused", (_, layout) => {
    expect(() => encodeRows(table({ a: ["x"] }), layout)).toThrow(
      expect.objectContaining({ code: "config/model-features" }),
    );
  });
});
