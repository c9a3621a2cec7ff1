import type { Evidence } from "@evenhand/core";
import { formatConfidence } from "./numbers.ts";

/** How many comparisons are allowed for, in words. */
export interface MultiplicityWords {
  /** As it stands in a line of settings. */
  readonly name: string;
  readonly words: string;
  /** Empty where nothing is computed. */
  readonly formula: string;
}

const CHANCE = "With many comparisons some would fail by chance.";

const NAMES: Readonly<Record<Evidence["multiplicity"], string>> = {
  holm: "Holm",
  "max-t": "max-t",
  "benjamini-hochberg": "Benjamini–Hochberg",
  none: "none",
};

/** The declared adjustment; `confidence` is that of the intervals that verdicts rest on. */
export function describeMultiplicity(
  { multiplicity, family }: Evidence,
  confidence: number,
): MultiplicityWords {
  const name = NAMES[multiplicity];
  const among = `The comparisons of ${FAMILIES[family]} are taken together.`;
  switch (multiplicity) {
    case "holm":
      return {
        name,
        words: `${CHANCE} ${among} Of m p-values in ascending order, the i-th is multiplied by m − i + 1 and held at least as large as the one before. A failure must survive this, which holds the chance of any false one at ${formatConfidence(1 - confidence)}.`,
        formula: "adjusted pᵢ = max over j ≤ i of min(1, (m − j + 1) pⱼ)",
      };
    case "max-t":
      return {
        name,
        words: `${CHANCE} ${among} Those with one named reference cohort share the chance that lies in it. The adjusted p-value is the chance that any comparison not yet rejected reaches as far, with this allowed for; the chances of comparisons that share nothing known are added up, as Holm does. A failure must survive this, which holds the chance of any false one at ${formatConfidence(1 - confidence)}.`,
        formula:
          "adjusted pᵢ = max over j ≤ i of P(any of the tests j to m has p ≤ pⱼ),  correlation of two tests = λ₁λ₂,  λ² = the reference's share of the variance",
      };
    case "benjamini-hochberg":
      return {
        name,
        words: `${CHANCE} ${among} Of m p-values in ascending order, the i-th is multiplied by m ÷ i and held no larger than the one after. A failure must survive this, which holds the expected share of false ones among the failures at ${formatConfidence(1 - confidence)}. That is weaker than to hold the chance of any false one.`,
        formula: "adjusted pᵢ = min over j ≥ i of min(1, m pⱼ ÷ j)",
      };
    case "none":
      return {
        name,
        words:
          "Nothing was declared to allow for them. Each comparison is judged as if it were the only one, so of many some fail by chance.",
        formula: "",
      };
  }
}

const FAMILIES: Readonly<Record<Evidence["family"], string>> = {
  budget: "each budget",
  file: "all error budgets, and those of each warn budget,",
};
