import fc from "fast-check";
import { expect, test } from "vitest";
import { categoryBuilder, encodeCategory, textAt } from "../../src/index.ts";

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
