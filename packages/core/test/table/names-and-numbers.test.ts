import { describe, expect, it } from "vitest";
import { nearestName, numbersOf, parseNumber, suggestName, table } from "../../src/index.ts";

describe("parseNumber", () => {
  it.each([
    ["1", 1],
    [" -2.50 ", -2.5],
    ["+.5", 0.5],
    ["3.", 3],
    ["1e3", 1000],
    ["0x10", null],
    ["1,5", null],
    ["1 000", null],
    ["Infinity", null],
    ["NaN", null],
    ["", null],
    [".", null],
  ])("%j is %j", (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });
});

describe("numbersOf", () => {
  const column = (x: readonly (string | number | null)[]) => {
    const found = table({ x }).columns.get("x");
    if (found === undefined) throw new Error("no x");
    return found;
  };

  it("reads texts, and names the first that is no number", () => {
    const { column: numbers, unreadable } = numbersOf(column(["1.5", null, "old", "new", "1.5"]));
    expect(unreadable).toEqual({ row: 2, text: "old" });
    expect(numbers.values).toEqual(Float64Array.of(1.5, 0, 0, 0, 1.5));
    expect(numbers.validity).toEqual(Uint8Array.of(1, 0, 0, 0, 1));
  });

  it("leaves the mask of its source alone", () => {
    const source = column(["1", null, "old"]);
    numbersOf(source);
    expect(source.validity).toEqual(Uint8Array.of(1, 0, 1));
  });

  it("gives a numeric column back as it is", () => {
    const source = column([1, 2]);
    expect(numbersOf(source)).toEqual({ column: source, unreadable: null });
  });
});

describe("a mistyped name", () => {
  it.each([
    ["incme", ["age", "income"], "income"],
    ["INCOME", ["age", "income"], "income"],
    ["zip", ["age", "income"], null],
    ["x", [], null],
  ])("%s among %j is %s", (name, candidates, nearest) => {
    expect(nearestName(name, candidates)).toBe(nearest);
  });

  it("gets no value in place of its opposite: of one letter, all would change", () => {
    expect(nearestName("1", ["0"])).toBeNull();
    expect(nearestName("M", ["F", "m"])).toBe("m");
    expect(suggestName("1", ["0"])).toBe('There are: "0".');
  });

  it("gets the candidates where none is near", () => {
    const many = Array.from({ length: 10 }, (_, i) => `column-${i}`);
    expect(suggestName("zzz", ["age", "income"])).toBe('There are: "age", "income".');
    expect(suggestName("zzz", many)).toMatch(/"column-7", … \(10 in all\)\.$/);
  });
});
