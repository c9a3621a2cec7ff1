import { expect, test } from "vitest";
import { cohortMembers } from "../../src/index.ts";

const people = { sex: ["F", "M", "F", null, "M"], age: [20, 40, 60, 50, 30] };
const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;
const age = {
  name: "age",
  by: ["age"],
  bands: { age: [45] },
  reference: { kind: "rest" },
} as const;

test("lists all rows, then the cohorts of each dimension and the unknown, without the rests", () => {
  const found = cohortMembers(people, [sex, age]);
  expect(found.map(({ dimension, cohort, rows }) => [dimension, cohort, [...rows]])).toEqual([
    [null, "all", [0, 1, 2, 3, 4]],
    ["sex", "sex=F", [0, 2]],
    ["sex", "sex=M", [1, 4]],
    ["sex", "sex=?", [3]],
    ["age", "age=<45", [0, 1, 4]],
    ["age", "age=>=45", [2, 3]],
  ]);
});

test("of some rows, only those, and no cohort without any", () => {
  const found = cohortMembers(people, [sex], [4, 1]);
  expect(found.map(({ cohort, rows }) => [cohort, [...rows]])).toEqual([
    ["all", [1, 4]],
    ["sex=M", [1, 4]],
  ]);
  expect(cohortMembers(people, [sex], [])).toEqual([]);
});

test("refuses a row that is not there", () => {
  expect(() => cohortMembers(people, [sex], [5])).toThrow(
    expect.objectContaining({ code: "usage/row-range", path: "rows" }),
  );
});
