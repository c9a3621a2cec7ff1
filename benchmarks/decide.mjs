// How long the one evaluator takes: budgets × 200 cohorts, judged from cells.
//   node scripts/build.mjs, then node benchmarks/decide.mjs [--write]
import { decide } from "../packages/core/dist/index.js";
import { makeCells, makePolicy } from "./evenhand/decide-people.mjs";
import { machine, writeResults } from "./lib/results.mjs";
import { measure, median } from "./lib/timing.mjs";

const RUNS = 9;
const SIZES = [25, 100, 400];

const context = { today: null };
const cells = makeCells(7);
const results = SIZES.map((budgets) => {
  const policy = makePolicy(budgets);
  const start = process.cpuUsage();
  const { verdicts } = decide(cells, [], policy, context);
  const { user, system } = process.cpuUsage(start);
  const runs = measure(() => decide(cells, [], policy, context), RUNS);
  return { budgets, verdicts: verdicts.length, first: (user + system) / 1000, runs };
});

const milliseconds = (value) => `${value.toFixed(0)} ms`;
const rows = results.map(({ budgets, verdicts, first, runs }) => [
  String(budgets),
  String(verdicts),
  milliseconds(first),
  milliseconds(median(runs)),
  `${((1000 * median(runs)) / verdicts).toFixed(1)} µs`,
]);
const result = {
  title: "Judging many budgets",
  how: `Made by \`node benchmarks/decide.mjs --write\`. ${cells.entries.length} cells of 60 000 decisions; four dimensions of 200 cohorts of about 50 to 1 000 decisions each, two against the rest, one against a named cohort and one against everyone else of two columns; 18 metrics as difference, ratio and value. Each verdict has its interval, p-value, bound at Holm's level and sentence. CPU time; the first call in a process, in this order, and the median of ${RUNS} more.`,
  columns: ["budgets", "verdicts", "first", "median", "a verdict"],
  rows,
  target: "100 budgets × 200 cohorts in less than 200 ms.",
  on: machine({}),
  raw: { results },
};
if (process.argv.includes("--write")) writeResults("decide", result);
else for (const row of [result.columns, ...rows]) console.log(row.join("\t"));
