// From files to cells and verdicts: CPU time and memory, beside papaparse and pandas with fairlearn.
//   node scripts/build.mjs, then PAPAPARSE=folder-with-papaparse/ node benchmarks/sources.mjs [--write]
// Files are written to a folder for temporary files and kept there; SOURCES names another. LARGE=1 adds 100 million rows.
import { existsSync, mkdirSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPeer } from "./lib/processes.mjs";
import { machine, writeResults } from "./lib/results.mjs";
import { writePeople } from "./lib/source-files.mjs";
import { median } from "./lib/timing.mjs";

const RUNS = 5;
const folder = process.env.SOURCES ?? join(tmpdir(), "evenhand-sources");
mkdirSync(folder, { recursive: true });

async function file(name, rows) {
  const path = join(folder, name);
  if (!existsSync(path)) await writePeople(path, rows);
  return path;
}

const csv = await file("1m.csv", 1e6);
const parquet = await file("1m.parquet", 1e6);
const load = loadavg()[0];
const milliseconds = (value) => `${value.toFixed(0)} ms`;
const rows = [];
const raw = {};

function ours(name, way, path, runs) {
  const result = runOurs("sources", way, path, runs);
  raw[name] = result;
  const [first, ...later] = result.times;
  const warm = later.length === 0 ? first : median(later);
  rows.push([
    name,
    milliseconds(first),
    later.length === 0 ? "" : milliseconds(warm),
    `${result.peak.toFixed(0)} MiB`,
    String(result.cells),
  ]);
  return { ...result, first, warm };
}

const counted = ours("CSV, 1 million rows, to cells", "cells", csv, RUNS);
const thin = ours("the same by the reader of rows", "rows", csv, 2);
const papaparse = ours("the same by papaparse, row by row", "papaparse", csv, 2);
ours("Parquet, 1 million rows, to cells", "cells", parquet, RUNS);
const verdicts = ours("Parquet, 1 million rows, to verdicts", "verdicts", parquet, RUNS);
const ten = ours(
  "Parquet, 10 million rows, to verdicts",
  "verdicts",
  await file("10m.parquet", 1e7),
  3,
);
const large =
  process.env.LARGE === "1"
    ? ours("Parquet, 100 million rows, to verdicts", "verdicts", await file("100m.parquet", 1e8), 1)
    : null;

const peer = JSON.parse(runPeer("sources", parquet));
raw.peer = peer;
const whole = median(peer.times.all);
rows.push(["five groups only: pandas reads, fairlearn counts", "", milliseconds(whole), "", ""]);
rows.push(["of which pandas reads", "", milliseconds(median(peer.times.read)), "", ""]);

const said = (met) => (met ? "met" : "not met");
const targets = [
  `CSV of 1 million rows in at most 400 ms: ${milliseconds(counted.warm)} once warm, ${said(counted.warm <= 400)}, and ${milliseconds(counted.first)} in the first call of a process, which opens DuckDB; at least 10 times papaparse: ${(papaparse.warm / counted.warm).toFixed(0)} times, ${said(papaparse.warm >= 10 * counted.warm)}; less than 300 MB: ${said(counted.peak < 286)}.`,
  `Parquet of 1 million rows to verdicts at least 20 times pandas with fairlearn: ${(whole / verdicts.warm).toFixed(0)} times, ${said(whole >= 20 * verdicts.warm)}; ${(whole / verdicts.first).toFixed(0)} times in the first call.`,
  ...(large === null
    ? []
    : [
        `Parquet of 100 million rows in less than 5 s and 512 MB: ${(large.first / 1000).toFixed(2)} s in the first call and ${large.peak.toFixed(0)} MiB, ${said(large.first < 5000 && large.peak < 488)}; from 10 to 100 million rows ${(large.warm / ten.warm).toFixed(1)} times as long (linear within 20 %: ${said(large.warm <= 12 * ten.warm)}).`,
      ]),
];
const result = {
  title: "From files to cells and verdicts",
  how: `Made by \`LARGE=1 node benchmarks/sources.mjs --write\`. Made people: five groups by two, an outcome, a decision and a score of which nothing is asked. CPU time (user + system, all threads) of one call, the first in a process and the median of those after it; peak is the largest resident memory of the process. Ours hashes the file, since a document names it, and judges the ten intersections too; the peer gives six metrics of the five groups, in one run. The reader of rows takes ${(thin.warm / counted.warm).toFixed(0)} times as long as DuckDB. Load average at the start: ${load.toFixed(1)} on 2 cores: the machine was shared, which lengthens CPU time too.`,
  columns: ["", "first", "after it", "peak", "cells"],
  rows,
  target: targets.join(" "),
  on: machine(peer.versions),
  raw,
};
if (process.argv.includes("--write")) writeResults("sources", result);
else {
  for (const row of [result.columns, ...rows]) console.log(row.join("\t"));
  console.log(result.target);
}
