// Peak resident memory with five attributes, label and prediction in place, before and after work; and how much of
// it lies in the engine's space for new objects.
import { getHeapSpaceStatistics } from "node:v8";
import { audit, countTable, parseConfiguration, tableOf } from "../../packages/core/dist/index.js";
import { categoryOf } from "../lib/people.mjs";
import { report } from "../lib/timing.mjs";

const rows = Number(process.argv[2]);
const work = process.argv[3];

const names = ["a", "b", "c", "d", "e", "y", "p"];
const columns = names.map((name, i) => {
  const codes = new Uint8Array(rows);
  const levels = i < 5 ? 5 : 2;
  for (let row = 0; row < rows; row++) codes[row] = (Math.imul(row + i, 2654435761) >>> 9) % levels;
  return categoryOf(
    name,
    codes,
    Array.from({ length: levels }, (_, level) => `v${level}`),
  );
});
const table = tableOf(columns);
const question = parseConfiguration({
  decisions: { label: "y", favourable: "v1", prediction: "p" },
  cohorts: Object.fromEntries(names.slice(0, 5).map((name) => [name, { by: [name] }])),
});
const peak = () => process.resourceUsage().maxRSS * 1024;
const newSpace = () =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").physical_space_size;
const before = peak();
const newBefore = newSpace();
if (work === "cells") countTable(table, question, null);
if (work === "audit") audit(table, question);
report({ columns: rows * names.length, before, after: peak(), newBefore, newAfter: newSpace() });
