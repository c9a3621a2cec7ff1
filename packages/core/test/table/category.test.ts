import fc from "fast-check";
import { expect, test } from "vitest";
import { categoriesOf, categoryBuilder, encodeCategory, textAt } from "../../src/index.ts";

test("encoding keeps every text, whatever the number of levels", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string({ maxLength: 3 }))), (texts) => {
      const column = encodeCategory("x", texts);
      expect(texts.map((_, row) => textAt(column, row))).toEqual(texts);
      expect(new Set(column.levels).size).toBe(column.levels.length);
    }),
  );
});

test("a builder grows past its first capacity and gives what encodeCategory gives", () => {
  const texts = Array.from({ length: 70_000 }, (_, row) =>
    row % 7 === 0 ? null : `v${row % 300}`,
  );
  const builder = categoryBuilder("x", 10);
  for (const text of texts) builder.add(text);
  expect(builder.column()).toEqual(encodeCategory("x", texts));
  expect(builder.column().codes).toBeInstanceOf(Uint16Array);
});

test("a column without a missing value has no mask, one without rows has no code", () => {
  expect(encodeCategory("x", ["a", "b", "a"])).toEqual({
    kind: "category",
    name: "x",
    codes: Uint8Array.of(0, 1, 0),
    levels: ["a", "b"],
    validity: null,
  });
  expect(categoryBuilder("x").column().codes).toHaveLength(0);
});

test("numbers become their canonical text, each distinct one once, masked or NaN ones missing", () => {
  const values = Float64Array.of(1.5, -0, 0, NaN, 1.5, 7, 1e21);
  const column = {
    kind: "numeric",
    name: "x",
    values,
    validity: Uint8Array.of(1, 1, 1, 1, 1, 0, 1),
  } as const;
  expect(categoriesOf(column)).toEqual({
    kind: "category",
    name: "x",
    codes: Uint8Array.of(0, 1, 1, 0, 0, 0, 2),
    levels: ["1.5", "0", "1e+21"],
    validity: Uint8Array.of(1, 1, 1, 0, 1, 0, 1),
  });
});

test.each([
  [256, Uint8Array],
  [257, Uint16Array],
  [65_537, Uint32Array],
])(
  "%i levels take the narrowest codes that hold them, from texts and from numbers",
  (size, kind) => {
    const numbers = Float64Array.from({ length: size + 3 }, (_, row) => (row % size) - 2);
    const column = { kind: "numeric", name: "x", values: numbers, validity: null } as const;
    const texts = Array.from(numbers, String);
    const builder = categoryBuilder("x");
    for (const text of texts) builder.add(text);
    for (const found of [encodeCategory("x", texts), categoriesOf(column), builder.column()]) {
      expect(found.codes).toBeInstanceOf(kind);
      expect(found.levels).toEqual(texts.slice(0, size));
      expect(texts.findIndex((text, row) => textAt(found, row) !== text)).toBe(-1);
    }
  },
);
