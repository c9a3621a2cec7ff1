// How often the 95 % intervals of the bootstrap of cells hold the truth, by simulation, with each tail.
// Writes results/coverage-bootstrap.md and .json.
//   npm run build && node benchmarks/coverage-bootstrap.mjs [trials]   (default 2000; four minutes of one core)

import { sealCells } from "../packages/core/dist/cells/tally.js";
import { bootstrapCells } from "../packages/core/dist/index.js";
import { machine, writeResults } from "./lib/results.mjs";
import { makeRandom } from "./lib/scored-people.mjs";

const trials = Number(process.argv[2] ?? 2000);
const REPLICATES = 500;
const DIMENSION = { name: "g", by: ["g"], bands: {}, reference: { kind: "rest" } };
const OUTCOME = { rule: "1", classes: ["0", "1"], favourable: ["1"] };
const SCHEMA = {
  attributes: [{ column: "g", bands: null, levels: ["a", "b"] }],
  label: { column: "y", ...OUTCOME },
  prediction: { column: "p", ...OUTCOME },
  weight: "none",
};
const SIZES = [50, 100, 500];
/** Base rate, true positive rate, false positive rate. */
const PEOPLE = [
  [0.5, 0.8, 0.2],
  [0.4, 0.9, 0.3],
  [0.2, 0.7, 0.1],
];

/** Chances of label and prediction, at 2 · label + prediction. */
function chancesOf([base, tpr, fpr]) {
  return [(1 - base) * (1 - fpr), (1 - base) * fpr, base * (1 - tpr), base * tpr];
}

const f1 = ([, fp, fn, tp]) => (2 * tp) / (2 * tp + fp + fn);
const named = (metric) => ({ metric, cohort: "g=a" });
const compared = (metric, compare) => ({ metric, cohort: "g=a", compare, reference: "g=b" });
const STATISTICS = {
  "F1 score": [named("f1_score"), (a) => f1(a)],
  "balanced accuracy": [
    named("balanced_accuracy"),
    ([tn, fp, fn, tp]) => (tp / (tp + fn) + tn / (tn + fp)) / 2,
  ],
  "treatment equality": [named("treatment_equality"), ([, fp, fn]) => fn / fp],
  "difference of two F1 scores": [compared("f1_score", "difference"), (a, b) => f1(a) - f1(b)],
  "a formula: FN² / (TP · TN)": [
    {
      cohorts: ["g=a"],
      of: ([{ falseNegatives: fn, truePositives: tp, trueNegatives: tn }]) =>
        tp * tn === 0 ? null : (fn * fn) / (tp * tn),
      scale: "log",
    },
    ([tn, , fn, tp]) => (fn * fn) / (tp * tn),
  ],
};

function draw(random, size, chances) {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    let left = random();
    let at = 0;
    while (at < 3 && left >= chances[at]) left -= chances[at++];
    counts[at]++;
  }
  return counts;
}

function cellsOf(groups) {
  const entries = groups.flatMap((counts, g) =>
    counts.flatMap((n, at) => (n === 0 ? [] : [{ key: [g, at >> 1, at & 1], n, w: n, w2: n }])),
  );
  return sealCells(SCHEMA, entries);
}

/** Counts of trials whose interval holds the truth, lies wholly above it, wholly below, or does not exist. */
function cover(statistic, truth, size, chances, seed) {
  const random = makeRandom(seed);
  const tally = { covered: 0, above: 0, below: 0, none: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const groups = [draw(random, size, chances[0]), draw(random, 100, chances[1])];
    const found = bootstrapCells(cellsOf(groups), DIMENSION, statistic, {
      seed: trial,
      replicates: REPLICATES,
    });
    if (found.status !== "ok") tally.none++;
    else if (found.interval.lower > truth) tally.above++;
    else if ((found.interval.upper ?? Infinity) < truth) tally.below++;
    else tally.covered++;
  }
  return tally;
}

const found = Object.entries(STATISTICS).map(([name, [statistic, truthOf]]) => {
  const cases = SIZES.flatMap((size) =>
    PEOPLE.map((people, i) => {
      const chances = [chancesOf(people), chancesOf(PEOPLE[0])];
      const tally = cover(statistic, truthOf(...chances), size, chances, 1 + size + i);
      return { size, people, ...tally };
    }),
  );
  return { name, cases };
});

const percent = (share) => `${(100 * share).toFixed(2)} %`;
const rows = found.map(({ name, cases }) => {
  const estimable = (one) => trials - one.none;
  const mean = (key) =>
    cases.reduce((sum, one) => sum + one[key] / estimable(one), 0) / cases.length;
  const least = cases.reduce((low, one) =>
    one.covered / estimable(one) < low.covered / estimable(low) ? one : low,
  );
  return [
    name,
    cases.length,
    percent(mean("covered")),
    `${percent(least.covered / estimable(least))} (n ${least.size}, ${least.people.join(", ")})`,
    (mean("above") / 0.025).toFixed(2),
    (mean("below") / 0.025).toFixed(2),
    percent(Math.max(...cases.map(({ none }) => none / trials))),
  ];
});
writeResults("coverage-bootstrap", {
  title: "Coverage of the bootstrap of cells",
  how: `\`bootstrapCells\`, 95 % intervals, ${REPLICATES} replicates, ${trials} seeded trials a case: n ${SIZES.join(", ")} (the second cohort of a comparison 100) and three kinds of people (base rate, true and false positive rate): ${PEOPLE.map((one) => one.join(", ")).join("; ")}. Tails are how often the interval lies wholly above (below) the truth, over 2.5 %; standard error of one case ${percent(Math.sqrt((0.05 * 0.95) / trials))}.`,
  columns: [
    "statistic",
    "cases",
    "mean coverage",
    "least",
    "above, mean",
    "below, mean",
    "not estimable, at most",
  ],
  rows,
  target: "94 to 96 % on the mean, at least 91.5 % in each case.",
  on: machine({}),
  raw: { trials, found },
});
