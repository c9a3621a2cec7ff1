// Our search with and without the bootstrap models that peers/robustness.py wrote, under models it never saw.
//   node evenhand/robustness.mjs FOLDER KNOWN UNKNOWN
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../../packages/core/dist/index.js";
import { loadModel, prepareCounterfactuals, survivalOf } from "../../packages/models/dist/index.js";

const [folder, known, unknown] = process.argv.slice(2);
const modelAt = (number) =>
  loadModel(readFileSync(join(folder, `model-${number}.txt`)), { format: "lightgbm" });
const numbers = (from, count) => Array.from({ length: Number(count) }, (_, at) => from + at);
const model = modelAt(0);
const others = numbers(1, known).map(modelAt);
const strangers = numbers(1 + Number(known), unknown).map(modelAt);
const file = JSON.parse(readFileSync(join(folder, "rows.json"), "utf8"));
const people = table(file.queries);
const target = { threshold: file.threshold, favourableWhen: "above" };
const options = {
  anchors: table(file.anchors),
  features: Object.fromEntries([
    ...file.constraints.none.map((feature) => [feature, { change: "none" }]),
    ...file.constraints.up.map((feature) => [feature, { change: "up" }]),
  ]),
};
const WAYS = {
  nothing: { target },
  "margin 0.05": { target: { ...target, margin: 0.05 } },
  "under 5": { target, alsoUnder: others.slice(0, 5), maxNodes: 2000 },
  [`under ${known}`]: { target, alsoUnder: others, maxNodes: 2000 },
  [`under ${known}, margin 0.05`]: {
    target: { ...target, margin: 0.05 },
    alsoUnder: others,
    maxNodes: 2000,
  },
};

function peopleUnder(way) {
  const find = prepareCounterfactuals(model, { ...options, ...way });
  return numbers(0, people.rows).map((row) => {
    const start = process.cpuUsage();
    const [found] = find(people, row);
    const { user, system } = process.cpuUsage(start);
    const { status, cost, changes } = found;
    return {
      ms: (user + system) / 1000,
      proved: status === "optimal" || status === "infeasible",
      cost,
      share: cost === null ? null : survivalOf(changes, strangers, people, row, target).share,
    };
  });
}

const made = Object.entries(WAYS).map(([way, asked]) => ({ way, people: peopleUnder(asked) }));
console.log(JSON.stringify(made));
