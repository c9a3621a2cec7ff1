// Worst-cohort discovery: how often a planted cohort is ranked first, how often nothing is found where
// nothing is, and how long a search takes beside divexplorer's.
//   node scripts/build.mjs, then node benchmarks/discovery.mjs [runs] [--write]
// EVENHAND_PYTHON names a Python with divexplorer; without it that line is left out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverCohorts } from "../packages/core/dist/index.js";
import { makePeople } from "./evenhand/discovery-people.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [runsText = "100"] = process.argv.slice(2).filter((text) => !text.startsWith("--"));
const runs = Number(runsText);

const question = (people) => ({
  attributes: Object.keys(people).filter((name) => name.startsWith("a")),
  label: "y",
  prediction: "p",
  favourable: [1],
  metric: "false_negative_rate",
});

/** CPU time of this process, all threads, in milliseconds. */
function timeCpu(work) {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1_000 };
}

function countPlanted(baseRate) {
  const tally = { first: 0, confirmed: 0 };
  for (let seed = 1; seed <= runs; seed++) {
    const people = makePeople({ rows: 20_000, attributes: 10, planted: 500, baseRate, seed });
    const [best] = discoverCohorts(people, { ...question(people), seed }).cohorts;
    if (best?.cohort !== "a0=0,a1=0") continue;
    tally.first++;
    if (best.isConfirmed) tally.confirmed++;
  }
  return tally;
}

function countFalse() {
  let flagged = 0;
  for (let seed = 1; seed <= runs; seed++) {
    const people = makePeople({
      rows: 20_000,
      attributes: 10,
      planted: 0,
      baseRate: 1,
      seed: seed + 10_000,
    });
    const { cohorts } = discoverCohorts(people, { ...question(people), seed });
    if (cohorts.some(({ isConfirmed }) => isConfirmed)) flagged++;
  }
  return flagged;
}

function timeSearches() {
  const people = makePeople({
    rows: 100_000,
    attributes: 15,
    planted: 2_500,
    baseRate: 1,
    seed: 7,
  });
  const times = [1, 2, 3].map(() => timeCpu(() => discoverCohorts(people, question(people))));
  const own = Math.min(...times.map(({ milliseconds }) => milliseconds)) / 1_000;
  return { own, compared: times[0].result.compared, peer: timePeer(people) };
}

function timePeer(people) {
  const python = process.env.EVENHAND_PYTHON;
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "discovery-"));
  const file = join(folder, "people.csv");
  const names = Object.keys(people);
  const lines = Array.from(people.y, (_, row) => names.map((name) => people[name][row]).join());
  writeFileSync(file, `${[names.join(), ...lines].join("\n")}\n`);
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(here, "peers", "discovery.py"), file],
    {
      encoding: "utf8",
    },
  );
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const easy = countPlanted(1);
const half = countPlanted(0.5);
const flagged = countFalse();
const { own, compared, peer } = timeSearches();
const table = `# Worst-cohort discovery

Made by \`node benchmarks/discovery.mjs ${runs}\`. 10 attributes of 2 to 6 levels, depth 3, support 50, 30 % of the
rows kept apart, false discovery rate 0.05. The planted cohort has two conditions and a false
negative rate 0.15 above the 0.20 of everyone else. CPU time of all threads, best of three.

| what | target | measured |
| --- | --- | --- |
| planted cohort, 500 of 20 000 decisions of the metric, ranked first | ≥ 95 of 100 | ${easy.first} of ${runs} (confirmed: ${easy.confirmed}) |
| the same people, half of them with a favourable label (about 250 of 10 000) | – | ${half.first} of ${runs} (confirmed: ${half.confirmed}) |
| null runs that flag anything | ≤ 5 of 100 | ${flagged} of ${runs} |
| 15 attributes, 100 000 rows, depth 3 (${compared} cohorts compared) | < 5 s | ${own.toFixed(2)} s |
${
  peer === null
    ? ""
    : peer.runs
        .map(
          ({ support, seconds, patterns, longest }) =>
            `| divexplorer ${peer.version}, the same rows, support ${support} (${patterns} patterns of up to ${longest} conditions) | slower | ${seconds.toFixed(2)} s |\n`,
        )
        .join("")
}
Machine: ${cpus()[0]?.model}, Node ${process.version}${peer === null ? "" : `, Python ${peer.python}`}.
`;
console.log(table);
if (process.argv.includes("--write")) {
  const file = join(here, "results", "discovery.md");
  writeFileSync(file, table);
  console.log(`Wrote ${readFileSync(file, "utf8").length} characters.`);
}
