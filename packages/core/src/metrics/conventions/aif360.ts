import type { ConventionProfile, Kind, ToolCounts, ToolRate, ToolSummary } from "./convention.ts";
import { divideAsFloats, divideOrZero, PARTS, pickAsPython, rateIn, toolRate } from "./division.ts";

const SELECTION = toolRate("selection_rate", PARTS.selected, divideAsFloats);
const TPR = toolRate("true_positive_rate", PARTS.truePositive, divideAsFloats);
const FPR = toolRate("false_positive_rate", PARTS.falsePositive, divideAsFloats);
const FNR = toolRate("false_negative_rate", PARTS.falseNegative, divideAsFloats);
const PPV = toolRate("positive_predictive_value", PARTS.precision, divideOrZero);
const FDR = toolRate("false_discovery_rate", PARTS.falseDiscovery, divideOrZero);
const FOR = toolRate("false_omission_rate", PARTS.falseOmission, divideOrZero);
const ACCURACY = toolRate("accuracy", PARTS.correct, divideOrZero);

type Contrast = (own: ToolCounts, reference: ToolCounts) => number;

function difference(rate: ToolRate): Contrast {
  return (own, reference) => rateIn(rate, own) - rateIn(rate, reference);
}

function ratio(rate: ToolRate): Contrast {
  return (own, reference) => rateIn(rate, own) / rateIn(rate, reference);
}

const errorOf = (counts: ToolCounts): number => 1 - rateIn(ACCURACY, counts);
const fprGap = difference(FPR);
const tprGap = difference(TPR);

/** b = 1 + ŷ − y: what a person gets beyond what the label says. */
const BENEFITS: Readonly<Record<Kind, number>> = { tp: 1, tn: 1, fp: 2, fn: 0 };

/** The mean of f(b / μ) over rows; weights play no part. */
function meanOverBenefits({ rows }: ToolCounts, f: (relative: number) => number): number {
  const kinds = Object.keys(BENEFITS) as Kind[];
  const total = kinds.reduce((sum, kind) => sum + rows[kind], 0);
  const mu = kinds.reduce((sum, kind) => sum + rows[kind] * BENEFITS[kind], 0) / total;
  return (
    kinds.reduce((sum, kind) => {
      return rows[kind] === 0 ? sum : sum + rows[kind] * f(BENEFITS[kind] / mu);
    }, 0) / total
  );
}

/** GE(2) = mean((b/μ)² − 1) / 2 */
function generalizedEntropy(counts: ToolCounts): number {
  return meanOverBenefits(counts, (relative) => relative ** 2 - 1) / 2;
}

/** GE(1) = mean(b/μ · ln(b/μ)), where 0 · ln 0 is 0 */
function theil(counts: ToolCounts): number {
  return meanOverBenefits(counts, (relative) =>
    relative === 0 ? 0 : relative * Math.log(relative),
  );
}

const INDICES: readonly ToolSummary[] = [
  {
    metric: "generalized_entropy_index",
    options: { alpha: "2" },
    summarize: (_, overall) => generalizedEntropy(overall),
  },
  { metric: "theil_index", summarize: (_, overall) => theil(overall) },
  {
    metric: "coefficient_of_variation",
    summarize: (_, overall) => Math.sqrt(2 * generalizedEntropy(overall)),
  },
];

/** AIF360 0.6: unprivileged minus privileged, and unprivileged over privileged. */
export const AIF360: ConventionProfile = {
  convention: "aif360",
  tool: "AIF360 0.6.1",
  takesWeights: true,
  listsEmptyGroups: false,
  against: "declared",
  rates: [
    SELECTION,
    TPR,
    FPR,
    FNR,
    toolRate("true_negative_rate", PARTS.trueNegative, divideAsFloats),
    PPV,
    toolRate("negative_predictive_value", PARTS.negativePrecision, divideOrZero),
    FDR,
    FOR,
    ACCURACY,
  ],
  contrasts: [
    { metric: "statistical_parity_difference", contrast: difference(SELECTION) },
    { metric: "disparate_impact", contrast: ratio(SELECTION) },
    { metric: "equal_opportunity_difference", contrast: tprGap },
    {
      metric: "average_odds_difference",
      contrast: (own, reference) => 0.5 * (fprGap(own, reference) + tprGap(own, reference)),
    },
    {
      metric: "average_abs_odds_difference",
      contrast: (own, reference) =>
        0.5 * (Math.abs(fprGap(own, reference)) + Math.abs(tprGap(own, reference))),
    },
    {
      metric: "equalized_odds_difference",
      contrast: (own, reference) =>
        pickAsPython(Math.max, Math.abs(fprGap(own, reference)), Math.abs(tprGap(own, reference))),
    },
    {
      metric: "average_predictive_value_difference",
      contrast: (own, reference) =>
        0.5 * (difference(PPV)(own, reference) + difference(FOR)(own, reference)),
    },
    ...[FPR, FNR, FDR, FOR].flatMap((rate) => [
      { metric: `${rate.metric}_difference`, contrast: difference(rate) },
      { metric: `${rate.metric}_ratio`, contrast: ratio(rate) },
    ]),
    {
      metric: "error_rate_difference",
      contrast: (own, reference) => errorOf(own) - errorOf(reference),
    },
    { metric: "error_rate_ratio", contrast: (own, reference) => errorOf(own) / errorOf(reference) },
  ],
  summaries: INDICES,
  notes: [
    {
      metrics: ["average_odds_difference"],
      difference:
        "Gaps of opposite sign cancel: it can be 0 where both rates differ by 1. `equalized_odds` does not cancel; `average_odds` here is the same formula with an interval.",
    },
    {
      metrics: ["average_predictive_value_difference"],
      difference:
        "It adds the gap in positive predictive value to that in the false omission rate, so that two improvements of one group cancel.",
    },
    {
      metrics: ["disparate_impact", "statistical_parity_difference"],
      difference:
        "Always the group against the privileged one, whichever is larger; a ratio can exceed 1, and x / 0 is infinite.",
    },
    {
      metrics: ["positive_predictive_value", "false_discovery_rate", "false_omission_rate"],
      difference:
        "0 where nothing is divided by, also both of two complements; the other rates are NaN there. Here both are not estimable.",
    },
    {
      metrics: ["generalized_entropy_index", "theil_index", "coefficient_of_variation"],
      difference: "They leave the instance weights aside, which all other metrics use.",
    },
  ],
};
