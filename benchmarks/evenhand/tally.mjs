// Rows to cells: one attribute, and five crossed, with label and prediction.
import { countTable, parseConfiguration, tableOf } from "../../packages/core/dist/index.js";
import { categoryOf, makeCodes } from "../lib/people.mjs";
import { measure, report } from "../lib/timing.mjs";

const [rows, runs] = process.argv.slice(2).map(Number);
const { g, y, p } = makeCodes(rows);

function countBy(attributes) {
  const names = Array.from({ length: attributes }, (_, i) => `g${i}`);
  // Rotated copies of one column: as good as independent.
  const columns = names.map((name, i) => {
    const rotated = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) rotated[row] = g[(row + 7919 * i) % rows];
    return categoryOf(name, rotated, ["a", "b", "c", "d", "e"]);
  });
  const table = tableOf([...columns, categoryOf("y", y), categoryOf("p", p)]);
  const question = parseConfiguration({
    decisions: { label: "y", favourable: ">50K", prediction: "p" },
    cohorts: Object.fromEntries(names.map((name) => [name, { by: [name] }])),
  });
  return measure(() => countTable(table, question, null), runs);
}

report({ times: { "1 attribute": countBy(1), "5 attributes": countBy(5) } });
