import { describe, expect, it } from "vitest";
import { describeMultiplicity } from "../../src/wording/multiplicity.ts";
import { SMALL } from "../fixtures/adult.ts";

const { evidence } = SMALL.provenance;

describe("describeMultiplicity", () => {
  it.each([
    ["holm", "Holm", "multiplied by m − i + 1"],
    ["max-t", "max-t", "one named reference cohort"],
    ["benjamini-hochberg", "Benjamini–Hochberg", "the expected share of false ones"],
    ["none", "none", "as if it were the only one"],
  ] as const)("says of %s what it does", (multiplicity, name, says) => {
    const words = describeMultiplicity({ ...evidence, multiplicity }, 0.95);
    expect(words.name).toBe(name);
    expect(words.words).toContain(says);
    expect(words.formula === "").toBe(multiplicity === "none");
  });

  it("names the chance that is left at the level verdicts rest on", () => {
    expect(describeMultiplicity(evidence, 0.975).words).toContain("2.5\u202f%");
  });

  it("says what is taken together", () => {
    const wordsOf = (family: "budget" | "file"): string =>
      describeMultiplicity({ ...evidence, family }, 0.95).words;
    expect(wordsOf("budget")).toContain("each budget");
    expect(wordsOf("file")).toContain("all error budgets");
  });
});
