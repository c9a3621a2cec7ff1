import { describe, expect, it } from "vitest";
import {
  type Coding,
  codeAttribute,
  codeLevels,
  codeRows,
  indexAt,
  MOST_LEVELS,
} from "../../src/cells/coding.ts";
import type { CategoryColumn } from "../../src/table/column.ts";
import { table } from "../../src/table/intake.ts";
import { requireColumn } from "../../src/table/table.ts";

/** The index of every row's level, −1 where missing. */
function indicesOf(coding: Coding): number[] {
  return Array.from(coding.codes, (_, row) => indexAt(coding, row));
}

const columnOf = (values: readonly (string | number | boolean | null)[]) =>
  requireColumn(table({ x: values }), "x", "x");

describe("codeAttribute", () => {
  it("codes texts by sorted level, −1 where missing", () => {
    const coding = codeAttribute(columnOf(["b", null, "a", "b", ""]), null, "p");
    expect(coding.levels).toEqual(["a", "b"]);
    expect(indicesOf(coding)).toEqual([1, -1, 0, 1, -1]);
  });

  it("codes numbers and booleans by their text", () => {
    expect(codeAttribute(columnOf([10, 9, 1, 1]), null, "p").levels).toEqual(["1", "10", "9"]);
    expect(codeAttribute(columnOf([true, false]), null, "p").levels).toEqual(["false", "true"]);
  });

  it("knows no level that no row has", () => {
    const column = {
      kind: "category",
      name: "x",
      codes: Uint8Array.of(1, 0),
      levels: ["masked", "seen"],
      validity: Uint8Array.of(1, 0),
    } as const;
    const coding = codeAttribute(column, null, "p");
    expect(coding.levels).toEqual(["seen"]);
    expect(indicesOf(coding)).toEqual([0, -1]);
  });

  it("takes the codes of a category as they are, without a copy", () => {
    const column = columnOf(["b", "a"]) as CategoryColumn;
    expect(codeAttribute(column, null, "p").codes).toBe(column.codes);
  });

  it("puts an edge into the band above it; what is no number but missing stays unknown", () => {
    const coding = codeAttribute(columnOf([24.9, 25, 65, null, NaN]), [25, 65], "p");
    expect(coding.levels).toEqual(["<25", "25..<65", ">=65"]);
    expect(indicesOf(coding)).toEqual([0, 1, 2, -1, -1]);
  });

  it("reads numbers written as text, and says which text is none", () => {
    expect(indicesOf(codeAttribute(columnOf(["24", " 65 "]), [25], "p"))).toEqual([0, 1]);
    expect(() => codeAttribute(columnOf(["24", "old"]), [25], "cohorts.age.by[0]")).toThrow(
      'cohorts.age.by[0]: bands are declared on "x", which holds a text; expected numbers, got "old" in data row 2. List the text under `data.missing`',
    );
  });

  it("refuses a column of ten thousand levels, and says what to do", () => {
    const texts = Array.from({ length: 10_000 }, (_, i) => `id${i}`);
    expect(() => codeAttribute(columnOf(texts), null, "cohorts.zip.by[0]")).toThrow(
      'cohorts.zip.by[0]: "x" has too many distinct values for cohorts; expected at most 1000, got 10000 ("id0", "id1", "id10", …). Declare `bands` if it is a number, or use a coarser column.',
    );
    expect(() => codeLevels(columnOf(texts), "decisions.label", "classes")).toThrow(
      "Declare a threshold such as `{ above: 50000 }` if it is a number.",
    );
    const most = columnOf(texts.slice(0, MOST_LEVELS));
    expect(codeAttribute(most, null, "p").levels).toHaveLength(MOST_LEVELS);
  });
});

describe("codeRows", () => {
  it.each([1, 255, 256, 1000])("keeps the last of %i levels apart from missing", (size) => {
    const levels = Array.from({ length: size }, (_, i) => `v${i}`);
    const indices = [size - 1, -1, 0];
    expect(indicesOf(codeRows(levels, 3, (row) => indices[row] as number))).toEqual(indices);
  });
});
