import { describe, expect, it } from "vitest";
import {
  formatConfidence,
  formatCount,
  formatLimit,
  formatNumber,
  formatRange,
  formatSigned,
} from "../../src/wording/numbers.ts";

describe("numbers", () => {
  it("sets thousands of a count apart with narrow spaces", () => {
    expect(formatCount(48842)).toBe("48\u202f842");
    expect(formatCount(7)).toBe("7");
  });

  it("keeps one decimal of a weighted count", () => {
    expect(formatCount(1234.56)).toBe("1\u202f234.6");
    expect(formatCount(9.99)).toBe("10");
  });

  it("writes at most four significant digits of large values", () => {
    expect(formatNumber(1234.56)).toBe("1235");
    expect(formatNumber(Number.POSITIVE_INFINITY)).toBe("∞");
  });

  it("does not let an estimate look equal to the limit it misses", () => {
    expect(formatNumber(0.7996, [0.8])).toBe("0.7996");
  });

  it("always writes the sign of a difference", () => {
    expect(formatSigned(0.012)).toBe("+0.012");
    expect(formatSigned(-0.196)).toBe("−0.20");
    expect(formatSigned(0)).toBe("0.00");
  });

  it("writes ranges, limits, and confidence in words that agree everywhere", () => {
    expect(formatRange({ lower: 0.345, upper: 0.371 })).toBe("0.34 to 0.37");
    expect(formatLimit({ min: 0.8, max: 1.25 })).toBe("0.80 to 1.25");
    expect(formatLimit({ min: null, max: 0.05 })).toBe("at most 0.05");
    expect(formatConfidence(0.975)).toBe("97.5\u202f%");
  });
});
