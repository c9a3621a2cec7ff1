// Looks over time: how often a window of 90 daily looks shows a fail although the truth is exactly at the
// limit in every slot, and how many slots it takes to see a gap. By what `burnSeries` does, by totals, and by the
// p-value of a single look. Writes benchmarks/results/looks.{json,md}.
//   npm run build && node benchmarks/looks.mjs [windows] [windows of the whole path]   (default 2000 and 500)
import { sealCells } from "../packages/core/dist/cells/tally.js";
import {
  anytimePOfDifference,
  anytimePOfRatio,
  burnSeries,
  parseConfiguration,
} from "../packages/core/dist/index.js";
import { bet } from "../packages/core/dist/stats/betting.js";
import {
  midPDifferenceStatistic,
  midPRatioStatistic,
} from "../packages/core/dist/stats/joint-mid-p.js";
import { twoSidedP } from "../packages/core/dist/stats/normal.js";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { makeRandom } from "./lib/scored-people.mjs";

const [windows, wholeWindows] = [process.argv[2] ?? 2000, process.argv[3] ?? 500].map(Number);
const SLOTS = 90;
const ALPHA = 0.05;

const swing = (slot) => 1 + 0.9 * Math.sin((2 * Math.PI * slot) / 14);

/** A stream of slots: rates and decisions of a cohort and its reference in each. */
const steady = (name, p1, p2, n1, n2) => ({ name, at: () => ({ p1, p2, n1, n2 }) });
const AT_THE_LIMIT = [
  { ...steady("rates .40 and .50", 0.4, 0.5, 20, 40), compare: "ratio", limit: 0.8 },
  { ...steady("rates .16 and .20", 0.16, 0.2, 100, 200), compare: "ratio", limit: 0.8 },
  { ...steady("rates .04 and .05", 0.04, 0.05, 10, 200), compare: "ratio", limit: 0.8 },
  { ...steady("rates .40 and .50", 0.4, 0.5, 20, 40), compare: "difference", limit: -0.1 },
  { ...steady("rates .02 and .07", 0.02, 0.07, 50, 50), compare: "difference", limit: -0.05 },
  {
    name: "rates that swing from .016 to .30 in 14 days",
    at: (slot) => ({ p1: 0.128 * swing(slot), p2: 0.16 * swing(slot), n1: 100, n2: 200 }),
    compare: "ratio",
    limit: 0.8,
  },
  {
    name: "rates and shares of the cohorts that swing together",
    at: (slot) => ({
      p1: 0.128 * swing(slot),
      p2: 0.16 * swing(slot),
      n1: Math.round(60 * (2 - swing(slot))),
      n2: Math.round(100 * swing(slot)),
    }),
    compare: "ratio",
    limit: 0.8,
  },
];
const BEYOND = [
  { ...steady("rates .35 and .50", 0.35, 0.5, 20, 40), compare: "ratio", limit: 0.8 },
  { ...steady("rates .30 and .50", 0.3, 0.5, 20, 40), compare: "ratio", limit: 0.8 },
  { ...steady("rates .13 and .20", 0.13, 0.2, 100, 200), compare: "ratio", limit: 0.8 },
  { ...steady("rates .30 and .50", 0.3, 0.5, 20, 40), compare: "difference", limit: -0.1 },
];

const totalsP = { ratio: anytimePOfRatio, difference: anytimePOfDifference };
const singleStatistic = { ratio: midPRatioStatistic, difference: midPDifferenceStatistic };

function drawBinomial(random, n, p) {
  let count = 0;
  for (let i = 0; i < n; i++) if (random() < p) count++;
  return { successes: count, size: n };
}

/** The first slot, from 1, at which each method says that the truth is below the limit; Infinity where none does. */
function watch({ at, compare, limit }, random) {
  const first = { successes: 0, size: 0 };
  const second = { successes: 0, size: 0 };
  const rounds = [];
  const found = { bets: Infinity, totals: Infinity, single: Infinity };
  for (let slot = 1; slot <= SLOTS; slot++) {
    const { p1, p2, n1, n2 } = at(slot);
    const round = { first: drawBinomial(random, n1, p1), second: drawBinomial(random, n2, p2) };
    rounds.push(round);
    for (const [sum, more] of [
      [first, round.first],
      [second, round.second],
    ]) {
      sum.successes += more.successes;
      sum.size += more.size;
    }
    if (first.size === 0 || second.size === 0) continue;
    const [own, other] = [first.successes / first.size, second.successes / second.size];
    const estimate = compare === "ratio" ? own / other : own - other;
    if (!(estimate < limit)) continue;
    const p = {
      bets: () => bet(rounds, compare).p(limit),
      totals: () => totalsP[compare](first, second, limit),
      single: () => twoSidedP(singleStatistic[compare](first, second, limit)),
    };
    for (const method of Object.keys(p)) {
      if (found[method] === Infinity && p[method]() <= ALPHA) found[method] = slot;
    }
  }
  return found;
}

const METHODS = ["bets", "totals", "single"];

function measure(streams, seed) {
  return streams.map((stream, i) => {
    const random = makeRandom(seed + i);
    const found = Array.from({ length: windows }, () => watch(stream, random));
    const { name, compare, limit } = stream;
    const shares = Object.fromEntries(
      METHODS.map((method) => [
        method,
        found.filter((one) => one[method] < Infinity).length / windows,
      ]),
    );
    const medians = Object.fromEntries(
      METHODS.map((method) => {
        const sorted = found.map((one) => one[method]).sort((a, b) => a - b);
        return [method, sorted[Math.floor(windows / 2)]];
      }),
    );
    return { name, compare, limit, shares, medians };
  });
}

const binary = { column: "p", rule: "1", classes: ["0", "1"], favourable: ["1"] };
const policy = parseConfiguration({
  decisions: { prediction: "p", favourable: 1 },
  cohorts: { g: { by: ["g"], reference: "ref" } },
  budgets: [
    {
      id: "b",
      metric: "selection_rate",
      compare: "ratio",
      cohorts: "g",
      limit: { min: 0.8, max: 1.25 },
      severity: "error",
      onInconclusive: "warn",
    },
  ],
  burn: { window: `${SLOTS}d`, slot: "1d", since: "2026-01-01" },
});

/** Windows in which any of five cohorts is a fail at any of the 90 looks. */
function watchWhole(rates, seed) {
  const random = makeRandom(seed);
  const sizes = [20, 20, 40, 80, 10, 100];
  const levels = [...rates.map((_, i) => `g${i}`), "ref"];
  let alarms = 0;
  for (let window = 0; window < wholeWindows; window++) {
    const slots = Array.from({ length: SLOTS }, (_, slot) => {
      const entries = [...rates, 0.3].flatMap((rate, code) => {
        const { successes, size } = drawBinomial(random, sizes[code], rate);
        return [size - successes, successes].flatMap((n, outcome) =>
          n === 0 ? [] : [{ key: [code, outcome], n, w: n, w2: n }],
        );
      });
      const attributes = [{ column: "g", bands: null, levels }];
      const cells = sealCells(
        { attributes, label: null, prediction: binary, weight: "none" },
        entries,
      );
      const date = new Date(Date.UTC(2026, 0, 1 + slot)).toISOString().slice(0, 10);
      return { date, cells };
    });
    const { series } = burnSeries(slots, policy, { today: "2026-12-31" });
    if (series.some(({ firstOutside }) => firstOutside !== null)) alarms++;
  }
  return alarms / wholeWindows;
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const slotText = (slot) => (slot === Infinity ? "not within 90" : `${slot}`);
const streamText = ({ name, compare, limit }) => [`${compare}, limit ${limit}: ${name}`];

const atLimit = measure(AT_THE_LIMIT, 1);
const beyond = measure(BEYOND, 101);
const whole = [
  { name: "all five cohorts at 0.8 of the reference", rates: Array(5).fill(0.24) },
  { name: "five cohorts at 0.8, 1.25, 0.8, 1.25 and 1", rates: [0.24, 0.375, 0.24, 0.375, 0.3] },
  { name: "all at parity", rates: Array(5).fill(0.3) },
].map(({ name, rates }, i) => ({ name, share: watchWhole(rates, 1001 + i) }));

writeText(
  "looks",
  `# Looks over time

Windows of 90 daily slots, looked at after each. \`burnSeries\` judges by bets on each slot; beside it a
confidence sequence of the totals (\`ratioSequence\`, \`differenceSequence\`), and what happens when the
p-value of one look (mid-p, as \`decide\` uses it) is read every day. ${windows} windows each.

## The truth is exactly at the limit in every slot: windows with a fail at any look

Target: at most 5 %.

${tableText(
  ["stream", "bets", "totals", "p-value of one look"],
  atLimit.map((one) => [
    ...streamText(one),
    ...METHODS.map((method) => percent(one.shares[method])),
  ]),
)}

## The truth is beyond the limit: slots until half of the windows show it

${tableText(
  ["stream", "bets", "totals"],
  beyond.map((one) => [
    ...streamText(one),
    ...["bets", "totals"].map((method) => slotText(one.medians[method])),
  ]),
)}

## The whole path: a budget of five cohorts of unequal size, limit 0.80 to 1.25, Holm at every look

${wholeWindows} windows each; windows in which any cohort is a fail at any look. Target: at most 5 %.

${tableText(
  ["truth", "windows with a fail"],
  whole.map(({ name, share }) => [name, percent(share)]),
)}
`,
  machine({}),
  { windows, wholeWindows, atLimit, beyond, whole },
);
