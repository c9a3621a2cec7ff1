import { describe, expect, it } from "vitest";
import { describeIntervals } from "../../src/wording/intervals.ts";
import { SMALL } from "../fixtures/adult.ts";
import { EVERYTHING } from "../fixtures/everything.ts";

const termsOf = (audit: typeof SMALL): string =>
  describeIntervals(audit)
    .map(({ term }) => term)
    .join("\n");

describe("describeIntervals", () => {
  it("describes what the audit holds and nothing else", () => {
    expect(termsOf(SMALL)).toContain("joint mid-p");
    expect(termsOf(SMALL)).not.toMatch(/distance|strat|DeLong|Other/);
    expect(termsOf(EVERYTHING)).toMatch(/DeLong[\s\S]*distance of scores/);
  });

  it("knows every method of an audit with scores", () => {
    expect(termsOf(EVERYTHING)).not.toContain("Other");
  });

  it("names a method made elsewhere", () => {
    const [first, ...others] = SMALL.measurements;
    const interval = { lower: 0, upper: 1, confidence: 0.95, method: "jackknife" };
    const audit = { ...SMALL, measurements: [{ ...first, interval }, ...others] } as typeof SMALL;
    expect(describeIntervals(audit).at(-1)?.words).toContain("jackknife");
  });
});
