import { describe, expect, test } from "vitest";
import { parseUbjson } from "../../src/formats/ubjson.ts";

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)],
    ),
  );

describe("UBJSON", () => {
  test.each([
    [
      "numbers of every width",
      bytes("[i", 0xff, "U", 0xff, "I", 1, 0, "l", 0, 1, 0, 0, "]"),
      [-1, 255, 256, 65536],
    ],
    ["a long number", bytes("L", 0, 0, 0, 1, 0, 0, 0, 0), 2 ** 32],
    [
      "floats",
      bytes("[d", 0x3f, 0xc0, 0, 0, "D", 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a, "]"),
      [1.5, 0.1],
    ],
    [
      "texts and constants",
      bytes("[Si", 3, "été".slice(0, 1), "tCaTFZ]"),
      ["ét", "a", true, false, null],
    ],
    ["a typed list", bytes("[$I#i", 2, 0, 1, 0, 2), [1, 2]],
    ["a counted list", bytes("[#i", 2, "i", 1, "i", 2), [1, 2]],
    ["a typed list of lists", bytes("[$[#i", 2, "]", "i", 1, "]"), [[], [1]]],
    [
      "objects",
      bytes("{i", 1, "a", "i", 1, "i", 1, "b", "{#i", 1, "i", 1, "c", "Z", "}"),
      { a: 1, b: { c: null } },
    ],
    ["padding", bytes("N".repeat(100_000), "[NNi", 1, "]"), [1]],
    [
      "a name that is a prototype's",
      bytes("{i", 9, "__proto__", "i", 1, "}"),
      JSON.parse('{"__proto__":1}'),
    ],
  ])("reads %s", (_, input, expected) => {
    expect(parseUbjson(input)).toEqual(expected);
  });

  test.each([
    ["nothing", bytes()],
    ["an unknown type", bytes("?")],
    ["a type that only a prototype has", bytes("[$toString")],
    ["a list without end", bytes("[i", 1)],
    ["two billion items", bytes("[#l", 0x7f, 0xff, 0xff, 0xff)],
    ["two billion numbers", bytes("[$d#l", 0x7f, 0xff, 0xff, 0xff)],
    ["items that take no bytes", bytes("[$T#i", 100)],
    ["a negative length", bytes("Si", 0xff)],
    ["a text longer than the file", bytes("SL", 0, 0x1f, 0, 0, 0, 0, 0, 0, "a")],
    ["a typed list without count", bytes("[$i", 1)],
    ["nesting without end", bytes("[".repeat(100_000))],
  ])("refuses %s", (_, input) => {
    expect(() => parseUbjson(input)).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^input\/model-(truncated|structure)$/),
      }),
    );
  });
});
