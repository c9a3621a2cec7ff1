// How many answers still hold under models trained again on bootstrap samples, with and without asking for it.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/robustness.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const CASES = [
  ["german-credit", "forest"],
  ["german-credit", "boosted"],
  ["bank-marketing", "forest"],
];
const PEOPLE = 30;
/** Models that the search may know, and models it never sees. */
const KNOWN = 20;
const UNKNOWN = 30;

function measure([name, kind]) {
  const folder = mkdtempSync(join(tmpdir(), "robustness-"));
  try {
    const { versions } = JSON.parse(
      runPeer("robustness", folder, name, kind, PEOPLE, KNOWN + UNKNOWN),
    );
    return {
      name: `${name}-${kind}`,
      versions,
      ways: runOurs("robustness", folder, KNOWN, UNKNOWN),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const percent = (share) => (Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function rowsOf({ name, ways }) {
  return ways.map(({ way, people }) => {
    const answered = people.filter(({ share }) => share !== null);
    return [
      name,
      way,
      `${answered.length} of ${people.length}`,
      percent(people.filter(({ proved }) => proved).length / people.length),
      percent(mean(answered.map(({ share }) => share))),
      percent(answered.filter(({ share }) => share >= 0.9).length / answered.length),
      answered.length === 0 ? "–" : mean(answered.map(({ cost }) => cost)).toFixed(2),
      median(people.map(({ ms }) => ms)).toFixed(0),
    ];
  });
}

const measured = CASES.map(measure);
const text = `# Answers under models trained again

Made by \`node benchmarks/robustness.mjs\`: ${PEOPLE} refused people, the first answer for each. Every other model is trained like the one in force, on a bootstrap sample of its rows; ${UNKNOWN} such models, which no search sees, say how many answers still hold. "Under K" asks that the answer hold under K more bootstrap models, each a condition of the search; "margin" asks for an output so far above the threshold.

${tableText(
  [
    ...["case", "asked", "people with an answer", "proved", "still hold, mean over people"],
    ...["people whose answer holds under 90 % of models", "cost, mean", "ms, median"],
  ],
  measured.flatMap(rowsOf),
)}

Costs are means over those who have an answer, who are fewer the more is asked. Times are CPU time.
`;
writeText("robustness", text, machine(measured[0].versions), { cases: measured });
