// Runs each benchmark beside its peer and writes results/. Names on the command line choose some.
//
//   npm run build && benchmarks/peers/install.sh && node benchmarks/run.mjs [NAME …]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeCodes } from "./lib/people.mjs";
import { runOurs, runOursWith, runPeer } from "./lib/processes.mjs";
import { machine, writeResults } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const RUNS = 5;
const HOW = `CPU time (user + system) of one process on one thread, median of ${RUNS} runs after one to warm up.`;
const SIZES = [10_000, 100_000, 1_000_000];

const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const count = (value) => value.toLocaleString("en-GB");
const times = (value) =>
  `${value < 1000 ? value.toPrecision(3) : count(Number(value.toPrecision(3)))}×`;
const medians = (all) =>
  Object.fromEntries(Object.entries(all).map(([name, each]) => [name, median(each)]));

function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both sides at every size. */
function sideBySide(name, runs = RUNS) {
  return withFolder((folder) =>
    SIZES.map((size) => {
      writeCodes(folder, size);
      const peer = JSON.parse(runPeer(name, folder, runs));
      const ours = runOurs(name, size, runs);
      return { size, ours, peer };
    }),
  );
}

function assertSameValues(pairs) {
  for (const { size, ours, peer } of pairs) {
    for (const [metric, values] of Object.entries(ours.values)) {
      values.forEach((value, i) => {
        if (Math.abs(value - peer.values[metric][i]) <= 1e-12) return;
        throw new Error(`${metric} of cohort ${i} differs at ${size} rows`);
      });
    }
  }
}

const BENCHMARKS = {
  metrics() {
    const pairs = sideBySide("metrics");
    assertSameValues(pairs);
    const rows = pairs.map(({ size, ours, peer }) => {
      const [own, theirs] = [medians(ours.times), medians(peer.times)];
      return [
        count(size),
        ms(theirs.fairlearn),
        ms(theirs["pandas by hand"]),
        ms(own.audit),
        ms(own.cells),
        times(theirs.fairlearn / own.audit),
        times(theirs["pandas by hand"] / own.audit),
      ];
    });
    writeResults("metrics", {
      title: "Five cohorts × six metrics from encoded columns",
      how: `${HOW} fairlearn: MetricFrame with six metrics. pandas by hand: the same six from one groupby. Evenhand: \`audit\`, which measures every metric of decisions, with intervals and with disparities against the rest; cells alone beside it. Both sides gave the same values to 1e-12.`,
      columns: [
        "rows",
        "fairlearn, ms",
        "pandas by hand, ms",
        "audit, ms",
        "cells alone, ms",
        "fairlearn / audit",
        "pandas / audit",
      ],
      rows,
      target: "at least 100× fairlearn as released, at 1,000,000 rows.",
      on: machine(pairs[0].peer.versions),
      raw: { pairs },
    });
  },

  bootstrap() {
    const runs = 3;
    const pairs = sideBySide("bootstrap", runs);
    assertSameValues(pairs);
    const rows = pairs.map(({ size, ours, peer }) => {
      const [own, theirs] = [medians(ours.times), medians(peer.times)];
      return [
        count(size),
        ms(theirs.fairlearn),
        ms(theirs["pandas by hand"]),
        own.replicate.toFixed(3),
        times(theirs.fairlearn / own.replicate),
        times(theirs["pandas by hand"] / own.replicate),
      ];
    });
    writeResults("bootstrap", {
      title: "One bootstrap replicate of five cohorts × six metrics",
      how: `CPU time (user + system) of one process on one thread, median of ${runs} runs after one to warm up. fairlearn: what \`n_boot\` adds to MetricFrame, over its replicates (100,000 ÷ rows, at least one); at 1,000,000 rows one run, without warming up. pandas by hand: rows drawn with replacement, counted by one groupby. Evenhand: \`bootstrapCells\` of each cohort and metric, 2,000 replicates with their standard errors, from cells that were counted before (\`metrics\` has the time of that). All gave the same values to 1e-12.`,
      columns: [
        "rows",
        "fairlearn, ms",
        "pandas by hand, ms",
        "bootstrapCells, ms",
        "fairlearn / bootstrapCells",
        "pandas / bootstrapCells",
      ],
      rows,
      target:
        "at least 1,000× fairlearn, at 1,000,000 rows, and independent of the number of rows.",
      on: machine(pairs[0].peer.versions),
      raw: { pairs },
    });
  },

  encode() {
    const pairs = sideBySide("encode");
    const rows = pairs.map(({ size, ours, peer }) => {
      const [own, theirs] = [medians(ours.times), medians(peer.times)];
      return [
        count(size),
        ms(theirs["pandas Categorical + fairlearn"]),
        ms(theirs["pandas Categorical alone"]),
        ms(own["encode + audit"]),
        ms(own["encode alone"]),
        times(theirs["pandas Categorical + fairlearn"] / own["encode + audit"]),
        times(theirs["pandas Categorical alone"] / own["encode alone"]),
      ];
    });
    writeResults("encode", {
      title: "Three columns of texts to codes, cells and metrics",
      how: `${HOW} pandas: \`Categorical\` of three object columns, then fairlearn's MetricFrame on the codes. Evenhand: \`encodeCategory\` of three columns whose rows each hold a string of their own, then \`audit\`.`,
      columns: [
        "rows",
        "Categorical + fairlearn, ms",
        "Categorical alone, ms",
        "encode + audit, ms",
        "encode alone, ms",
        "all together",
        "encoding alone",
      ],
      rows,
      target: "at least 20× pandas Categorical + fairlearn, at 1,000,000 rows.",
      on: machine(pairs[0].peer.versions),
      raw: { pairs },
    });
  },

  tally() {
    const found = [1_000_000, 3_000_000, 10_000_000].map((size) => ({
      size,
      ...runOurs("tally", size, RUNS),
    }));
    const rows = found.map(({ size, times: all }) => [
      count(size),
      ...Object.values(medians(all)).map((value) => ((value * 1e6) / size).toFixed(1)),
    ]);
    writeResults("tally", {
      title: "Rows to cells",
      how: `${HOW} \`countTable\` from encoded columns, label and prediction included.`,
      columns: ["rows", "1 attribute, ns/row", "5 attributes crossed, ns/row"],
      rows,
      target: "at most 15 ns a row from coded columns.",
      on: machine({}),
      raw: { found },
    });
  },

  memory() {
    const sizes = [1_000_000, 3_000_000, 10_000_000];
    const works = [
      ["cells", "cells", []],
      ["audit", "audit", []],
      ["audit, new space held to 1 MB", "audit", ["--max-semi-space-size=1"]],
    ];
    const found = sizes.flatMap((size) =>
      works.map(([name, work, flags]) => {
        const runs = Array.from({ length: RUNS }, () => runOursWith(flags, "memory", size, work));
        return {
          size,
          name,
          columns: runs[0].columns,
          added: median(runs.map(({ before, after }) => after - before)),
          inNewSpace: median(runs.map(({ newBefore, newAfter }) => newAfter - newBefore)),
          runs,
        };
      }),
    );
    const rows = found.map(({ size, name, columns, added, inNewSpace }) => [
      count(size),
      name,
      (columns / 1e6).toFixed(0),
      (added / 1e6).toFixed(1),
      (inNewSpace / 1e6).toFixed(1),
      ((columns + added) / columns).toFixed(3),
    ]);
    writeResults("memory", {
      title: "Memory beyond the encoded columns",
      how: `Peak resident memory of the process after the work minus that before it, with seven columns of one byte a row in place; median of ${RUNS} processes. What the engine itself takes to run the code counts. What an audit adds does not depend on the rows. Half of it is the engine's space for new objects: at 10,000,000 rows V8 doubles that space to two times 8 MB while the columns are made, without touching it, and the audit is the first to fill it, with objects that are gone at once. The third line of each size has Node hold that space to two times 1 MB (\`--max-semi-space-size=1\`); the audit is the same. The target is judged by the second line.`,
      columns: [
        "rows",
        "work",
        "columns, MB",
        "added, MB",
        "of it new space, MB",
        "columns + added / columns",
      ],
      rows,
      target: "at most 1.2 × the columns, at 10,000,000 rows.",
      on: machine({}),
      raw: { found },
    });
  },

  agreement() {
    const data = process.env.EVENHAND_DATA ?? resolve(import.meta.dirname, "../../shared/datasets");
    withFolder((folder) => {
      const file = join(folder, "peer.json");
      const peer = runPeer("agreement", data);
      writeFileSync(file, peer);
      const { found } = runOurs("agreement", file);
      writeResults("agreement", {
        title: "Agreement with fairlearn",
        how: 'Six metrics of every cohort, demographic parity, equal opportunity and equalized odds in every option, from the same rows: `conventionalMetrics("fairlearn", …)` against fairlearn. NaN must meet NaN. Awkward rows and four other tools are in the tests (`packages/core/test/metrics/conventions`).',
        columns: ["data", "rows", "numbers compared", "largest difference"],
        rows: found.map(({ name, rows, numbers, largest }) => [
          name,
          count(rows),
          numbers,
          largest.toExponential(1),
        ]),
        target: "at most 1e-12.",
        on: machine(JSON.parse(peer).versions),
        raw: { found },
      });
    });
  },
};

const chosen = process.argv.slice(2);
for (const name of chosen.length > 0 ? chosen : Object.keys(BENCHMARKS)) {
  const benchmark = BENCHMARKS[name];
  if (benchmark === undefined)
    throw new Error(`no benchmark ${name}: ${Object.keys(BENCHMARKS).join(", ")}`);
  benchmark();
}
