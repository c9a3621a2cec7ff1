// Our search for the refused people that peers/counterfactuals.py drew, and its answers under our measures.
//   node evenhand/counterfactuals.mjs FOLDER CASE ANSWERS BESIDE   (CASE.txt, CASE-rows.json and CASE-dice.json in FOLDER)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { table } from "../../packages/core/dist/index.js";
import { spreadOf } from "../../packages/models/dist/counterfactuals/spread.js";
import {
  blackBox,
  loadModel,
  predict,
  prepareBlackBoxCounterfactuals,
  prepareCounterfactuals,
} from "../../packages/models/dist/index.js";

const [folder, name, answers, beside] = process.argv.slice(2);
const model = loadModel(readFileSync(join(folder, `${name}.txt`)), { format: "lightgbm" });
const { train, queries } = JSON.parse(readFileSync(join(folder, `${name}-rows.json`), "utf8"));
const { constraints, threshold, scores, dice } = JSON.parse(
  readFileSync(join(folder, `${name}-dice.json`), "utf8"),
);
const names = Object.keys(queries);
const people = table(queries);
predict(model, people).forEach((score, row) => {
  if (Math.abs(score - scores[row]) > 1e-9) throw new Error(`${name}: row ${row} scores otherwise`);
});

const options = {
  anchors: table(train),
  target: { threshold, favourableWhen: "above" },
  features: Object.fromEntries([
    ...constraints.none.map((feature) => [feature, { change: "none" }]),
    ...constraints.up.map((feature) => [feature, { change: "up" }]),
  ]),
};
const prices = new Map(
  names
    .filter((feature) => typeof train[feature][0] === "number")
    .map((feature) => [feature, 1 / spreadOf(Float64Array.from(train[feature]))]),
);

function distanceOf(changes) {
  return changes.reduce((sum, { feature, from, to }) => {
    const price = prices.get(feature);
    return sum + (price === undefined ? 1 : Math.abs(to - from) * price);
  }, 0);
}

function isViolated({ feature, from, to }) {
  if (constraints.none.includes(feature)) return true;
  return constraints.up.includes(feature) && to < from;
}

/** What every answer, ours or not, is measured by; the model itself says whether it holds. */
function judge(row, changes) {
  const changed = Object.fromEntries(names.map((feature) => [feature, [queries[feature][row]]]));
  for (const { feature, to } of changes) changed[feature] = [to];
  const [score] = predict(model, table(changed));
  return {
    valid: score >= threshold,
    violating: changes.some(isViolated),
    distance: distanceOf(changes),
    changes: changes.length,
  };
}

function changesTo(answer, row) {
  return names.flatMap((feature) => {
    const from = queries[feature][row];
    const given = answer[feature];
    const to = typeof from === "number" ? Number(given) : String(given);
    return to === from ? [] : [{ feature, from, to }];
  });
}

function timed(work) {
  const start = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, made };
}

const count = queries[names[0]].length;
const rows = Array.from({ length: count }, (_, row) => row);
const prepared = timed(() => prepareCounterfactuals(model, options));
const first = prepared.made;
const several = prepareCounterfactuals(model, { ...options, answers: Number(answers) });
first(people, 0);
const search = (find, each) =>
  each.map((row) => {
    const { ms, made } = timed(() => find(people, row));
    const found = made.filter(({ changes }) => changes.length > 0);
    return {
      ms,
      proved: made.every(({ status }) => status === "optimal" || status === "infeasible"),
      gaps: made.map(({ gap }) => gap),
      statuses: made.map(({ status }) => status),
      answers: found.map(({ changes }) => judge(row, changes)),
    };
  });

/** The same model through its predictions alone; the anchors are asked about once for all people. */
async function searchBlackBox(each, wanted) {
  const names = Object.keys(train);
  const box = blackBox((rows) => predict(model, rows), { unit: "probability", features: names });
  const { find, predictions } = await prepareBlackBoxCounterfactuals(box, {
    ...options,
    answers: wanted,
  });
  const found = [];
  for (const row of each) {
    const start = process.cpuUsage();
    const made = await find(people, row);
    const { user, system } = process.cpuUsage(start);
    const changed = made.counterfactuals.filter(({ changes }) => changes.length > 0);
    found.push({
      ms: (user + system) / 1000,
      calls: made.predictions.calls,
      rows: made.predictions.rows,
      answers: changed.map(({ changes }) => judge(row, changes)),
    });
  }
  return { predictions, found };
}

// Beside DiCE the first people only; whether answers are proved is told of all.
const compared = rows.slice(0, Number(beside));
const ours = {
  preparationMs: prepared.ms,
  first: search(first, rows),
  several: search(several, compared),
  blackBox: await searchBlackBox(compared, 1),
  blackBoxSeveral: await searchBlackBox(compared, Number(answers)),
};
const theirs = Object.fromEntries(
  Object.entries(dice).map(([method, each]) => [
    method,
    each.map(({ ms, fault, calls, rows: asked, answers: found }, row) => {
      return {
        ms,
        fault,
        calls,
        rows: asked,
        answers: found.map((answer) => judge(row, changesTo(answer, row))),
      };
    }),
  ]),
);
console.log(JSON.stringify({ ours, theirs }));
