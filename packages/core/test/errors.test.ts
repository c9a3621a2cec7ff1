import { expect, test } from "vitest";
import { shown } from "../src/index.ts";

test("values that refuse to become a text are named for what they are", () => {
  const nested = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
  expect(shown({ toString: 1, valueOf: 1 })).toBe("an object");
  expect(shown(Object.create(null))).toBe("an object");
  expect(shown(nested)).toBe("a list");
  expect(shown([1, 2])).toBe("1,2");
});

test("texts are quoted, made safe to print and cut", () => {
  expect(shown("a\u202eb\u0007")).toBe('"a\\u202eb\\u0007"');
  expect(shown("x".repeat(100))).toHaveLength(80);
});
