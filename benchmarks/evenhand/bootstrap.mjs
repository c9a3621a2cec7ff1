// One replicate of five cohorts × six metrics, each with its standard error, from cells counted before.
import {
  bootstrapCells,
  countTable,
  parseConfiguration,
  tableOf,
} from "../../packages/core/dist/index.js";
import { categoryOf, LEVELS, makeCodes, QUESTION } from "../lib/people.mjs";
import { measure, report } from "../lib/timing.mjs";

const REPLICATES = 2_000;
const METRICS = [
  "selection_rate",
  "true_positive_rate",
  "false_positive_rate",
  "false_negative_rate",
  "precision",
  "accuracy",
];

const [rows, runs] = process.argv.slice(2).map(Number);
const codes = makeCodes(rows);
const people = tableOf(Object.keys(codes).map((name) => categoryOf(name, codes[name])));
const question = parseConfiguration(QUESTION);
const { cells } = countTable(people, question, null);
const [dimension] = question.cohorts;

function bootstrapAll() {
  return Object.fromEntries(
    METRICS.map((metric) => [
      metric,
      LEVELS.g.map((level) =>
        bootstrapCells(
          cells,
          dimension,
          { metric, cohort: `g=${level}` },
          { seed: 7, replicates: REPLICATES },
        ),
      ),
    ]),
  );
}

report({
  times: { replicate: measure(bootstrapAll, runs).map((time) => time / REPLICATES) },
  values: Object.fromEntries(
    Object.entries(bootstrapAll()).map(([metric, found]) => [
      metric,
      found.map(({ value }) => value),
    ]),
  ),
});
