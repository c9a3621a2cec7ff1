import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCells } from "../../src/cells/merge.ts";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { cellsOf, crowd, type Person, QUESTION } from "../people.ts";

const someone: Person = { sex: "F", race: "a", age: 30, y: 1, p: 1, w: 1 };

const questions: Readonly<Record<string, ConfigurationInput>> = {
  "texts and bands": QUESTION,
  "a threshold on the outcome": {
    ...QUESTION,
    decisions: { label: "y", favourable: { above: 0 }, prediction: "p" },
  },
  "frequency weights": {
    ...QUESTION,
    decisions: {
      label: "y",
      favourable: 1,
      prediction: "p",
      weight: { column: "w", kind: "frequency" },
    },
  },
};

describe.each(Object.entries(questions))("mergeCells with %s", (_, question) => {
  it("gives the cells of all rows, however they were divided", () => {
    fc.assert(
      fc.property(fc.array(crowd, { minLength: 1, maxLength: 4 }), (shards) => {
        const [first, ...others] = shards.map((shard) => cellsOf(shard, question));
        const merged = others.reduce(mergeCells, first as NonNullable<typeof first>);
        expect(merged).toEqual(cellsOf(shards.flat(), question));
      }),
    );
  });

  it("is commutative and associative", () => {
    fc.assert(
      fc.property(crowd, crowd, crowd, (...shards) => {
        const [a, b, c] = shards.map((shard) => cellsOf(shard, question));
        if (a === undefined || b === undefined || c === undefined) return;
        expect(mergeCells(a, b)).toEqual(mergeCells(b, a));
        expect(mergeCells(mergeCells(a, b), c)).toEqual(mergeCells(a, mergeCells(b, c)));
      }),
    );
  });
});

describe("mergeCells", () => {
  it("unites levels that only one side has, and moves the codes", () => {
    const a = cellsOf([someone, { ...someone, sex: "M" }]);
    const b = cellsOf([
      { ...someone, sex: "D" },
      { ...someone, sex: null },
    ]);
    const merged = mergeCells(a, b);
    expect(merged.schema.attributes[0]?.levels).toEqual(["D", "F", "M"]);
    expect(merged.entries.map(({ key }) => key[0])).toEqual([-1, 0, 1, 2]);
  });

  it("leaves what it merges untouched", () => {
    const a = cellsOf([someone]);
    const before = JSON.stringify(a);
    mergeCells(a, cellsOf([{ ...someone, sex: "A" }]));
    expect(JSON.stringify(a)).toBe(before);
  });

  it.each<[string, ConfigurationInput]>([
    ["bands", { ...QUESTION, cohorts: { ...QUESTION.cohorts, age: { by: ["age"], bands: [30] } } }],
    ["attributes", { ...QUESTION, cohorts: { sex: { by: ["sex"] } } }],
    ["an outcome rule", { ...QUESTION, decisions: { label: "y", favourable: 0, prediction: "p" } }],
    ["a role", { ...QUESTION, decisions: { label: "y", favourable: 1 } }],
    ["weights", questions["frequency weights"] as ConfigurationInput],
  ])("refuses cells with other %s", (_, other) => {
    const ours = cellsOf([someone, { ...someone, y: 0 }]);
    const theirs = cellsOf([someone, { ...someone, y: 0 }], other);
    expect(() => mergeCells(ours, theirs)).toThrow(
      expect.objectContaining({ code: "input/cells-differ" }),
    );
  });
});
