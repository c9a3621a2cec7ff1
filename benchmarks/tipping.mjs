// How long tipping points take: of 1,000 small tables, and of Adult by sex × race at three sizes.
//   node scripts/build.mjs, then node benchmarks/tipping.mjs [--write]; needs EVENHAND_DATA or the shared data
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runOurs } from "./lib/processes.mjs";
import { machine, writeResults } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const SCALES = [1, 10, 100];
const TARGET = 5;

/** The audit of the model of incomes on Adult, written to a file. */
function auditAdult(folder) {
  const data = process.env.EVENHAND_DATA ?? resolve(import.meta.dirname, "../../shared/datasets");
  const bin = fileURLToPath(new URL("../packages/cli/dist/bin.js", import.meta.url));
  const { stdout } = spawnSync(process.execPath, [bin, "check", "--json", "--out", folder], {
    cwd: fileURLToPath(new URL("../datasets/adult/", import.meta.url)),
    env: { ...process.env, EVENHAND_DATA: data, EVENHAND_TODAY: "2026-11-24" },
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const file = join(folder, "adult.json");
  writeFileSync(file, stdout);
  return file;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function rowOf(name, { cases }) {
  const each = cases.map(({ times }) => median(times));
  const calls = cases.flatMap(({ times }) => times);
  const points = cases.reduce((sum, { points: found }) => sum + found, 0);
  const ms = (value) => value.toFixed(2);
  return [
    name,
    cases.length.toLocaleString("en-GB"),
    points.toLocaleString("en-GB"),
    ms(median(each)),
    ms(quantile(each, 0.95)),
    ms(Math.max(...each)),
    ms(Math.max(...calls)),
  ];
}

const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-"));
const small = runOurs("tipping", "small");
const file = auditAdult(folder);
const adult = SCALES.map((scale) => runOurs("tipping", "adult", file, scale));
rmSync(folder, { recursive: true });

const rows = [
  rowOf("small tables", small),
  ...SCALES.map((scale, i) =>
    rowOf(scale === 1 ? "Adult, 16,281 people" : `the same, × ${scale}`, adult[i]),
  ),
];
const slowest = Number(rows[0][5]);
const result = {
  title: "Tipping points",
  how: "Made by `node benchmarks/tipping.mjs --write`. One call of `tippingPoints` a verdict, which answers up to five questions: recorded outcomes and decisions of the cohort, recorded outcomes of its reference, and rows of unknown attribute that belong to either. Small tables are drawn as the test draws them that compares with enumeration (`packages/core/test/budgets/tipping`). Adult: sex × race against the rest and against white men, 14 budgets each, with every count so many times. CPU time (user + system, garbage collection included) of each call, its median over five passes, between which what is remembered of proportions is lost; the last column is the slowest of all single calls.",
  columns: [
    "cells",
    "verdicts",
    "tipping points found",
    "median, ms",
    "95th percentile, ms",
    "slowest verdict, ms",
    "slowest call, ms",
  ],
  rows,
  target: `all tipping points of a small table's verdict in less than ${TARGET} ms: ${slowest < TARGET ? "met" : "not met"}.`,
  on: machine({}),
  raw: { small, adult },
};
if (process.argv.includes("--write")) writeResults("tipping", result);
else for (const row of [result.columns, ...rows]) console.log(row.join("\t"));
