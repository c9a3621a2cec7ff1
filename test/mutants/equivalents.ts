import type { Mutant } from "./instrument.ts";

/** Mutants of one function that no test can notice, since nothing they change can be seen. */
interface Unseen {
  readonly file: string;
  readonly in: string;
  readonly because: string;
  /** The text before and after. */
  readonly changes: readonly (readonly [before: string, after: string])[];
}

const UNSEEN: readonly Unseen[] = [
  {
    file: "packages/core/src/budgets/budget-contrasts.ts",
    in: "contrastOwnMetric",
    because: "The path names the metric once.",
    changes: [["/metric$/", "/metric/"]],
  },
  {
    file: "packages/core/src/budgets/budget-contrasts.ts",
    in: "contrastOwnMetric",
    because: "Metrics of rows went another way before; the condition tells so to the compiler.",
    changes: [
      ['"rows"', '""'],
      ['metric.kind !== "count" && metric.kind !== "rows"', 'metric.kind !== "count"'],
    ],
  },
  {
    file: "packages/core/src/budgets/budget-contrasts.ts",
    in: "cohortsOf",
    because: "The memory only saves time.",
    changes: [
      ["cohorts === undefined", "true"],
      ["kept.set(dimension, cohorts);", ""],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "BUDGET_KEYS",
    because: "What is not found in an order comes before all of it, as the first does.",
    changes: [
      ['"error"', '""'],
      ['"block"', '""'],
      ['"block"', '""'],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "EVIDENCE_KEYS",
    because: "What is not found in an order comes before all of it, as the first does.",
    changes: [
      ['"budget"', '""'],
      ['"none"', '""'],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "byOrder",
    because: "Equals are not judged.",
    changes: [
      [
        "order.indexOf(after) > order.indexOf(before)",
        "order.indexOf(after) >= order.indexOf(before)",
      ],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "comparePolicies",
    because: "No ceiling is below a limit that is absent.",
    changes: [["limits.get(budget)?.min ?? null", "limits.get(budget)?.min"]],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "earlierIsLooser",
    because: "Equals are not judged.",
    changes: [["after < before", "after <= before"]],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "higherIsLooser",
    because: "Equals are not judged.",
    changes: [
      ["(after ?? Infinity) > (before ?? Infinity)", "(after ?? Infinity) >= (before ?? Infinity)"],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "laterIsLooser",
    because: "Equals are not judged.",
    changes: [["after > before", "after >= before"]],
  },
  {
    file: "packages/core/src/budgets/changes/compare-policies.ts",
    in: "lowerIsLooser",
    because: "Equals are not judged.",
    changes: [
      [
        "(after ?? -Infinity) < (before ?? -Infinity)",
        "(after ?? -Infinity) <= (before ?? -Infinity)",
      ],
    ],
  },
  {
    file: "packages/core/src/budgets/changes/judge-proposal.ts",
    in: "compareFamilies",
    because: "Families of the same size are not told of.",
    changes: [["now > old", "now >= old"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "comparisonKey",
    because: "The cache only saves time.",
    changes: [
      ["budgets === undefined", "true"],
      ["cache.set(one.dimension, budgets);", ""],
      ["keys === undefined", "true"],
      ["budgets.set(one.budget, keys);", ""],
      ["key === undefined", "true"],
      ["keys.byCohort.set(contrast.cohort, key);", ""],
    ],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "Only a value comes without a reference, and its null may stand on either side.",
    changes: [["isHighest || reference === null", "isHighest"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "A value is told from a comparison by the question already.",
    changes: [["isHighest", "true"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "No other comparison holds null for its reference.",
    changes: [["isHighest", "false"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "Any word does that is no cohort’s id.",
    changes: [['"highest"', '""']],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "No cohort is its own reference.",
    changes: [["own <= other", "own < other"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "describe",
    because: "Either order does, as long as it is one.",
    changes: [["own <= other", "own > other"]],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "groupOf",
    because: "With fewer than two cohorts nothing is estimable, and no key is asked for.",
    changes: [
      ["first === undefined || second === undefined", "first === undefined"],
      ["first === undefined || second === undefined", "second === undefined"],
      [
        "first === undefined || second === undefined",
        "(first === undefined) && (second === undefined)",
      ],
      ["first === undefined || second === undefined || third !== undefined", "third !== undefined"],
    ],
  },
  {
    file: "packages/core/src/budgets/comparison-key.ts",
    in: "rounded",
    because: "Any precision does between that of a declared limit and the last bits.",
    changes: [
      ["12", "13"],
      ["12", "(11)"],
    ],
  },
  {
    file: "packages/core/src/budgets/decide.ts",
    in: "decide",
    because: "Families are the same where all are judged together; that only takes memory.",
    changes: [
      ['"budget"', '""'],
      ['policy.evidence.family === "budget"', "false"],
    ],
  },
  {
    file: "packages/core/src/budgets/decide.ts",
    in: "verdictOf",
    because: "Without a date there are no waivers: that was an error before.",
    changes: [['judgement.verdict === "fail" && today !== null', 'judgement.verdict === "fail"']],
  },
  {
    file: "packages/core/src/budgets/decide.ts",
    in: "verdictOf",
    because: "A rate has no distance: that was an error before.",
    changes: [
      ['"distance"', '""'],
      [
        'metric?.kind === "rate" && contrast.own !== null && budget.compare !== "distance"',
        'metric?.kind === "rate" && contrast.own !== null',
      ],
    ],
  },
  {
    file: "packages/core/src/budgets/families.ts",
    in: "placeAmong",
    because: "It only saves placing the family again.",
    changes: [["members[at]?.p === member.p", "false"]],
  },
  {
    file: "packages/core/src/budgets/families.ts",
    in: "placeInFamilies",
    because:
      "Where nothing is compared twice, places by keys are the same; without keys they are found sooner.",
    changes: [
      ["0", "(-1)"],
      ["others.length === 0 && isDistinct(only)", "false"],
    ],
  },
  {
    file: "packages/core/src/budgets/families.ts",
    in: "testOf",
    because: "Only max-t reads what tests share.",
    changes: [
      ['multiplicity !== "max-t"', "false"],
      ["0", "1"],
      ["0", "(-1)"],
    ],
  },
  {
    file: "packages/core/src/budgets/history/read-history.ts",
    in: "DAY",
    because: "Days are rounded.",
    changes: [
      ["86_400_000", "86400001"],
      ["86_400_000", "(86399999)"],
    ],
  },
  {
    file: "packages/core/src/budgets/judge.ts",
    in: "nearestBound",
    because: "The case of equals was decided before.",
    changes: [["below > above", "below >= above"]],
  },
  {
    file: "packages/core/src/budgets/ratchet/compare-with-baseline.ts",
    in: "findGrowth",
    because: "How much a value grew is the same from any place.",
    changes: [
      ["0", "1"],
      ["0", "(-1)"],
    ],
  },
  {
    file: "packages/core/src/budgets/ratchet/compare-with-baseline.ts",
    in: "findGrowth",
    because: "With both at parity, both sides are looked at.",
    changes: [["lies < parity", "lies <= parity"]],
  },
  {
    file: "packages/core/src/budgets/ratchet/propose-tightening.ts",
    in: "spansOf",
    because: "What cannot be estimated is no pass; the condition tells so to the compiler.",
    changes: [
      ['"not-estimable"', '""'],
      ['result.status === "not-estimable"', "false"],
    ],
  },
  {
    file: "packages/core/src/budgets/shortfall.ts",
    in: "countShortfall",
    because: "Null is 0 in a sum, and only a budget on the value comes without a rate.",
    changes: [["referenceRate ?? 0", "referenceRate"]],
  },
  {
    file: "packages/core/src/budgets/shortfall.ts",
    in: "countShortfall",
    because: "Nothing less than 0 comes out.",
    changes: [
      ["0", "(-1)"],
      ["0", "(-1)"],
    ],
  },
  {
    file: "packages/core/src/budgets/waiver-state.ts",
    in: "stateOfWaiver",
    because: "Days are rounded.",
    changes: [
      ["86_400_000", "86400001"],
      ["86_400_000", "(86399999)"],
    ],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "invertBounds",
    because: "At z = 0 the interval is the estimate, so that the search ends at p = 1.",
    changes: [["estimate === limit", "false"]],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "invertBounds",
    because: "The case of equals was decided before.",
    changes: [["estimate > limit", "estimate >= limit"]],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "rememberLast",
    because: "The memory only saves time.",
    changes: [
      ["last !== at", "true"],
      ["last = at;", ""],
    ],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "NEAR",
    because: "The root is the same from any guess.",
    changes: [
      ["2", "3"],
      ["2", "(1)"],
    ],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "p",
    because: "A part on the limit has p = 1, which no smallest p is changed by.",
    changes: [["part.estimate < limit", "part.estimate <= limit"]],
  },
  {
    file: "packages/core/src/metrics/comparison.ts",
    in: "p",
    because: "Of one value the smallest is the largest.",
    changes: [["0", "1"]],
  },
  {
    file: "packages/core/src/metrics/composite.ts",
    in: "withWorstP",
    because: "A part on the limit has p = 1, which no smallest p is changed by.",
    changes: [
      ["estimate > to", "estimate >= to"],
      ["part.estimate < from", "part.estimate <= from"],
    ],
  },
  {
    file: "packages/core/src/metrics/composite.ts",
    in: "foldDifference",
    because: "Below 0 the lower end is the farther one.",
    changes: [["Math.abs(upper)", "upper"]],
  },
  {
    file: "packages/core/src/metrics/composite.ts",
    in: "foldRatio",
    because: "At 1 the end itself is 1.",
    changes: [
      ["lower <= 1", "lower < 1"],
      ["upper >= 1", "upper > 1"],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast.ts",
    in: "findHighest",
    because: "Nothing is above what there is not.",
    changes: [["value !== undefined && value > best", "value > best"]],
  },
  {
    file: "packages/core/src/metrics/contrast.ts",
    in: "contrast",
    because: "There always is a reference: one that nobody is in is listed without rows.",
    changes: [["top ?? references[0] ?? null", "top ?? references[0]"]],
  },
  {
    file: "packages/core/src/metrics/contrast.ts",
    in: "buildComparison",
    because: "There always is a reference: one that nobody is in is listed without rows.",
    changes: [
      ["0", "(-1)"],
      ["references.length === 0", "false"],
      ['"no-reference"', '""'],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast.ts",
    in: "buildComparison",
    because: "The condition on `only` tells the compiler what the length says.",
    changes: [
      ["usable.length === 1 && only !== undefined", "usable.length === 1"],
      ["usable.length === 1 && only !== undefined", "only !== undefined"],
      [
        "usable.length === 1 && only !== undefined",
        "(usable.length === 1) || (only !== undefined)",
      ],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast.ts",
    in: "buildComparison",
    because: "Of one other, one is usable or none, and none was the case before.",
    changes: [
      ["usable.length === 1 && only !== undefined && others.length === 1", "others.length === 1"],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast-metric.ts",
    in: "comparesOf",
    because: "Only a composite combines.",
    changes: [
      [
        'metric.kind === "composite" && metric.combine === "average"',
        'metric.combine === "average"',
      ],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast-metric.ts",
    in: "combineContrasts",
    because: "Comparisons with a reference have both sizes; the type does not know it.",
    changes: [
      ["0", "1"],
      ["0", "(-1)"],
      ["size ?? 0", "size"],
    ],
  },
  {
    file: "packages/core/src/metrics/contrast-metric.ts",
    in: "combineResults",
    because: "Two rates of the same rows have worst cases both or neither.",
    changes: [
      ["lowest === null || highest === null", "lowest === null"],
      ["lowest === null || highest === null", "highest === null"],
      ["lowest === null || highest === null", "(lowest === null) && (highest === null)"],
      ["lowest === null || highest === null", "false"],
      ["ends.length === parts.length", "true"],
    ],
  },
  {
    file: "packages/core/src/metrics/proportion-comparison.ts",
    in: "bounds",
    because: "The memory only saves time.",
    changes: [
      ["this.#confidence !== confidence", "true"],
      ["this.#confidence = confidence;", ""],
    ],
  },
  {
    file: "packages/core/src/metrics/proportion-comparison.ts",
    in: "p",
    because: "The memory only saves time.",
    changes: [
      ["this.#limit !== limit", "true"],
      ["this.#limit = limit;", ""],
    ],
  },
  {
    file: "packages/core/src/stats/holm.ts",
    in: "adjustInOrder",
    because: "No p-value lies below 0.",
    changes: [["0", "(-1)"]],
  },
  {
    file: "packages/core/src/stats/holm.ts",
    in: "ascending",
    because: "Before the first value and after the last there is none that is 1.",
    changes: [
      ["0", "(-1)"],
      ["i < values.length", "i <= values.length"],
    ],
  },
  {
    file: "packages/core/src/stats/holm.ts",
    in: "ascending",
    because: "Equal p-values are adjusted alike in any order.",
    changes: [["i - j", "i + j"]],
  },
  {
    file: "packages/core/src/stats/holm.ts",
    in: "ascending",
    because: "A sort keeps equals in the order given.",
    changes: [
      [
        "(values[i] as number) - (values[j] as number) || i - j",
        "(values[i] as number) - (values[j] as number)",
      ],
    ],
  },
];

/**
 * The mutants that may live. One that stands here and is noticed, or is gone, fails the test as does
 * one that lives and does not stand here.
 */
export const EQUIVALENTS: readonly Mutant[] = UNSEEN.flatMap(({ file, in: place, changes }) =>
  changes.map(([before, after]) => ({ file, in: place, before, after })),
);
