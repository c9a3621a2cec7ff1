import type { ConventionProfile, ToolContrast, ToolCounts, ToolRate } from "./convention.ts";
import { divideAsFloats, PARTS, rateIn, toolRate } from "./division.ts";

const RATES: readonly ToolRate[] = [
  toolRate("tpr", PARTS.truePositive, divideAsFloats),
  toolRate("tnr", PARTS.trueNegative, divideAsFloats),
  toolRate("for", PARTS.falseOmission, divideAsFloats),
  toolRate("fdr", PARTS.falseDiscovery, divideAsFloats),
  toolRate("fpr", PARTS.falsePositive, divideAsFloats),
  toolRate("fnr", PARTS.falseNegative, divideAsFloats),
  toolRate("npv", PARTS.negativePrecision, divideAsFloats),
  toolRate("precision", PARTS.precision, divideAsFloats),
  toolRate("pprev", PARTS.selected, divideAsFloats),
  toolRate("prev", PARTS.labelled, divideAsFloats),
  toolRate("accuracy", PARTS.correct, divideAsFloats),
];

/** All but two that it lists by group and does not compare. */
const COMPARED = RATES.filter(({ metric }) => metric !== "prev" && metric !== "accuracy");

/** Stands for every division of something by zero. */
const CAP = 10;

function capped(ratio: number): number {
  return ratio === Number.POSITIVE_INFINITY ? CAP : ratio;
}

/** Predicted positives of the group over those of the reference; the total cancels. */
const PPR: ToolContrast = {
  metric: "ppr_disparity",
  contrast: (own, reference) => capped((own.tp + own.fp) / (reference.tp + reference.fp)),
};

/** aequitas 1.1: each group's metric over that of the reference group. */
export const AEQUITAS: ConventionProfile = {
  convention: "aequitas",
  tool: "aequitas 1.1.0",
  takesWeights: false,
  listsEmptyGroups: false,
  against: "group",
  rates: RATES,
  contrasts: [
    ...COMPARED.map((rate) => ({
      metric: `${rate.metric}_disparity`,
      contrast: (own: ToolCounts, reference: ToolCounts): number =>
        capped(rateIn(rate, own) / rateIn(rate, reference)),
    })),
    PPR,
  ],
  summaries: [],
  notes: [
    {
      metrics: COMPARED.map(({ metric }) => `${metric}_disparity`),
      difference:
        "A value other than 0 over a reference of 0 is written as 10; 0 over 0 is NaN. Here the first is unbounded and the second not estimable.",
    },
    {
      metrics: ["ppr_disparity"],
      difference:
        "It compares how many are selected, not which share: a larger group has a larger value at equal selection rates. `pprev_disparity` is the ratio of selection rates.",
    },
    {
      metrics: COMPARED.map(({ metric }) => `${metric}_disparity`),
      difference:
        "Where no reference group is declared, the largest group is taken (its majority default).",
    },
  ],
};
