// What weighing the training rows of Adult does to the decisions of a logistic regression trained with
// them: both models on people that neither was trained on, compared person by person.
// `node benchmarks/reweighing.mjs [--write]`; needs the peers in Python, about a minute.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareCandidates, findAlternative, reweighRows } from "../packages/core/dist/index.js";
import { runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";

function readRows(file) {
  const [head, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, i) => [names[i], value.trim()])),
  );
}

const three = (value) => value.toFixed(3);
const interval = ({ lower, upper }) => `${three(lower)} to ${three(upper)}`;
const folder = mkdtempSync(join(tmpdir(), "evenhand-reweighing-"));
try {
  runPeer("reweighing", "rows", folder);
  const people = readRows(join(folder, "rows.csv"));
  const weighed = reweighRows(people, { outcome: "label", favourable: 1, by: ["sex"] }, "sex");
  writeFileSync(
    join(folder, "weights.csv"),
    `weight\n${Array.from(weighed.weights.values).join("\n")}\n`,
  );
  const peer = JSON.parse(runPeer("reweighing", "train", folder));
  const decided = readRows(join(folder, "decided.csv"));
  const question = {
    decisions: { label: "label", favourable: 1 },
    cohorts: { sex: { by: ["sex"], reference: { sex: "Male" } } },
  };
  const models = ["plain", "weighed"].map((name) => ({ name, prediction: name }));
  const rows = [
    ["selection_rate", "ratio"],
    ["selection_rate", "difference"],
    ["true_positive_rate", "difference"],
    ["false_positive_rate", "difference"],
    ["precision", "difference"],
  ].map(([metric, compare]) => {
    const by = { metric, compare, dimension: "sex" };
    const [{ before, after, change }] = compareCandidates(decided, question, models, by).changes;
    return [
      metric,
      compare,
      three(before),
      three(after),
      three(change.value),
      interval(change.interval),
    ];
  });
  const search = findAlternative(decided, question, models, {
    metric: "selection_rate",
    compare: "ratio",
    dimension: "sex",
    tolerance: 0.02,
  });
  const [plain, other] = search.candidates;
  const text = [
    "# Weighing training rows",
    "",
    `Adult, women against men: trained on adult.data with the weights of \`reweighRows\` and without, decided about ${decided.length} people of adult.test.`,
    "",
    `The weights lie at most ${peer.apart.toExponential(1)} from the formula in pandas. Base rates in training: ${weighed.cohorts.map(({ cohort, baseRateBefore, baseRateAfter }) => `${cohort} ${three(baseRateBefore)} before, ${three(baseRateAfter)} after`).join("; ")}.`,
    "",
    tableText(["metric", "as", "plain", "weighed", "change", "95 % interval, paired"], rows),
    "",
    `Accuracy ${three(plain.utility)} without the weights, ${three(other.utility)} with them: a loss of ${three(other.loss.value)} (${interval(other.loss.interval)}). At a tolerated loss of ${search.tolerance} the search for the least discriminatory alternative by the ratio of selection rates chooses "${search.chosen}" (its loss: ${other.acceptable}).`,
  ].join("\n");
  if (process.argv.includes("--write")) {
    writeText("reweighing", text, machine(peer.versions), { cohorts: weighed.cohorts, search });
  } else console.log(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
