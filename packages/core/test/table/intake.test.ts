import { describe, expect, it } from "vitest";
import { type Table, type TableInput, table, textAt } from "../../src/index.ts";

function textsOf({ rows, columns }: Table, name: string): (string | null)[] {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`no ${name}`);
  return Array.from({ length: rows }, (_, row) => textAt(column, row));
}

describe("table", () => {
  it("keeps numbers as numbers, with what is missing masked", () => {
    const column = table({ x: [1, null, NaN, undefined, -2.5] }).columns.get("x");
    expect(column).toEqual({
      kind: "numeric",
      name: "x",
      values: Float64Array.of(1, 0, 0, 0, -2.5),
      validity: Uint8Array.of(1, 0, 0, 0, 1),
    });
  });

  it("uses typed arrays as they are", () => {
    const values = Int16Array.of(3, 4);
    const column = table({ x: values }).columns.get("x");
    expect(column?.kind === "numeric" && column.values).toBe(values);
  });

  it("writes anything else in its canonical text", () => {
    const mixed = ["a", 1.0, true, 12n, new Date(0), "", null, new Date(NaN), NaN];
    expect(textsOf(table({ x: mixed }), "x")).toEqual([
      "a",
      "1",
      "true",
      "12",
      "1970-01-01T00:00:00.000Z",
      null,
      null,
      null,
      null,
    ]);
  });

  it("keeps leading zeros and blanks of texts", () => {
    expect(textsOf(table({ x: ["007", " a "] }), "x")).toEqual(["007", " a "]);
  });

  it("unites the keys of row objects; a key a row lacks is missing there", () => {
    const { rows, columns } = table([{ a: 1 }, { b: "x" }]);
    expect([rows, [...columns.keys()]]).toEqual([2, ["a", "b"]]);
    expect(textsOf(table([{ a: 1 }, { b: "x" }]), "a")).toEqual(["1", null]);
  });

  it("is empty without rows or columns", () => {
    expect(table([])).toEqual({ rows: 0, columns: new Map() });
    expect(table({})).toEqual({ rows: 0, columns: new Map() });
    expect(table({ x: [] }).rows).toBe(0);
  });

  it.each<[string, unknown, string, string]>([
    [
      "a text",
      "x",
      "input/not-a-table",
      "this value is no table; expected an array of row objects",
    ],
    [
      "a column that is no array",
      { x: 17 },
      "input/not-a-table",
      "x: a column is no array; expected an array or a typed array, got 17.",
    ],
    [
      "an object in a cell",
      { x: [{}] },
      "input/cell-kind",
      'x[0]: a value is neither text, number, boolean nor date; got "[object Object]".',
    ],
    [
      "columns of different length",
      { x: [1], y: [1, 2] },
      "input/column-length",
      'y: columns differ in length; expected 1 values as in "x", got 2.',
    ],
  ])("refuses %s", (_, input, code, words) => {
    expect(() => table(input as TableInput)).toThrow(expect.objectContaining({ code }));
    expect(() => table(input as TableInput)).toThrow(words);
  });

  it.each([null, undefined, [null], [1, 2]])("refuses %j with a message of its own", (input) => {
    expect(() => table(input as unknown as TableInput)).toThrow(
      expect.objectContaining({ code: "input/not-a-table" }),
    );
  });
});
