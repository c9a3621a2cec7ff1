// Thresholds beside fairlearn's ThresholdOptimizer: utility and gap on the same scored people, how chosen
// thresholds do on people who had no part in the choice, and the time for a million.
// `node benchmarks/thresholds.mjs [--write] [--runs 3]`; one core, a few minutes, most of them fairlearn's.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chancesUnder,
  chooseThresholds,
  parseConfiguration,
  table,
  thresholdFrontier,
} from "../packages/core/dist/index.js";
import { runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { makeRandom } from "./lib/scored-people.mjs";
import { measure, median } from "./lib/timing.mjs";

const runsAt = process.argv.indexOf("--runs");
const RUNS = runsAt === -1 ? 3 : Number(process.argv[runsAt + 1]);
const SEEDS = 20;
const MAX_GAP = 0.02;
const FILES = ["adult-sex", "adult-race", "compas-race", "compas-sex", "german-age"];
const CRITERIA = [
  "demographic-parity",
  "equal-opportunity",
  "false-positive-parity",
  "equalized-odds",
];
const ACCURACY = { kind: "accuracy" };
const LAWFUL = { lawful: true, basis: "a benchmark decides about nobody", owner: "@benchmarks" };
// Utilities and gaps of both are sums of thousands of chances, so that they differ by rounding.
const ROUNDING = 1e-12;

function readPeople(file) {
  const lines = readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1);
  const rows = lines.map((line) => line.split(","));
  const names = [...new Set(rows.map(([, , cohort]) => cohort))];
  return {
    scores: Float64Array.from(rows, ([score]) => Number(score)),
    labels: Int8Array.from(rows, ([, label]) => Number(label)),
    cohorts: Int32Array.from(rows, ([, , cohort]) => names.indexOf(cohort)),
    names,
  };
}

/** Expected accuracy, and the rates by cohort: selection, true positives, false positives. */
function describe({ labels, cohorts, names }, chances) {
  const sums = names.map(() => ({ n: [0, 0], chosen: [0, 0] }));
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    const { n, chosen } = sums[cohorts[row]];
    n[labels[row]]++;
    chosen[labels[row]] += chances[row];
    right += labels[row] === 1 ? chances[row] : 1 - chances[row];
  }
  const rates = sums.map(({ n, chosen }) => ({
    selection_rate: (chosen[0] + chosen[1]) / (n[0] + n[1]),
    true_positive_rate: chosen[1] / n[1],
    false_positive_rate: chosen[0] / n[0],
  }));
  return { utility: right / labels.length, rates };
}

const METRICS = {
  "demographic-parity": ["selection_rate"],
  "equal-opportunity": ["true_positive_rate"],
  "false-positive-parity": ["false_positive_rate"],
  "equalized-odds": ["true_positive_rate", "false_positive_rate"],
};

function gapOf(rates, criterion) {
  const gaps = METRICS[criterion].map((metric) => {
    const values = rates.map((rate) => rate[metric]);
    return Math.max(...values) - Math.min(...values);
  });
  return Math.max(...gaps);
}

function compareWithPeer(folder) {
  const cases = [];
  for (const file of FILES) {
    const path = join(folder, `${file}.csv`);
    const people = readPeople(path);
    const peer = JSON.parse(runPeer("thresholds", "solve", path));
    for (const criterion of CRITERIA) {
      const question = { kind: "randomised", criterion, utility: ACCURACY, lawful: LAWFUL };
      const [point] = thresholdFrontier(people, question).points;
      const [ours, theirs] = [chancesUnder(point.rules, people), peer.chances[criterion]].map(
        (chances) => {
          const { utility, rates } = describe(people, chances);
          return { utility, gap: gapOf(rates, criterion) };
        },
      );
      const holds = ours.utility >= theirs.utility - ROUNDING && ours.gap <= theirs.gap + ROUNDING;
      cases.push({ file, criterion, ours, theirs, holds });
    }
  }
  return cases;
}

/** As many people as there are, drawn with replacement: the file is then the population, and its values are known. */
function resample(people, seed) {
  const random = makeRandom(seed);
  const rows = Array.from(people.scores, () => Math.floor(random() * people.scores.length));
  return table({
    score: rows.map((row) => people.scores[row]),
    label: rows.map((row) => String(people.labels[row])),
    cohort: rows.map((row) => people.names[people.cohorts[row]]),
  });
}

function configure(people, criterion) {
  const sizes = people.names.map((_, i) => people.cohorts.filter((cohort) => cohort === i).length);
  const reference = people.names[sizes.indexOf(Math.max(...sizes))];
  const budgets = METRICS[criterion].map((metric) => ({
    id: metric,
    metric,
    compare: "difference",
    cohorts: "cohort",
    limit: { min: -0.1, max: 0.1 },
    severity: "warn",
  }));
  return parseConfiguration({
    decisions: {
      label: "label",
      favourable: "1",
      score: "score",
      prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
    },
    cohorts: { cohort: { by: ["cohort"], reference } },
    remedies: { perCohortThresholds: LAWFUL },
    budgets,
  });
}

function holdOut(folder) {
  const results = [];
  for (const file of FILES) {
    const people = readPeople(join(folder, `${file}.csv`));
    for (const criterion of CRITERIA) {
      const configuration = configure(people, criterion);
      const question = { dimension: "cohort", criterion, utility: ACCURACY, maxGap: MAX_GAP };
      const seen = [];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const found = chooseThresholds(resample(people, seed), configuration, {
          ...question,
          seed,
        });
        for (const option of found.options) seen.push(holdAgainst(people, criterion, option));
      }
      results.push({ file, criterion, seen });
    }
  }
  return results;
}

function holdAgainst(people, criterion, { kind, chosen, heldOut }) {
  const named = { ...people, names: people.names.map((name) => `cohort=${name}`) };
  const truth = describe(people, chancesUnder(chosen.rules, named));
  const within = (value, interval) => interval.lower <= value && value <= interval.upper;
  const rateOf = (cohort, metric) => truth.rates[named.names.indexOf(cohort)][metric];
  const differences = heldOut.verdicts
    .filter(({ interval }) => interval !== null)
    .map(({ cohort, reference, metric, interval }) =>
      within(rateOf(cohort, metric) - rateOf(reference, metric), interval),
    );
  return {
    kind,
    chosen: { utility: chosen.utility, gap: chosen.gap },
    heldOut: heldOut.utility.value,
    truth: { utility: truth.utility, gap: gapOf(truth.rates, criterion) },
    utilityCovered: within(truth.utility, heldOut.utility.interval),
    differences: { covered: differences.filter(Boolean).length, of: differences.length },
  };
}

/** 5 cohorts, every score another. */
function makeMany(rows) {
  const random = makeRandom(7);
  const people = {
    scores: new Float64Array(rows),
    labels: new Int8Array(rows),
    cohorts: new Int8Array(rows),
    names: ["a", "b", "c", "d", "e"],
  };
  for (let row = 0; row < rows; row++) {
    const cohort = Math.floor(random() * 5);
    const score = random();
    people.scores[row] = score;
    people.cohorts[row] = cohort;
    people.labels[row] = random() < score ** (1 + cohort / 5) ? 1 : 0;
  }
  return people;
}

function measureTimes(folder) {
  const people = makeMany(1_000_000);
  const path = join(folder, "many.csv");
  const lines = Array.from(
    people.scores,
    (score, row) => `${score},${people.labels[row]},${people.names[people.cohorts[row]]}`,
  );
  writeFileSync(path, ["score,label,cohort", ...lines].join("\n"));
  const peer = JSON.parse(runPeer("thresholds", "time", path, RUNS));
  const times = CRITERIA.map((criterion) => {
    const timeOf = (kind) =>
      median(
        measure(
          () => thresholdFrontier(people, { kind, criterion, utility: ACCURACY, lawful: LAWFUL }),
          Math.max(5, RUNS),
        ),
      );
    const ours = {
      randomised: timeOf("randomised"),
      separate: timeOf("per-cohort"),
      one: timeOf("one"),
    };
    return { criterion, ours, theirs: median(peer.times[criterion]) };
  });
  return { times, versions: peer.versions };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (part, of) => `${((100 * part) / of).toFixed(1)} %`;
const digits = (value) => value.toFixed(5);

const folder = mkdtempSync(join(tmpdir(), "thresholds-"));
try {
  runPeer("thresholds", "data", folder);
  const cases = compareWithPeer(folder);
  const held = holdOut(folder);
  const { times, versions } = measureTimes(folder);
  const text = writeReport(cases, held, times);
  const on = machine(versions);
  if (process.argv.includes("--write"))
    writeText("thresholds", text, on, { cases, held: held.map(sumUp), times });
  else console.log(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function sumUp({ file, criterion, seen }) {
  const kinds = ["one", "per-cohort", "randomised"].map((kind) => {
    const own = seen.filter((one) => one.kind === kind);
    return {
      kind,
      chosenUtility: mean(own.map(({ chosen }) => chosen.utility)),
      heldOutUtility: mean(own.map(({ heldOut }) => heldOut)),
      trueUtility: mean(own.map(({ truth }) => truth.utility)),
      chosenGap: mean(own.map(({ chosen }) => chosen.gap)),
      trueGap: mean(own.map(({ truth }) => truth.gap)),
      utilitiesCovered: own.filter(({ utilityCovered }) => utilityCovered).length,
      utilities: own.length,
      differencesCovered: own.reduce((sum, { differences }) => sum + differences.covered, 0),
      differences: own.reduce((sum, { differences }) => sum + differences.of, 0),
    };
  });
  return { file, criterion, kinds };
}

function writeReport(cases, held, times) {
  const sums = held.flatMap((one) => {
    const { file, criterion, kinds } = sumUp(one);
    return kinds.map((kind) => ({ file, criterion, ...kind }));
  });
  const total = (key) => sums.reduce((sum, one) => sum + one[key], 0);
  return `# Thresholds beside fairlearn's ThresholdOptimizer

## Utility and gap on the same people

Scores of a logistic regression (Adult), of COMPAS itself (ten deciles, tied) and of boosted trees (German Credit), made by \`peers/thresholds.py\`; accuracy, randomised thresholds. Both are measured alike, from the chance each person has of a favourable decision. Fairlearn looks at 1,001 rates, Evenhand at all.

${tableText(
  ["people", "criterion", "accuracy, Evenhand", "fairlearn", "gap, Evenhand", "fairlearn", "held"],
  cases.map(({ file, criterion, ours, theirs, holds }) => [
    file,
    criterion,
    ours.utility.toFixed(7),
    theirs.utility.toFixed(7),
    ours.gap.toExponential(1),
    theirs.gap.toExponential(1),
    holds ? "yes" : "no",
  ]),
)}

**Target:** accuracy no lower and gap no larger, but for rounding of sums (1e-12): ${cases.filter(({ holds }) => holds).length} of ${cases.length}.

## On people who had no part in the choice

${SEEDS} times as many people as the file has were drawn from it with replacement, so that the file is the population and its values are known. \`chooseThresholds\` chose on one half (gap at most ${MAX_GAP}) and reported on the other, lots drawn. Means over the draws; the gap of the population tells how far a choice on one half carries.

${tableText(
  [
    "people",
    "criterion",
    "kind",
    "accuracy chosen",
    "held out",
    "true",
    "gap chosen",
    "true",
    "accuracy covered",
    "differences covered",
  ],
  sums.map((one) => [
    one.file,
    one.criterion,
    one.kind,
    digits(one.chosenUtility),
    digits(one.heldOutUtility),
    digits(one.trueUtility),
    digits(one.chosenGap),
    digits(one.trueGap),
    `${one.utilitiesCovered} of ${one.utilities}`,
    `${one.differencesCovered} of ${one.differences}`,
  ]),
)}

**Target:** 95 % intervals of the held-out half cover the true value at least 93 % of the time: accuracy ${share(total("utilitiesCovered"), total("utilities"))} of ${total("utilities")}, differences between cohorts ${share(total("differencesCovered"), total("differences"))} of ${total("differences")}. The draws are the same for all kinds and criteria of a file, so that these shares vary more than as many independent ones.

## Time

1,000,000 people in 5 cohorts, every score another; CPU time in ms, medians, one process after the other on a busy machine. Evenhand finds the whole frontier, fairlearn one point.

${tableText(
  ["criterion", "randomised", "one a cohort", "one for all", "fairlearn", "fairlearn ÷ randomised"],
  times.map(({ criterion, ours, theirs }) => [
    criterion,
    ours.randomised.toFixed(0),
    ours.separate.toFixed(0),
    ours.one.toFixed(0),
    theirs.toFixed(0),
    (theirs / ours.randomised).toFixed(0),
  ]),
)}

**Target:** 50 times as fast.
`;
}
