// One way from a file to cells or verdicts, in a process of its own.
//   node evenhand/sources.mjs WAY FILE RUNS
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { auditCells, countTable, parseConfiguration } from "../../packages/core/dist/index.js";
import { countFiles, readTable } from "../../packages/sources/dist/index.js";

const [way, file, runs] = process.argv.slice(2);

const configuration = parseConfiguration({
  data: { path: file },
  decisions: { label: "y", prediction: "p", favourable: 1 },
  cohorts: { g: { by: ["g"] }, "g×h": { by: ["g", "h"] } },
  evidence: { minimum: { denominator: 30 } },
  budgets: [
    {
      id: "selection",
      metric: "selection_rate",
      compare: "ratio",
      cohorts: "g",
      limit: { min: 0.8 },
      severity: "warn",
    },
    {
      id: "opportunity",
      metric: "true_positive_rate",
      compare: "difference",
      cohorts: "g×h",
      limit: { min: -0.1, max: 0.1 },
      severity: "warn",
    },
  ],
});

async function countInDuckDb() {
  const counted = await countFiles(file, configuration);
  if (counted === null) throw new Error("not counted by DuckDB");
  return counted.cells;
}

/** Counts of the same cells from papaparse's rows, one step each. */
async function countWithPapaparse() {
  const papaparse = createRequire(new URL(process.env.PAPAPARSE, "file:"))("papaparse");
  const counts = new Map();
  await new Promise((resolve, reject) => {
    papaparse.parse(createReadStream(file), {
      header: true,
      skipEmptyLines: true,
      step({ data: { g, h, y, p } }) {
        const key = `${g}|${h}|${y}|${p}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      },
      complete: resolve,
      error: reject,
    });
  });
  return { entries: [...counts.values()].map((n) => ({ n })) };
}

const WAYS = {
  cells: countInDuckDb,
  papaparse: countWithPapaparse,
  async rows() {
    const { table } = await readTable(file);
    return countTable(table, configuration, null).cells;
  },
  async verdicts() {
    const cells = await countInDuckDb();
    const { verdicts } = auditCells(cells, configuration);
    if (verdicts.length === 0) throw new Error("no verdict");
    return cells;
  },
};

const times = [];
const walls = [];
let cells;
for (let run = 0; run < Number(runs); run++) {
  const before = process.cpuUsage();
  const start = performance.now();
  cells = await WAYS[way]();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1000);
  walls.push(performance.now() - start);
}
console.log(
  JSON.stringify({
    times,
    walls,
    cells: cells.entries.length,
    rows: cells.entries.reduce((sum, { n }) => sum + n, 0),
    peak: process.resourceUsage().maxRSS / 1024,
  }),
);
