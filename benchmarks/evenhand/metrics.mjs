// Five cohorts from encoded columns: the whole audit, i.e. every metric of decisions with its
// interval and its disparities against the rest, and the cells alone.
import { audit, countTable, parseConfiguration, tableOf } from "../../packages/core/dist/index.js";
import { categoryOf, makeCodes, QUESTION } from "../lib/people.mjs";
import { measure, report } from "../lib/timing.mjs";

const [rows, runs] = process.argv.slice(2).map(Number);
const codes = makeCodes(rows);
const people = tableOf(Object.keys(codes).map((name) => categoryOf(name, codes[name])));
const question = parseConfiguration(QUESTION);

const document = audit(people, question);
const names = [
  "selection_rate",
  "true_positive_rate",
  "false_positive_rate",
  "false_negative_rate",
  "precision",
  "accuracy",
];
const values = Object.fromEntries(
  names.map((name) => [
    name,
    document.measurements
      .filter(({ metric, cohort }) => metric === name && cohort.startsWith("g="))
      .map(({ value }) => value),
  ]),
);
report({
  times: {
    audit: measure(() => audit(people, question), runs),
    cells: measure(() => countTable(people, question, null), runs),
  },
  values,
});
