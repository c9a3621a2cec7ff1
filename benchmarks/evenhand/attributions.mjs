// Shapley values or predictions of the first rows, single explanations, workers, or memory:
//   attributions.mjs FOLDER MODEL WORK ROWS BACKGROUND RUNS
// Values of the first 20 rows are reported row by row, as the peers give them.
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { table } from "../../packages/core/dist/index.js";
import {
  attribute,
  attributeInWorkers,
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
const file = join(folder, `${name}.model`);
const model = work.startsWith("memory")
  ? deserialize(readFileSync(`${file}.v8`))
  : loadModel(readFileSync(file), { format });
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
const options =
  background > 0
    ? { background: rowsFrom(all - background, background), description: "the last rows" }
    : { game: "path-dependent", ...(work.endsWith("javascript") ? { engine: "javascript" } : {}) };

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

/** Wall and CPU time in ms of one thread and of two workers, in turn, and whether they give the same bytes. */
async function timeWorkers() {
  const taken = { alone: [], shared: [], aloneCpu: [], sharedCpu: [] };
  const now = () => {
    const { user, system } = process.cpuUsage();
    return { wall: performance.now(), cpu: (user + system) / 1000 };
  };
  let same = true;
  for (let run = 0; run <= runs; run++) {
    const start = now();
    const one = attribute(model, people, options);
    const middle = now();
    const two = await attributeInWorkers(model, people, { ...options, workers: 2 });
    const end = now();
    same &&= one.attributions.every(({ contributions }, at) => {
      const others = two.attributions[at].contributions;
      return contributions.every((value, row) => Object.is(value, others[row]));
    });
    if (run === 0) continue;
    taken.alone.push(middle.wall - start.wall);
    taken.shared.push(end.wall - middle.wall);
    taken.aloneCpu.push(middle.cpu - start.cpu);
    taken.sharedCpu.push(end.cpu - middle.cpu);
  }
  const medians = Object.entries(taken).map(([what, times]) => [what, median(times)]);
  return { ...Object.fromEntries(medians), same, load: loadavg()[0] };
}

/** In MiB: what the process grows by above model and rows. With --expose-gc, on a model read by `serialise`. */
async function measureMemory() {
  globalThis.gc();
  const before = process.memoryUsage().rss;
  const above = () => (process.memoryUsage().rss - before) / 2 ** 20;
  if (work.startsWith("memory-prepared")) {
    const explain = prepareAttribution(model, options);
    for (let row = 0; row < rows; row++) explain(people, row);
    globalThis.gc();
    return { above: above() };
  }
  // The same as attribute does, looked at after every tree.
  const { tableTask } = await import(
    "../../packages/models/dist/attributions/table-attributions.js"
  );
  const { shapleyValues } = await import("../../packages/models/dist/attributions/shapley.js");
  const { rows: encoded, game, players, engine } = tableTask(model, people, options);
  let most = 0;
  const onTree = () => {
    most = Math.max(most, above());
  };
  shapleyValues(model, encoded, game, players, "auto", engine, { onTree });
  return { above: most };
}

/** Without the garbage of reading a file, which would hide what comes after. */
function serialiseModel() {
  writeFileSync(`${file}.v8`, serialize(model));
  return {};
}

function timePredictions() {
  return {
    times: measure(() => predict(model, people), runs),
    values: [...predict(model, people).subarray(0, SHOWN)],
  };
}

function perform() {
  if (work.startsWith("each")) return timeEach();
  if (work === "predict") return timePredictions();
  if (work === "workers") return timeWorkers();
  if (work === "serialise") return serialiseModel();
  return work.startsWith("memory") ? measureMemory() : timeMany();
}

report(await perform());
