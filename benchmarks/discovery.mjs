// Worst-cohort discovery: how often a planted cohort is ranked first, how often something is found where
// nothing is, and how long a search takes beside divexplorer's.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/discovery.mjs [found] [times]
// Each part alone leaves the other's last numbers as they are.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { discoverCohorts } from "../packages/core/dist/index.js";
import { makePeople, makeSearched, questionAbout } from "./evenhand/discovery-people.mjs";
import { runOurs, runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const TIMINGS = 3;
const SIZES = [10_000, 30_000, 100_000];
/** Shares of the rows; the limit of conditions is divexplorer's own, where there is one. */
const PEER_SEARCHES = ["0.05", "0.02:3"];
const DEFAULT_SUPPORT = 50;
const SEARCHED_SHARE = 0.7;
const RUNS = 100;
/** More, since a share of about one in twenty is asked for. */
const NULL_RUNS = 500;

function countPlanted(rows, planted, baseRate) {
  const tally = { first: 0, confirmed: 0 };
  for (let seed = 1; seed <= RUNS; seed++) {
    const people = makePeople({ rows, attributes: 10, planted, baseRate, seed });
    const [best] = discoverCohorts(people, { ...questionAbout(people), seed }).cohorts;
    if (best?.cohort !== "a0=0,a1=0") continue;
    tally.first++;
    if (best.isConfirmed) tally.confirmed++;
  }
  return tally;
}

function countFalse() {
  let flagged = 0;
  for (let seed = 10_001; seed <= 10_000 + NULL_RUNS; seed++) {
    const people = makePeople({ rows: 20_000, attributes: 10, planted: 0, baseRate: 1, seed });
    const { cohorts } = discoverCohorts(people, { ...questionAbout(people), seed });
    if (cohorts.some(({ isConfirmed }) => isConfirmed)) flagged++;
  }
  return flagged;
}

/** Both on the same rows, one after the other. */
function timeSearches(rows) {
  const shares = [...new Set(PEER_SEARCHES.map((text) => Number.parseFloat(text)))];
  const supports = shares.map((share) => Math.round(share * rows * SEARCHED_SHARE));
  const own = runOurs("discovery", rows, TIMINGS, DEFAULT_SUPPORT, ...supports);
  const folder = mkdtempSync(join(tmpdir(), "discovery-"));
  try {
    const file = join(folder, "people.csv");
    writeRows(file, makeSearched(rows));
    const peer = JSON.parse(runPeer("discovery", TIMINGS, file, ...PEER_SEARCHES));
    return { rows, shares: [null, ...shares], own: own.searches, peer };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeRows(file, people) {
  const names = Object.keys(people);
  const lines = Array.from(people.y, (_, row) => names.map((name) => people[name][row]).join());
  writeFileSync(file, `${[names.join(), ...lines].join("\n")}\n`);
}

const count = (value) => value.toLocaleString("en-GB");
const seconds = (times) => (median(times) / 1000).toFixed(median(times) < 10_000 ? 2 : 0);

function timingRows({ rows, shares, own, peer }) {
  const [alone, ...matched] = own;
  const ownRow = [count(rows), "50 people", "3", count(alone.compared), seconds(alone.times)];
  return [
    [...ownRow, "–", "–", "–"],
    ...peer.searches.map(({ support, most, patterns, longest, times }) => {
      const equal = matched[shares.indexOf(support) - 1];
      return [
        count(rows),
        `${Number((support * 100).toPrecision(3))} % of the rows`,
        most === null ? `3; peer unlimited (found ${longest})` : String(most),
        count(equal.compared),
        seconds(equal.times),
        count(patterns),
        seconds(times),
        `${(median(times) / median(equal.times)).toPrecision(3)}×`,
      ];
    }),
  ];
}

function countFound() {
  return {
    all: countPlanted(20_000, 500, 1),
    half: countPlanted(20_000, 500, 0.5),
    doubled: countPlanted(40_000, 1_000, 0.5),
    flagged: countFalse(),
  };
}

const file = new URL("results/discovery.json", import.meta.url);
const last = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const parts = process.argv.length > 2 ? process.argv.slice(2) : ["found", "times"];
const found = parts.includes("found") ? countFound() : last.found;
if (found === undefined) throw new Error("nothing was found yet: name the part `found` too");
const timings = parts.includes("times") ? SIZES.map(timeSearches) : last.timings;
const on = machine(timings?.[0]?.peer.versions ?? {});
const outcome = ({ first, confirmed }) => `${first} of ${RUNS} (confirmed: ${confirmed})`;
const text = `# Worst-cohort discovery

Made by \`node benchmarks/discovery.mjs\`.

## Found where it is, and nothing where nothing is

10 attributes of 2 to 6 levels, depth 3, support 50, 30 % of the rows kept apart, false discovery rate 0.05. The planted cohort has two conditions and a false-negative rate 0.15 above the 0.20 of everyone else. The target names 500 of 20,000; it is read as decisions that the metric counts, people with a favourable label. Read as people of whom half have one, the search has half of these and a harder task: the second line.

${tableText(
  ["what", "target", "measured"],
  [
    ["500 of 20,000 decisions of the metric, ranked first", "≥ 95 of 100", outcome(found.all)],
    ["500 of 20,000 people, about 250 of 10,000 decisions", "–", outcome(found.half)],
    ["1,000 of 40,000 people, about 500 of 20,000 decisions", "–", outcome(found.doubled)],
    [
      "runs without a planted cohort that flag anything",
      "≤ 5 of 100",
      `${count(found.flagged)} of ${count(NULL_RUNS)}`,
    ],
  ],
)}

## Time

15 attributes, everyone with a favourable label. CPU time of all threads, median of ${TIMINGS} runs, reading the rows not counted; both in the same call on the same rows. Evenhand searches 70 % of the rows at the same share of support, ranks, and tests on the other 30 %; divexplorer counts all of them and computes a t statistic for each pattern. divexplorer's public call has no limit on the number of conditions; where the column says 3, its miner was held to that by its own \`max_len\`. At the support of 50 people, Evenhand's default, it was not run: its time grows with the number of patterns.

${tableText(
  [
    "rows",
    "support",
    "most conditions",
    "cohorts compared",
    "Evenhand, s",
    "patterns",
    "divexplorer, s",
    "divexplorer / Evenhand",
  ],
  (timings ?? []).flatMap(timingRows),
)}

**Target:** less than 5 s at 100,000 rows and depth 3, and faster than divexplorer.
`;
writeText("discovery", text, on, { found, timings });
