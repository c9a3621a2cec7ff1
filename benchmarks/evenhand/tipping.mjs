// CPU time of the tipping points of one verdict: of 1,000 small tables, or of Adult's cells with every count so many times.
import { readFileSync } from "node:fs";
import { decide, tippingPoints } from "../../packages/core/dist/index.js";
import { deviateOf } from "../../packages/core/dist/stats/deviate.js";
import { report } from "../lib/timing.mjs";
import { ADULT_POLICY, drawTable, times } from "./tipping-tables.mjs";

const TABLES = 1_000;
const PASSES = 5;
const context = { today: null };

const [kind, ...rest] = process.argv.slice(2);

/** What was remembered of proportions is lost by so many others. */
function forget() {
  for (let i = 0; i < 16_385; i++) deviateOf({ successes: 0, size: 1e7 + i });
}

function timeOf(work) {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, result };
}

function ask({ cells, policy, verdict }) {
  // A copy, since what was counted is remembered with the cells.
  return timeOf(() => tippingPoints({ ...cells }, policy, verdict));
}

function smallCases(seed) {
  return Array.from({ length: TABLES }, (_, i) => {
    const { cells, policy } = drawTable(seed * TABLES + i);
    const verdict = decide(cells, [], policy, context).verdicts.find(
      ({ cohort }) => cohort === "g=a",
    );
    return { cells, policy, verdict, metric: verdict.metric };
  });
}

function adultCases(file, scale) {
  const { cells: counted } = JSON.parse(readFileSync(file, "utf8"));
  const cells = times(counted, scale);
  return decide(cells, [], ADULT_POLICY, context).verdicts.map((verdict) => ({
    cells,
    policy: ADULT_POLICY,
    verdict,
    metric: verdict.metric,
  }));
}

const [warming, cases] =
  kind === "small"
    ? [smallCases(2), smallCases(1)]
    : [adultCases(rest[0], Number(rest[1])), adultCases(rest[0], Number(rest[1]))];
for (const one of warming) ask(one);
const passes = Array.from({ length: PASSES }, () => {
  forget();
  globalThis.gc?.();
  return cases.map(ask);
});
report({
  cases: cases.map(({ metric }, i) => ({
    metric,
    points: passes[0][i].result.length,
    times: passes.map((pass) => pass[i].ms),
  })),
});
