import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromColumns, type Json, toColumns } from "../../src/html/columns.ts";

/** Objects of few keys, so that lists of like objects occur; null and empty ones among them. */
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<Json>(null, true, 0, 1, -2.5, "", "a", "__proto__"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(
      fc.oneof(
        fc.constant(null),
        fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value"), { maxKeys: 3 }),
      ),
      { maxLength: 4 },
    ),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("toColumns", () => {
  it("is undone by fromColumns, whatever the JSON", () => {
    fc.assert(
      fc.property(json, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        const written = JSON.parse(JSON.stringify(toColumns(plain))) as Json;
        expect(fromColumns(written)).toStrictEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  it("writes a list of objects as its keys and one column for each", () => {
    expect(toColumns([{ a: 1, b: "x" }, { a: 2 }])).toEqual([
      ["a", "b"],
      [0, 1, 2],
      [0, "x", []],
    ]);
  });

  it("keeps null apart from a key that is not there", () => {
    const value = [{ a: { b: 1 } }, { a: null }, { c: 3 }];
    expect(fromColumns(toColumns(value))).toStrictEqual(value);
  });
});
