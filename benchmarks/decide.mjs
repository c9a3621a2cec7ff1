// How long the one evaluator takes: budgets × 200 cohorts, judged from cells.
//   node scripts/build.mjs, then node benchmarks/decide.mjs [--write]
import { decide } from "../packages/core/dist/index.js";
import { makeCells, makePolicy } from "./evenhand/decide-people.mjs";
import { machine, writeResults } from "./lib/results.mjs";
import { measure, median } from "./lib/timing.mjs";

const RUNS = 9;
const SIZES = [25, 100, 400];
const TARGET = 200;

const context = { today: null };
const cells = makeCells(7);
const results = SIZES.map((budgets) => {
  const policy = makePolicy(budgets);
  const start = process.cpuUsage();
  const { verdicts } = decide({ ...cells }, [], policy, context);
  const { user, system } = process.cpuUsage(start);
  // A copy, since what was counted is remembered with the cells.
  const runs = measure(() => decide({ ...cells }, [], policy, context), RUNS);
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
  how: `Made by \`node benchmarks/decide.mjs --write\`. ${cells.entries.length} cells of 40 000 decisions by four attributes; four dimensions of 200 intersections of two and of three attributes, against the rest and against a named cohort; 18 metrics as difference, ratio and value. Each verdict has its interval, p-value, bound at Holm's level and sentence. CPU time; the first call in a process, in this order, and the median of ${RUNS} more.`,
  columns: ["budgets", "verdicts", "first", "median", "a verdict"],
  rows,
  target: `100 budgets × 200 cohorts in less than ${TARGET} ms: ${median(results[1].runs) < TARGET ? "met" : "not met"}.`,
  on: machine({}),
  raw: { results },
};
if (process.argv.includes("--write")) writeResults("decide", result);
else for (const row of [result.columns, ...rows]) console.log(row.join("\t"));
