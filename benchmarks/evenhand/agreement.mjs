// The fairlearn profile on the rows that peers/agreement.py read, against the numbers it got.
import { readFileSync } from "node:fs";
import {
  conventionalMetrics,
  countTable,
  parseConfiguration,
  table,
} from "../../packages/core/dist/index.js";
import { report } from "../lib/timing.mjs";

const NAMES = { accuracy: "accuracy_score", precision: "precision_score" };
const { cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));

const found = Object.entries(cases).map(([name, { rows, values }]) => {
  const weighted = name.endsWith("weighted");
  const question = parseConfiguration({
    decisions: {
      label: "y",
      favourable: 1,
      prediction: "p",
      ...(weighted ? { weight: { column: "w", kind: "sampling" } } : {}),
    },
    cohorts: { g: { by: ["g"] } },
  });
  const { w, ...columns } = rows;
  const { cells } = countTable(table(weighted ? { ...columns, w } : columns), question, null);
  const ours = new Map(
    conventionalMetrics("fairlearn", cells, question.cohorts[0]).values.map(
      ({ metric, options, cohort, result }) => [
        cohort === null ? `${metric} ${Object.values(options)}` : `${metric} ${cohort.slice(2)}`,
        result.status === "ok" ? result.value : null,
      ],
    ),
  );
  let largest = 0;
  for (const [key, theirs] of Object.entries(values)) {
    const [metric, ...rest] = key.split(" ");
    const mine = ours.get([NAMES[metric] ?? metric, ...rest].join(" "));
    // A value that only one side has is a disagreement without bound.
    const gap =
      mine === theirs ? 0 : mine === null || theirs === null ? Infinity : Math.abs(mine - theirs);
    largest = Math.max(largest, Number.isNaN(gap) ? Infinity : gap);
  }
  return { name, rows: rows.y.length, numbers: Object.keys(values).length, largest };
});
report({ found });
