// How often policies fail and pass, simulated from known truths through the public `decide`.
//   node benchmarks/operating-characteristics.mjs [--runs SHARE] [--draw] [POLICY … six-metrics]
// Names choose what is simulated anew; `--runs 0.1` simulates a tenth of the data sets; `--draw` only writes
// table and charts of the last numbers.
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { drawCharts } from "./lib/operating-charts.mjs";
import { readNumbers, writeNumbers } from "./lib/operating-file.mjs";
import { writeTables } from "./lib/operating-tables.mjs";
import {
  cohortsOf,
  configurationOf,
  LIMIT_RATES,
  LIMIT_RATIO,
  POLICIES,
  RATIOS,
  REFERENCE_RATE,
  rateAt,
  SIZES,
  STRUCTURES,
} from "./lib/policies.mjs";
import { machine } from "./lib/results.mjs";
import { simulate } from "./lib/simulate.mjs";
import { simulateSixMetrics } from "./lib/six-metrics.mjs";

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "1" }, draw: { type: "boolean", default: false } },
});
const runsOf = (runs) => Math.max(20, Math.round(runs * Number(options.runs)));
const isChosen = (name) => names.length === 0 || names.includes(name);
const folder = new URL("results/", import.meta.url);
const file = new URL("operating-characteristics.json", folder);
const report = (text) =>
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Every truth that a policy meets. On the limit there are more runs and more rates of the reference. */
function scenariosOf(policy, structure) {
  const isTen = structure.name === "ten";
  return RATIOS.flatMap((ratio) => {
    const isLimit = ratio === LIMIT_RATIO;
    const rates = isLimit ? LIMIT_RATES : [REFERENCE_RATE];
    const runs = runsOf(isLimit ? 2_000 : isTen ? 250 : 500);
    return rates.flatMap((referenceRate) =>
      SIZES.map((size) => ({
        policy: policy.name,
        structure: structure.name,
        ratio,
        referenceRate,
        size,
        runs,
      })),
    );
  });
}

function simulatePolicies() {
  const own = POLICIES.filter(({ name, verdictsOf }) => verdictsOf === undefined && isChosen(name));
  return own.flatMap((policy) =>
    STRUCTURES.flatMap((structure) => {
      const configuration = configurationOf(policy, structure.clusters);
      const found = scenariosOf(policy, structure).map((scenario) => {
        const { ratio, referenceRate, size, runs } = scenario;
        const rate = rateAt(policy, referenceRate, ratio);
        const cohorts = cohortsOf(policy, structure, size, referenceRate, rate);
        // The same people for every policy of the same metric.
        const seed = Math.round(1e6 * ratio + 1e4 * referenceRate + size);
        const { clusters } = structure;
        return { ...scenario, rate, ...simulate({ configuration, cohorts, clusters, runs, seed }) };
      });
      report(`${policy.name}, ${structure.name}`);
      return found;
    }),
  );
}

if (!options.draw) {
  const scenarios = simulatePolicies();
  const sixMetrics = isChosen("six-metrics") ? simulateSixMetrics(runsOf, report) : undefined;
  writeNumbers(file, machine({}), { scenarios, sixMetrics });
}
const results = readNumbers(file);
mkdirSync(new URL("operating-characteristics/", folder), { recursive: true });
writeTables(results, folder);
await drawCharts(results, folder);
