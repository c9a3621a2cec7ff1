import { describe, expect, it } from "vitest";
import { numberText } from "../../src/budgets/wording.ts";

describe("numberText", () => {
  it.each([
    [0.308, "0.31"],
    [1.25, "1.25"],
    [0.0284, "0.028"],
    [0.05, "0.05"],
    [0, "0.00"],
    [0.0004, "0.0004"],
    [-0.196, "−0.20"],
  ])("shows %d as %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it("takes further decimals where it would be mistaken for the limit beside it", () => {
    expect(numberText(0.7996, [0.8])).toBe("0.7996");
    expect(numberText(0.8, [0.8])).toBe("0.80");
  });
});
