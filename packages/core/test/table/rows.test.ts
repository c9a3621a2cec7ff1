import fc from "fast-check";
import { expect, test } from "vitest";
import { filterRows, sliceRows, table } from "../../src/index.ts";

const people = table({
  age: ["17", "30", "65", null, "40"],
  sex: ["F", "M", "F", "F", null],
});

test("a value, a list and a range keep what they name; rows without a value meet no condition", () => {
  expect([...filterRows(people, { sex: "F" }).kept]).toEqual([0, 2, 3]);
  expect([...filterRows(people, { sex: ["F", "M"] }).kept]).toEqual([0, 1, 2, 3]);
  expect([...filterRows(people, { age: { min: 30, max: 65 } }).kept]).toEqual([1, 2, 4]);
  expect([...filterRows(people, { age: { max: 17 } }).kept]).toEqual([0]);
});

test("conditions hold together and each row left out counts once", () => {
  const selection = filterRows(people, { age: { min: 18 }, sex: "F" });
  expect([...selection.kept]).toEqual([2]);
  expect(selection.table.rows).toBe(1);
  expect(selection.excluded).toEqual([
    { reason: "outside data.where.age", column: "age", rows: 2 },
    { reason: "outside data.where.sex", column: "sex", rows: 2 },
  ]);
});

test("no condition keeps every row", () => {
  const { kept, excluded } = filterRows(people, {});
  expect([...kept]).toEqual([0, 1, 2, 3, 4]);
  expect(excluded).toEqual([]);
});

test("a condition that leaves nothing is refused with the nearest value", () => {
  expect(() => filterRows(people, { sex: "Fe" })).toThrow(
    'data.where.sex: no row is left. Did you mean "F"?',
  );
  expect(() => filterRows(people, { age: { min: 200 } })).toThrow("data.where.age: no row is left");
});

test("a range on a column of words names the row and the text", () => {
  expect(() => filterRows(people, { sex: { min: 1 } })).toThrow(
    'data.where.sex: row 1 of column "sex" holds no number; got "F".',
  );
});

test("a stretch of rows counts from 1 and includes both ends", () => {
  expect([...sliceRows(people, { from: 2, to: 3 }).kept]).toEqual([1, 2]);
  expect([...sliceRows(people, { from: 4 }).kept]).toEqual([3, 4]);
  expect([...sliceRows(people, { to: 99 }).kept]).toEqual([0, 1, 2, 3, 4]);
  expect(sliceRows(people, { from: 2, to: 3 }).excluded).toEqual([
    { reason: "outside data.rows", column: null, rows: 3 },
  ]);
  expect(sliceRows(people, {}).excluded).toEqual([]);
});

test("kept and excluded rows add up to all rows", () => {
  const bound = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(bound, bound, (a, b) => {
      const range = { from: Math.min(a, b, 5), to: Math.max(a, b) };
      const { kept, excluded } = sliceRows(people, range);
      expect(kept.length + (excluded[0]?.rows ?? 0)).toBe(people.rows);
    }),
  );
});

test("crossed, broken and too late ranges are refused", () => {
  expect(() => sliceRows(people, { from: 3, to: 2 })).toThrow(
    "data.rows: this is no range of rows",
  );
  expect(() => sliceRows(people, { from: 0 })).toThrow("expected whole numbers with 1 ≤ from ≤ to");
  expect(() => sliceRows(people, { from: 6 })).toThrow(
    "data.rows: no row is left. The last row is 5.",
  );
});
