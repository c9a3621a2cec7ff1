import type { ConventionProfile, ToolCounts, ToolRate, ToolSummary } from "./convention.ts";
import {
  divideAsFloats,
  divideOrZero,
  PARTS,
  pickAsPython,
  rateIn,
  rowsOf,
  toolRate,
} from "./division.ts";

type Method = "between_groups" | "to_overall";

const SELECTION = toolRate("selection_rate", PARTS.selected, divideAsFloats);
const TPR = toolRate("true_positive_rate", PARTS.truePositive, divideOrZero);
const FPR = toolRate("false_positive_rate", PARTS.falsePositive, divideOrZero);

const RATES: readonly ToolRate[] = [
  SELECTION,
  TPR,
  FPR,
  toolRate("true_negative_rate", PARTS.trueNegative, divideOrZero),
  toolRate("false_negative_rate", PARTS.falseNegative, divideOrZero),
  toolRate("precision_score", PARTS.precision, divideOrZero),
  toolRate("accuracy_score", PARTS.correct, divideAsFloats),
];

const METHODS: readonly Method[] = ["between_groups", "to_overall"];

/**
 * max − min, or the largest distance from the value of all rows. Groups without a value are passed
 * over.
 */
function difference(values: readonly number[], overall: number, method: Method): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const base = method === "between_groups" ? Math.min(...known) : overall;
  return largest(known.map((value) => Math.abs(value - base)));
}

/**
 * min / max, or the smallest of the ratios to the value of all rows, folded below 1. 0/0 is NaN and
 * passed over against all rows; x/0 is infinite and folds to 0.
 */
function ratio(values: readonly number[], overall: number, method: Method): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (method === "between_groups") return smallest(known) / largest(known);
  const folded = known.map((value) => {
    const each = value / overall;
    return each > 1 ? 1 / each : each;
  });
  return smallest(folded.filter((each) => !Number.isNaN(each)));
}

function largest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.max(...values);
}

function smallest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : Math.min(...values);
}

/** A disparity of one rate. */
function disparityOf(
  compare: typeof difference,
  rate: ToolRate,
  method: Method,
): ToolSummary["summarize"] {
  return (groups, overall) =>
    compare(
      groups.map((group) => rateIn(rate, group)),
      rateIn(rate, overall),
      method,
    );
}

/** True positive rate first, so that its NaN decides; the mean passes NaN over. */
const AGGREGATES = {
  difference: {
    worst_case: (first: number, second: number) => pickAsPython(Math.max, first, second),
    mean: meanOfKnown,
  },
  ratio: {
    worst_case: (first: number, second: number) => pickAsPython(Math.min, first, second),
    mean: meanOfKnown,
  },
} as const;

function meanOfKnown(...values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function equalizedOdds(
  kind: "difference" | "ratio",
  method: Method,
  agg: "worst_case" | "mean",
): ToolSummary {
  const compare = kind === "difference" ? difference : ratio;
  const parts = [TPR, FPR].map((rate) => disparityOf(compare, rate, method));
  return {
    metric: `equalized_odds_${kind}`,
    options: { method, agg },
    summarize: (groups, overall) => {
      const [tpr, fpr] = parts.map((part) => part(groups, overall)) as [number, number];
      return AGGREGATES[kind][agg](tpr, fpr);
    },
  };
}

function disparities(metric: string, rate: ToolRate): ToolSummary[] {
  return METHODS.flatMap((method) => [
    {
      metric: `${metric}_difference`,
      options: { method },
      summarize: disparityOf(difference, rate, method),
    },
    { metric: `${metric}_ratio`, options: { method }, summarize: disparityOf(ratio, rate, method) },
  ]);
}

function extremes(rate: ToolRate): ToolSummary[] {
  const valuesOf = (groups: readonly ToolCounts[]): number[] =>
    groups.map((group) => rateIn(rate, group)).filter((value) => !Number.isNaN(value));
  return [
    { metric: `${rate.metric}_group_min`, summarize: (groups) => smallest(valuesOf(groups)) },
    { metric: `${rate.metric}_group_max`, summarize: (groups) => largest(valuesOf(groups)) },
  ];
}

/** The count, which no weight changes. */
const COUNT: readonly ToolSummary[] = METHODS.flatMap((method) => {
  const values = (groups: readonly ToolCounts[]): number[] =>
    groups.map(rowsOf).filter((rows) => rows > 0);
  return [
    {
      metric: "count_difference",
      options: { method },
      summarize: (groups, all) => difference(values(groups), rowsOf(all), method),
    },
    {
      metric: "count_ratio",
      options: { method },
      summarize: (groups, all) => ratio(values(groups), rowsOf(all), method),
    },
  ];
});

/**
 * fairlearn 0.15: groups without positives count as having a rate of 0, groups without a value
 * vanish from every disparity, and composites depend on which of their parts is NaN.
 */
export const FAIRLEARN: ConventionProfile = {
  convention: "fairlearn",
  tool: "fairlearn 0.15.0",
  takesWeights: true,
  listsEmptyGroups: true,
  against: "nothing",
  rates: RATES,
  contrasts: [],
  summaries: [
    ...COUNT,
    ...RATES.flatMap((rate) => [...disparities(rate.metric, rate), ...extremes(rate)]),
    ...disparities("demographic_parity", SELECTION),
    ...disparities("equal_opportunity", TPR),
    ...(["difference", "ratio"] as const).flatMap((kind) =>
      METHODS.flatMap((method) => [
        equalizedOdds(kind, method, "worst_case"),
        equalizedOdds(kind, method, "mean"),
      ]),
    ),
  ],
  notes: [
    {
      metrics: [
        "true_positive_rate",
        "false_negative_rate",
        "true_negative_rate",
        "false_positive_rate",
        "precision_score",
      ],
      difference:
        "Where nothing is divided by, fairlearn gives 0; here the measurement is not estimable. A group without positives can so look like the worst group, or have both rates at 0.",
    },
    {
      metrics: ["selection_rate", "true_positive_rate", "precision_score"],
      difference:
        "With sample weights that sum to zero in a group it depends on scikit-learn: 1.9 stops with an error in some metrics, earlier versions give 0 or NaN.",
    },
    {
      metrics: ["demographic_parity_difference", "equal_opportunity_difference"],
      difference:
        "fairlearn gives one number without sign or names of groups: the largest minus the smallest. Here each cohort is compared with its reference.",
    },
    {
      metrics: ["demographic_parity_ratio", "equal_opportunity_ratio"],
      difference:
        "fairlearn divides the smallest by the largest, so the ratio never exceeds 1; 0 against 0 is NaN. Empty groups are passed over.",
    },
    {
      metrics: ["equalized_odds_difference", "equalized_odds_ratio"],
      difference:
        "With one part NaN the worst case is NaN where it is the true positive rate, and the true positive rate's value where it is the false positive rate. Each part may come from another pair of groups.",
    },
  ],
};
