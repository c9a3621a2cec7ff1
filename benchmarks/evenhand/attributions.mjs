// Shapley values or predictions of the first rows, or single explanations:
//   attributions.mjs FOLDER MODEL WORK ROWS BACKGROUND RUNS
// Values of the first 20 rows are reported row by row, as the peers give them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../../packages/core/dist/index.js";
import {
  attribute,
  loadModel,
  predict,
  prepareAttribution,
} from "../../packages/models/dist/index.js";
import { measure, median, report } from "../lib/timing.mjs";

const [folder, name, work] = process.argv.slice(2);
const [rows, background, runs] = process.argv.slice(5).map(Number);
const WIDTH = 20;
const SHOWN = 20;

const format = name === "lightgbm" ? "lightgbm" : "scikit-learn";
const model = loadModel(readFileSync(join(folder, `${name}.model`)), { format });
const numbers = new Float64Array(readFileSync(join(folder, "rows.f64")).buffer.slice(0));
const all = numbers.length / WIDTH;

function rowsFrom(first, count) {
  const columns = model.features.map((feature, at) => [
    feature.name,
    Float64Array.from({ length: count }, (_, row) => numbers[(first + row) * WIDTH + at]),
  ]);
  return table(Object.fromEntries(columns));
}

const people = rowsFrom(0, rows);
const options = work.endsWith("interventional")
  ? { background: rowsFrom(all - background, background), description: "the last rows" }
  : { game: "path-dependent" };

/** Row by row, from columns. */
function firstRows(attributions) {
  return Array.from({ length: Math.min(SHOWN, rows) }, (_, row) =>
    attributions.map(({ contributions }) => contributions[row]),
  ).flat();
}

function timeMany() {
  const { attributions, largestResidual } = attribute(model, people, options);
  return {
    times: measure(() => attribute(model, people, options), runs),
    values: firstRows(attributions),
    largestResidual,
    peakMemory: process.resourceUsage().maxRSS,
  };
}

/** CPU time of each explanation in ms, after a tenth of the rows to warm up. */
function timeEach() {
  const explain = prepareAttribution(model, options);
  const warm = rows / 10;
  for (let row = 0; row < warm; row++) explain(people, row);
  const times = [];
  for (let row = warm; row < rows; row++) {
    const start = process.cpuUsage();
    explain(people, row);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  times.sort((a, b) => a - b);
  return { median: median(times), p95: times[Math.floor(times.length * 0.95)] };
}

function timePredictions() {
  return {
    times: measure(() => predict(model, people), runs),
    values: [...predict(model, people).subarray(0, SHOWN)],
  };
}

const WORKS = { "path-dependent": timeMany, interventional: timeMany, predict: timePredictions };
const perform = work.startsWith("each") ? timeEach : WORKS[work];
report(perform());
