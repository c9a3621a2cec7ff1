import type { ConventionProfile, ToolCounts, ToolRate, ToolSummary } from "./convention.ts";
import { divideAsFloats, divideByOneOrMore, PARTS, rateIn, toolRate } from "./division.ts";

const SELECTION = toolRate("pos_pred_rate", PARTS.selected, divideAsFloats);
const TPR = toolRate("true_pos_rate", PARTS.truePositive, divideByOneOrMore);
const TNR = toolRate("true_neg_rate", PARTS.trueNegative, divideByOneOrMore);
const FNR = toolRate("false_neg_rate", PARTS.falseNegative, divideByOneOrMore);
const PPV = toolRate("pos_pred_val", PARTS.precision, divideByOneOrMore);
const NPV = toolRate("neg_pred_val", PARTS.negativePrecision, divideByOneOrMore);
const ACCURACY = toolRate("accuracy", PARTS.correct, divideAsFloats);
const ACCEPTANCE = toolRate("cond_accept", PARTS.acceptance, divideByOneOrMore);
const REJECTION = toolRate("cond_reject", PARTS.rejection, divideByOneOrMore);
const ERRORS = toolRate("error_ratio", { top: ["fp"], bottom: ["fn"] }, divideByOneOrMore);

type Summarize = ToolSummary["summarize"];

/** The mean over all pairs of groups of |a − b|; 0 with one group. */
function difference(rate: ToolRate): Summarize {
  return (groups) => {
    const values = groups.map((group) => rateIn(rate, group));
    return meanOfPairs(values, (a, b) => Math.abs(a - b), 0);
  };
}

/** The mean over all pairs of groups of min(a / b, b / a), where 0 / 0 is 1; 0/0 with one group. */
function ratio(rate: ToolRate): Summarize {
  return (groups) => {
    const values = groups.map((group) => rateIn(rate, group));
    return meanOfPairs(values, foldedRatio, Number.NaN);
  };
}

function foldedRatio(a: number, b: number): number {
  const folded = Math.min(a / b, b / a);
  return Number.isFinite(folded) ? folded : 1;
}

function meanOfPairs(
  values: readonly number[],
  compare: (a: number, b: number) => number,
  single: number,
): number {
  if (values.length < 2) return single;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < i; j++) sum += compare(values[i] as number, values[j] as number);
  }
  return sum / ((values.length * (values.length - 1)) / 2);
}

/** The largest minus the smallest. */
function spread(groups: readonly ToolCounts[], rate: ToolRate): number {
  const values = groups.map((group) => rateIn(rate, group));
  return Math.max(...values) - Math.min(...values);
}

function halfSum(first: ToolRate, second: ToolRate): Summarize {
  return (groups, all) =>
    0.5 * difference(first)(groups, all) + 0.5 * difference(second)(groups, all);
}

/** OxonFair 0.3: means over all pairs of groups, denominators at least 1. */
export const OXONFAIR: ConventionProfile = {
  convention: "oxonfair",
  tool: "oxonfair 0.3",
  takesWeights: false,
  listsEmptyGroups: false,
  against: "nothing",
  rates: [SELECTION, TPR, TNR, FNR, PPV, NPV, ACCURACY, ACCEPTANCE, REJECTION, ERRORS],
  contrasts: [],
  summaries: [
    { metric: "demographic_parity", summarize: difference(SELECTION) },
    { metric: "disparate_impact", summarize: ratio(SELECTION) },
    { metric: "predictive_parity", summarize: difference(PPV) },
    { metric: "predictive_equality", summarize: difference(FNR) },
    { metric: "equal_opportunity", summarize: difference(TPR) },
    { metric: "equalized_odds", summarize: halfSum(TPR, TNR) },
    {
      metric: "equalized_odds_max",
      summarize: (groups) => Math.max(spread(groups, TPR), spread(groups, TNR)),
    },
    { metric: "cond_use_accuracy", summarize: halfSum(PPV, NPV) },
    { metric: "accuracy_parity", summarize: difference(ACCURACY) },
    { metric: "cond_accept_diff", summarize: difference(ACCEPTANCE) },
    { metric: "cond_reject_diff", summarize: difference(REJECTION) },
    { metric: "treatment_equality", summarize: difference(ERRORS) },
  ],
  notes: [
    {
      metrics: ["treatment_equality"],
      difference:
        "The gap in FP / FN; `treatment_equality` here, and in Clarify, is of FN / FP. The two order groups the other way round.",
    },
    {
      metrics: ["predictive_equality"],
      difference:
        "The gap in false negative rates, where the literature means false positive rates by this name.",
    },
    {
      metrics: [
        "demographic_parity",
        "predictive_parity",
        "predictive_equality",
        "equal_opportunity",
        "equalized_odds",
        "cond_use_accuracy",
        "accuracy_parity",
        "treatment_equality",
      ],
      difference:
        "The mean over all pairs of groups, so that one bad pair is diluted by many equal ones.",
    },
    {
      metrics: ["disparate_impact"],
      difference: "The mean over pairs of the folded ratio, where 0 / 0 counts as equal.",
    },
    {
      metrics: ["true_pos_rate", "true_neg_rate", "false_neg_rate", "pos_pred_val", "neg_pred_val"],
      difference:
        "Denominators are at least 1, so a rate without anything to divide by is 0; here it is not estimable.",
    },
  ],
};
