import { describe, expect, it } from "vitest";
import { codeAttribute, codeLevels, MOST_LEVELS } from "../../src/cells/coding.ts";
import { table } from "../../src/table/intake.ts";
import { requireColumn } from "../../src/table/table.ts";

const columnOf = (values: readonly (string | number | boolean | null)[]) =>
  requireColumn(table({ x: values }), "x", "x");

describe("codeAttribute", () => {
  it("codes texts by sorted level, −1 where missing", () => {
    const { levels, codes } = codeAttribute(columnOf(["b", null, "a", "b", ""]), null, "p");
    expect(levels).toEqual(["a", "b"]);
    expect([...codes]).toEqual([1, -1, 0, 1, -1]);
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
    expect(codeAttribute(column, null, "p")).toEqual({
      levels: ["seen"],
      codes: Int32Array.of(0, -1),
    });
  });

  it("puts an edge into the band above it; what is no number but missing stays unknown", () => {
    const { levels, codes } = codeAttribute(columnOf([24.9, 25, 65, null, NaN]), [25, 65], "p");
    expect(levels).toEqual(["<25", "25..<65", ">=65"]);
    expect([...codes]).toEqual([0, 1, 2, -1, -1]);
  });

  it("reads numbers written as text, and says which text is none", () => {
    expect([...codeAttribute(columnOf(["24", " 65 "]), [25], "p").codes]).toEqual([0, 1]);
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
