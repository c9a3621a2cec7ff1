// How often 95 % intervals hold the truth, by simulation: of the change of a disparity between two models
// that decide about the same people, and of the parts of a gap over strata.
//   npm run build && node benchmarks/coverage-drivers.mjs [trials]   (default 2000)
// Writes benchmarks/results/coverage-drivers.md.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { splitGap } from "../packages/core/dist/drivers/gap-parts.js";
import { measurePart } from "../packages/core/dist/drivers/gap-share.js";
import {
  countPairs,
  partsOfStates,
  ratesOfPairs,
} from "../packages/core/dist/drivers/paired-rates.js";
import { sideOfStrata } from "../packages/core/dist/drivers/strata-side.js";
import { findMetric } from "../packages/core/dist/index.js";
import { makeRandom } from "./lib/draws.mjs";

const trials = Number(process.argv[2] ?? 2000);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const holds = ({ interval }, truth) => interval.lower <= truth && truth <= interval.upper;

// Two models, which share the draw of a person as often as they agree.
const BASES = [0.3, 0.6];
const METRICS = ["selection_rate", "true_positive_rate", "accuracy", "precision"];
const SIZES = [50, 100, 300, 1000];
const AGREEMENTS = [0, 0.5, 0.8];
/** Chance of a favourable decision for the outcomes 0 and 1, by model and cohort. */
const MODELS = {
  alike: [
    [
      [0.2, 0.7],
      [0.2, 0.7],
    ],
    [
      [0.2, 0.7],
      [0.2, 0.7],
    ],
  ],
  apart: [
    [
      [0.1, 0.6],
      [0.3, 0.85],
    ],
    [
      [0.2, 0.75],
      [0.25, 0.8],
    ],
  ],
  rare: [
    [
      [0.03, 0.5],
      [0.08, 0.7],
    ],
    [
      [0.05, 0.6],
      [0.06, 0.65],
    ],
  ],
};

function rateOf(metric, base, [low, high]) {
  const selected = (1 - base) * low + base * high;
  if (metric === "selection_rate") return selected;
  if (metric === "true_positive_rate") return high;
  if (metric === "accuracy") return (1 - base) * (1 - low) + base * high;
  return (base * high) / selected;
}

function drawPeople(random, size, base, models, agreement) {
  const labels = new Uint8Array(size);
  const decisions = [new Uint8Array(size), new Uint8Array(size)];
  for (let row = 0; row < size; row++) {
    const y = random() < base ? 1 : 0;
    labels[row] = y;
    // Some people have one draw for both models.
    const first = random();
    const second = random() < agreement ? first : random();
    decisions[0][row] = first < models[0][y] ? 1 : 0;
    decisions[1][row] = second < models[1][y] ? 1 : 0;
  }
  return { labels, decisions, weights: null, weightKind: "none" };
}

function coverPaired(seed, { metric, size, agreement, models, compare }) {
  const random = makeRandom(seed);
  const parts = partsOfStates(findMetric(metric));
  const rows = Uint32Array.from({ length: size }, (_, row) => row);
  const to = compare === "difference" ? (rate) => rate : Math.log;
  const truth = [0, 1]
    .map(
      (k) =>
        to(rateOf(metric, BASES[0], models[k][0])) - to(rateOf(metric, BASES[1], models[k][1])),
    )
    .reduce((first, second) => second - first);
  const changeOf = (weights) => {
    const [first, second] = ratesOfPairs(weights);
    return to(second) - to(first);
  };
  let held = 0;
  let undefinedOnes = 0;
  for (let trial = 0; trial < trials; trial++) {
    const sides = BASES.map((base, g) =>
      countPairs(
        drawPeople(random, size, base, [models[0][g], models[1][g]], agreement),
        rows,
        parts,
        [0, 1],
      ),
    );
    const part = measurePart((own, other) => changeOf(own) - changeOf(other), sides, 0.95);
    if (part.interval === null || !Number.isFinite(part.value)) undefinedOnes++;
    else if (holds(part, truth)) held++;
  }
  return held / (trials - undefinedOnes);
}

// Strata: shares and rates of two cohorts.
const STRATA = {
  "3 strata": {
    shares: [
      [0.6, 0.3, 0.1],
      [0.2, 0.4, 0.4],
    ],
    rates: [
      [0.2, 0.4, 0.8],
      [0.1, 0.45, 0.7],
    ],
  },
  "6 strata, rare": {
    shares: [
      [0.3, 0.25, 0.2, 0.1, 0.1, 0.05],
      [0.1, 0.1, 0.15, 0.2, 0.2, 0.25],
    ],
    rates: [
      [0.03, 0.05, 0.1, 0.1, 0.2, 0.3],
      [0.05, 0.1, 0.05, 0.2, 0.2, 0.25],
    ],
  },
};

function drawStrata(random, size, shares, rates) {
  const counts = shares.map(() => ({ numerator: 0, denominator: 0 }));
  const ends = shares.map((_, k) => shares.slice(0, k + 1).reduce((sum, share) => sum + share, 0));
  ends[ends.length - 1] = 1;
  for (let i = 0; i < size; i++) {
    const at = random();
    const s = ends.findIndex((end) => at < end);
    counts[s].denominator++;
    if (random() < rates[s]) counts[s].numerator++;
  }
  return counts;
}

function weightsOf(shares, rates) {
  return Float64Array.from(shares.flatMap((q, s) => [q * (1 - rates[s]), q * rates[s]]));
}

function coverStrata(seed, { size, shares, rates }) {
  const random = makeRandom(seed);
  const truth = splitGap(weightsOf(shares[0], rates[0]), weightsOf(shares[1], rates[1]));
  const held = { gap: 0, mix: 0, within: 0 };
  let counted = 0;
  for (let trial = 0; trial < trials; trial++) {
    const sides = [0, 1].map((k) =>
      sideOfStrata(drawStrata(random, size, shares[k], rates[k]), size),
    );
    // A stratum that one of them lacks by chance makes another question of it.
    if (
      sides.some(({ weights }) =>
        shares[0].some((_, s) => weights[2 * s] + weights[2 * s + 1] === 0),
      )
    )
      continue;
    counted++;
    for (const name of Object.keys(held)) {
      const part = measurePart((a, b) => splitGap(a, b)[name], sides, 0.95);
      if (holds(part, truth[name])) held[name]++;
    }
  }
  return Object.fromEntries(Object.entries(held).map(([name, count]) => [name, count / counted]));
}

let seed = 0;
const coverAll = (compare) =>
  SIZES.map((size) => {
    const cases = METRICS.flatMap((metric) =>
      AGREEMENTS.flatMap((agreement) =>
        Object.entries(MODELS).map(([name, models]) => ({
          name: `${metric}, ${name}, agreement ${agreement}`,
          covered: coverPaired(++seed, { metric, size, agreement, models, compare }),
        })),
      ),
    );
    return { size, cases };
  });

function tableOf(paired) {
  const all = paired.flatMap(({ cases }) => cases.map(({ covered }) => covered));
  return [
    "| people in each cohort | mean | lowest | highest | the lowest is |",
    "| --- | --- | --- | --- | --- |",
    ...paired.map(({ size, cases }) => {
      const covered = cases.map((one) => one.covered);
      const lowest = cases.reduce((a, b) => (b.covered < a.covered ? b : a));
      return `| ${size} | ${percent(mean(covered))} | ${percent(Math.min(...covered))} | ${percent(Math.max(...covered))} | ${lowest.name} |`;
    }),
    `| all | ${percent(mean(all))} | ${percent(Math.min(...all))} | ${percent(Math.max(...all))} | |`,
  ];
}
const differences = coverAll("difference");
const strata = Object.entries(STRATA).flatMap(([name, { shares, rates }]) =>
  SIZES.map((size) => ({ name, size, ...coverStrata(++seed, { size, shares, rates }) })),
);
const ratios = coverAll("ratio");
const lines = [
  "# Coverage of paired changes and of the parts of a gap",
  "",
  `95 % intervals, ${trials} trials a case; written by \`node benchmarks/coverage-drivers.mjs\` on ${cpus()[0].model}.`,
  "",
  "## Change of a disparity (difference) from one model to another, same people",
  "",
  "Two cohorts of this size; selection rate, true positive rate, accuracy and precision; models alike, apart and with rare decisions; 0, 50 and 80 % of people with one draw for both.",
  "",
  ...tableOf(differences),
  "",
  "## Change of a ratio, the same cases",
  "",
  "Draws in which a rate is 0 have no ratio and are left out.",
  "",
  ...tableOf(ratios),
  "",
  "## Parts of a gap over strata",
  "",
  "| strata | people in each cohort | gap | mix | within strata |",
  "| --- | --- | --- | --- | --- |",
  ...strata.map(
    ({ name, size, gap, mix, within }) =>
      `| ${name} | ${size} | ${percent(gap)} | ${percent(mix)} | ${percent(within)} |`,
  ),
];
writeFileSync(new URL("results/coverage-drivers.md", import.meta.url), `${lines.join("\n")}\n`);
console.log(lines.join("\n"));
