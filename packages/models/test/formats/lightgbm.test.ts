import { readFileSync } from "node:fs";
import { type EvenhandError, table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { loadModel, predict, type TreeEnsemble } from "../../src/index.ts";
import { drawFrom } from "../random-models.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const NAMES = [
  "numeric",
  "categorical",
  "missing-nan",
  "missing-zero",
  "missing-none",
  "regression",
  "one-leaf",
  "integer-codes",
  "average",
];

interface Sample {
  readonly columns: Record<string, (number | string | null)[]>;
  readonly raw: number[] | null;
  readonly prediction: number[];
}

function fixture(name: string): { text: string; model: TreeEnsemble; sample: Sample } {
  const bytes = readFileSync(new URL(`${name}.txt`, FIXTURES));
  const sample = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8")) as Sample;
  return { text: bytes.toString("utf8"), model: loadModel(bytes, { format: "lightgbm" }), sample };
}

function load(text: string): TreeEnsemble {
  return loadModel(new TextEncoder().encode(text), { format: "lightgbm" });
}

function requireEqual(outputs: Float64Array, expected: readonly number[]): void {
  expect(outputs.length).toBe(expected.length);
  outputs.forEach((output, row) => {
    const difference = Math.abs(output - (expected[row] as number));
    expect(difference, `row ${row}`).toBeLessThanOrEqual(1e-12);
  });
}

describe.each(NAMES)("the model %s", (name) => {
  const { model, sample } = fixture(name);
  const rows = table(sample.columns);

  test("predicts what LightGBM predicts", () => {
    requireEqual(predict(model, rows), sample.prediction);
    // In random-forest mode LightGBM's raw scores are sums, not the log-odds of its predictions.
    if (sample.raw === null) expect(name).toBe("average");
    else requireEqual(predict(model, rows, { unit: model.output.unit }), sample.raw);
  });
});

test("the fixtures contain what they are named for", () => {
  const zero = fixture("missing-zero").model.nodes;
  expect(zero.flags.some((flag) => (flag & 2) !== 0)).toBe(true);
  const nan = fixture("missing-nan").model.nodes;
  expect(new Set([...nan.flags].filter((_, node) => (nan.feature[node] as number) >= 0)).size).toBe(
    2,
  );
  expect(fixture("one-leaf").model.nodes.feature).toEqual(Int32Array.of(-1));
  expect(fixture("average").model.output.divisor).toBe(8);
  const { features, nodes } = fixture("categorical").model;
  expect(features.slice(2)).toEqual([
    {
      kind: "category",
      name: "job",
      levels: ["clerk", "driver", "nurse", "cook", "été", "teacher", "smith"],
    },
    { kind: "category", name: "grade", levels: ["10", "20", "30"] },
  ]);
  expect(nodes.levelSet.some((set) => set >= 0)).toBe(true);
  expect(fixture("integer-codes").model.features[1]).toEqual({
    kind: "category",
    name: "region",
    levels: ["2", "5", "40", "300"],
  });
});

test("keeps the counts of training rows, which add up from the leaves", () => {
  const { cover, feature, left, right } = fixture("categorical").model.nodes;
  for (let node = 0; node < feature.length; node++) {
    if ((feature[node] as number) < 0) continue;
    const below =
      (cover?.[left[node] as number] as number) + (cover?.[right[node] as number] as number);
    expect(cover?.[node]).toBe(below);
  }
});

test("columns are matched by name, in any order, numbers in texts too", () => {
  const { model, sample } = fixture("numeric");
  const { hours, income } = sample.columns;
  const texts = table({ income: income?.map(String) ?? [], note: hours ?? [], hours: hours ?? [] });
  expect(predict(model, texts)).toEqual(predict(model, table(sample.columns)));
  expect(() => predict(model, table({ hours: [1], incme: [2] }))).toThrow(/Did you mean "incme"\?/);
  expect(() => predict(model, table({ hours: ["many"], income: [2] }))).toThrow(
    expect.objectContaining({ code: "input/not-a-number", path: "hours[0]" }),
  );
});

test("a unit the model does not have is refused", () => {
  const { model, sample } = fixture("regression");
  expect(() => predict(model, table(sample.columns), { unit: "probability" })).toThrow(
    expect.objectContaining({ code: "usage/output-unit" }),
  );
});

describe("replayed predictions", () => {
  const { text, sample } = fixture("numeric");
  const bytes = new TextEncoder().encode(text);
  const rows = table(sample.columns);

  test("pass when they agree", () => {
    const options = {
      format: "lightgbm",
      sample: { table: rows, expected: sample.prediction },
    } as const;
    expect(loadModel(bytes, options).kind).toBe("tree-ensemble");
  });

  test("name the first row that differs", () => {
    const expected = sample.prediction.map((value, row) => (row >= 3 ? value + 1e-6 : value));
    expect(() =>
      loadModel(bytes, { format: "lightgbm", sample: { table: rows, expected } }),
    ).toThrow(expect.objectContaining({ code: "input/model-replay", path: "sample row 4" }));
    expect(() =>
      loadModel(bytes, { format: "lightgbm", sample: { table: rows, expected: [1] } }),
    ).toThrow(expect.objectContaining({ code: "input/model-replay", path: "sample.expected" }));
  });
});

describe("a damaged or hostile file", () => {
  const { text } = fixture("categorical");
  const withLine = (key: string, change: (value: string) => string): string =>
    text.replace(new RegExp(`^${key}=(.*)$`, "m"), (_, value: string) => `${key}=${change(value)}`);
  const first = (value: string) => (list: string) => list.replace(/^\S+/, value);

  test.each([
    ["no LightGBM text", "hello", "input/model-structure", "line 1"],
    [
      "an absurd number of leaves",
      withLine("num_leaves", () => "4000000000"),
      "input/model-structure",
      "Tree=0.num_leaves[0]",
    ],
    [
      "a child out of range",
      withLine("left_child", first("99")),
      "input/model-structure",
      "Tree=0.left_child[0]",
    ],
    [
      "a leaf out of range",
      withLine("right_child", first("-40")),
      "input/model-structure",
      "Tree=0.right_child[0]",
    ],
    ["a cycle", withLine("left_child", first("0")), "input/model-structure", "Tree=0.left_child"],
    [
      "a threshold that is no number",
      withLine("threshold", first("nan")),
      "input/model-structure",
      "Tree=0.threshold[0]",
    ],
    [
      "an infinite leaf",
      withLine("leaf_value", first("1e999")),
      "input/model-structure",
      "Tree=0.leaf_value[0]",
    ],
    [
      "a list that is too short",
      withLine("threshold", (list) => list.replace(/ \S+$/, "")),
      "input/model-structure",
      "Tree=0.threshold",
    ],
    [
      "a feature that is not there",
      withLine("split_feature", first("4")),
      "input/model-structure",
      "Tree=0.split_feature[0]",
    ],
    [
      "a number split on a category",
      withLine("split_feature", first("2")),
      "input/model-structure",
      "Tree=0.decision_type[0]",
    ],
    [
      "a set that is not there",
      withLine("cat_boundaries", () => "0"),
      "input/model-structure",
      "Tree=0.num_cat[0]",
    ],
    [
      "a category beyond the levels",
      withLine("cat_threshold", first("4294967295")),
      "input/model-structure",
      "Tree=0.cat_threshold",
    ],
    ["a missing section", text.replace(/^leaf_value=.*\n/m, ""), "input/model-truncated", "Tree=0"],
    [
      "a missing tree",
      text.replace(/Tree=11\n[\s\S]*?end of trees/, "end of trees"),
      "input/model-structure",
      "tree_sizes",
    ],
    ["no objective", text.replace(/^objective=.*\n/m, ""), "input/model-truncated", "header"],
    [
      "levels cut off",
      text.replace(/end of parameters[\s\S]*$/, ""),
      "input/model-truncated",
      "end of file",
    ],
    [
      "levels that belong to no feature",
      text.replace(/, \[10, 20, 30\]/, ""),
      "input/model-features",
      "pandas_categorical",
    ],
    [
      "a level that is no label",
      text.replace(/, \[10, 20, 30\]/, ", [10, [20], 30]"),
      "input/model-structure",
      "pandas_categorical of grade",
    ],
    [
      "levels that read alike",
      text.replace(/, \[10, 20, 30\]/, ', [10, "10", 30]'),
      "input/model-structure",
      "pandas_categorical of grade",
    ],
    [
      "a count that its children do not make up",
      withLine("internal_count", (list) => list.replace(/^\d+/, "1")),
      "input/model-structure",
      "tree 0",
    ],
    [
      "linear leaves",
      withLine("is_linear", () => "1"),
      "input/model-unsupported",
      "Tree=0.is_linear",
    ],
    [
      "several classes of one tree",
      withLine("objective", () => "multiclass num_class:3"),
      "input/model-unsupported",
      "num_tree_per_iteration",
    ],
  ])("%s gives one typed error", (_, damaged, code, path) => {
    expect(() => load(damaged)).toThrow(expect.objectContaining({ code, path }));
  });

  test("two hundred thousand category features are told apart in one pass", () => {
    const count = 200_000;
    const wide = text
      .replace(/^max_feature_idx=.*$/m, `max_feature_idx=${count - 1}`)
      .replace(
        /^feature_names=.*$/m,
        `feature_names=${Array.from({ length: count }, (_, at) => `f${at}`).join(" ")}`,
      )
      .replace(/^feature_infos=.*$/m, `feature_infos=${Array(count).fill("0:1").join(" ")}`)
      .replace(/^pandas_categorical:.*$/m, "pandas_categorical:null");
    expect(() => load(wide)).toThrow(expect.objectContaining({ code: "input/model-structure" }));
  });

  test("cut off anywhere before its end mark, it is refused", () => {
    const end = text.indexOf("end of parameters");
    for (let length = 0; length < end; length += 97) {
      expect(() => load(text.slice(0, length)), `${length} characters`).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^input\/model-/) }),
      );
    }
  });

  test("changed anywhere, it is refused or read as a model that predicts", () => {
    const draw = drawFrom(1);
    const rows = table(fixture("categorical").sample.columns);
    let refused = 0;
    for (let round = 0; round < 1000; round++) {
      const at = draw(text.indexOf("end of trees"));
      const piece = ["", "-", "9", "99", " ", "\n", "=", "nan", "e9"][draw(9)] as string;
      try {
        const model = load(text.slice(0, at) + piece + text.slice(at + draw(3)));
        expect(predict(model, rows).length).toBe(rows.rows);
      } catch (error) {
        // A changed feature name shows in the table only.
        expect((error as EvenhandError).code).toMatch(/^input\/model-|^config\/unknown-column$/);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(300);
  });

  test("bytes that are no UTF-8 are refused", () => {
    expect(() => loadModel(Uint8Array.of(0x1f, 0x8b, 8, 0), { format: "lightgbm" })).toThrow(
      expect.objectContaining({ code: "input/model-encoding" }),
    );
  });

  test("a format that is not read is named", () => {
    const options = { format: "pickle" } as never;
    expect(() => loadModel(new Uint8Array(0), options)).toThrow(
      expect.objectContaining({ code: "config/model-format" }),
    );
  });
});
