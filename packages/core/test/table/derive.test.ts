import { expect, test } from "vitest";
import { deriveColumns, table, textAt } from "../../src/index.ts";

const status = table({ status: ["A91", "A92", "A93", null, "A91"] });

function texts(source: ReturnType<typeof table>, name: string): (string | null)[] {
  const column = source.columns.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return Array.from({ length: source.rows }, (_, row) => textAt(column, row));
}

test("maps texts to texts and leaves the missing missing", () => {
  const map = { A91: "male", A92: "female", A93: "male" };
  const { table: derived, unmapped } = deriveColumns(status, { sex: { from: "status", map } });
  expect(texts(derived, "sex")).toEqual(["male", "female", "male", null, "male"]);
  expect(unmapped).toEqual([]);
  expect(texts(derived, "status")).toEqual(texts(status, "status"));
});

test("texts without an entry become missing and are counted", () => {
  const { table: derived, unmapped } = deriveColumns(status, {
    sex: { from: "status", map: { A92: "female" } },
  });
  expect(texts(derived, "sex")).toEqual([null, "female", null, null, null]);
  expect(unmapped).toEqual([{ column: "sex", rows: 3, texts: ["A91", "A93"] }]);
});

test("a derivation may build on the one before, replace its source, and map numbers by their text", () => {
  const { table: derived } = deriveColumns(table({ code: [1, 2, 1] }), {
    code: { from: "code", map: { 1: "one", 2: "two" } },
    upper: { from: "code", map: { one: "ONE", two: "TWO" } },
  });
  expect(texts(derived, "code")).toEqual(["one", "two", "one"]);
  expect(texts(derived, "upper")).toEqual(["ONE", "TWO", "ONE"]);
});

test("names like those of Object.prototype are no entries", () => {
  const odd = table({ x: ["constructor", "a"] });
  const { table: derived } = deriveColumns(odd, { y: { from: "x", map: { a: "b" } } });
  expect(texts(derived, "y")).toEqual([null, "b"]);
});

test("a map that meets no text is refused with the nearest text, an unknown column with the nearest name", () => {
  expect(() => deriveColumns(status, { sex: { from: "status", map: { a91: "male" } } })).toThrow(
    'data.derive.sex.map: no value of column "status" is in the map; got "a91". Did you mean "A91"?',
  );
  expect(() => deriveColumns(status, { sex: { from: "statos", map: {} } })).toThrow(
    'data.derive.sex.from: no column has this name; got "statos". Did you mean "status"?',
  );
});
