import type { ConventionProfile, ToolContrast, ToolRate } from "./convention.ts";
import { divideOrInfinite, PARTS, rateIn, rowsOf, toolRate } from "./division.ts";

const SELECTION = toolRate("PPL", PARTS.selected, divideOrInfinite);
const BASE = toolRate("observed_label", PARTS.labelled, divideOrInfinite);
const RECALL = toolRate("recall", PARTS.truePositive, divideOrInfinite);
const SPECIFICITY = toolRate("specificity", PARTS.trueNegative, divideOrInfinite);
const PRECISION = toolRate("precision", PARTS.precision, divideOrInfinite);
const REJECTION = toolRate("rejection_rate", PARTS.negativePrecision, divideOrInfinite);
const ACCURACY = toolRate("accuracy", PARTS.correct, divideOrInfinite);
const ACCEPTANCE = toolRate("conditional_acceptance", PARTS.acceptance, divideOrInfinite);
const CONDITIONAL_REJECTION = toolRate("conditional_rejection", PARTS.rejection, divideOrInfinite);
const ERRORS = toolRate("treatment_equality", { top: ["fn"], bottom: ["fp"] }, divideOrInfinite);

/** Two infinities are equal. */
function subtract(first: number, second: number): number {
  return first === second ? 0 : first - second;
}

/** Everyone else minus the facet. */
function advantage(metric: string, rate: ToolRate): ToolContrast {
  return {
    metric,
    contrast: (facet, others) => subtract(rateIn(rate, others), rateIn(rate, facet)),
  };
}

/** The facet minus everyone else. */
function disadvantage(metric: string, rate: ToolRate): ToolContrast {
  return {
    metric,
    contrast: (facet, others) => subtract(rateIn(rate, facet), rateIn(rate, others)),
  };
}

/** SageMaker Clarify's open metrics: a facet against everyone else, the sign as each name has it. */
export const CLARIFY: ConventionProfile = {
  convention: "clarify",
  tool: "smclarify 0.5",
  takesWeights: false,
  listsEmptyGroups: false,
  against: "rest",
  rates: [
    SELECTION,
    RECALL,
    SPECIFICITY,
    PRECISION,
    REJECTION,
    ACCURACY,
    ACCEPTANCE,
    CONDITIONAL_REJECTION,
  ],
  contrasts: [
    {
      metric: "CI",
      contrast: (facet, others) =>
        (rowsOf(others) - rowsOf(facet)) / (rowsOf(others) + rowsOf(facet)),
    },
    advantage("DPL", BASE),
    advantage("DPPL", SELECTION),
    {
      metric: "DI",
      contrast: (facet, others) =>
        divideOrInfinite(rateIn(SELECTION, facet), rateIn(SELECTION, others)),
    },
    advantage("DCA", ACCEPTANCE),
    disadvantage("DCR", CONDITIONAL_REJECTION),
    advantage("RD", RECALL),
    disadvantage("SD", SPECIFICITY),
    advantage("DAR", PRECISION),
    disadvantage("DRR", REJECTION),
    advantage("AD", ACCURACY),
    disadvantage("TE", ERRORS),
  ],
  summaries: [],
  notes: [
    {
      metrics: ["DI", "DCA", "DCR", "RD", "SD", "DAR", "DRR", "TE"],
      difference:
        "0 / 0 is 0 and x / 0 is infinite: a facet without positives has a recall of 0. Here both are not estimable.",
    },
    {
      metrics: ["DPPL", "DPL", "DCA", "RD", "DAR", "AD"],
      difference:
        "Everyone else minus the facet, so a positive number is to the facet's disadvantage; DCR, SD, DRR and TE are the facet minus everyone else.",
    },
    {
      metrics: ["TE"],
      difference:
        "The gap in FN / FP, as `treatment_equality` here; OxonFair's treatment equality is of FP / FN.",
    },
    {
      metrics: ["DI"],
      difference: "The facet over everyone else, whichever is larger; it can exceed 1.",
    },
  ],
};
