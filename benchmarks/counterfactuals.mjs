// Counterfactuals beside DiCE's random, genetic and kdtree: the same models, people and constraints.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/counterfactuals.mjs [CASE …]
// Named cases leave the last numbers of the others as they are.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const CASES = [
  ...["synthetic-forest", "adult-forest", "german-credit-forest", "bank-marketing-forest"],
  ...["synthetic-boosted", "adult-boosted", "german-credit-boosted", "bank-marketing-boosted"],
];
const METHODS = ["random", "genetic", "kdtree"];
/** Of whom the first are also put to DiCE, which takes long. */
const PEOPLE = 200;
const BESIDE = 10;
const ANSWERS = 4;

function measure(name) {
  const folder = mkdtempSync(join(tmpdir(), "counterfactuals-"));
  const [, data, kind] = /^(.*)-(forest|boosted)$/.exec(name);
  try {
    const peer = JSON.parse(
      runPeer("counterfactuals", folder, data, kind, PEOPLE, BESIDE, ANSWERS, ...METHODS),
    );
    writeFileSync(join(folder, `${name}-dice.json`), JSON.stringify(peer));
    return {
      versions: peer.versions,
      ...runOurs("counterfactuals", folder, name, ANSWERS, BESIDE),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (part, whole) =>
  whole === 0 ? "–" : `${Number(((100 * part) / whole).toPrecision(3))} %`;
const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(q * values.length) - 1)];

/** Over the answers that the model confirms and that keep the constraints: an answer that does not is none. */
function bestOf(each) {
  return each.map(({ answers }) =>
    answers
      .filter(({ valid, violating }) => valid && !violating)
      .reduce((best, { distance }) => Math.min(best, distance), Infinity),
  );
}

function rowOf(label, each, own) {
  const answers = each.flatMap((one) => one.answers);
  const times = each.map((one) => one.ms);
  const best = bestOf(each);
  // Only people for whom both sides have an answer, or a method that finds few would look near.
  const both = best.map((_, i) => i).filter((i) => best[i] < Infinity && own[i] < Infinity);
  const distance = mean(both.map((i) => best[i]));
  return [
    label,
    ms(median(times)),
    ms(quantile(times, 0.95)),
    share(best.filter((one) => one < Infinity).length, each.length),
    share(answers.filter(({ valid }) => valid).length, answers.length),
    share(answers.filter(({ violating }) => violating).length, answers.length),
    both.length === 0 ? "–" : distance.toFixed(2),
    both.length === 0 ? "–" : `${(mean(both.map((i) => own[i])) / distance).toFixed(2)}×`,
    answers.length === 0 ? "–" : mean(answers.map(({ changes }) => changes)).toFixed(1),
    each[0].proved === undefined
      ? "–"
      : share(each.filter(({ proved }) => proved).length, each.length),
    ...["calls", "rows"].map((key) =>
      each[0][key] === undefined ? "–" : mean(each.map((one) => one[key])).toFixed(0),
    ),
  ];
}

function caseText(name, { ours, theirs }) {
  const first = ours.first.slice(0, BESIDE);
  const own = bestOf(first);
  const rows = [
    rowOf("ours, first answer", first, own),
    rowOf(`ours, ${ANSWERS} answers`, ours.several, own),
    rowOf("ours, predictions only, first answer", ours.blackBox.found, own),
    rowOf(`ours, predictions only, ${ANSWERS} answers`, ours.blackBoxSeveral.found, own),
    ...METHODS.map((method) => rowOf(`DiCE ${method}, ${ANSWERS} answers`, theirs[method], own)),
  ];
  const faults = METHODS.flatMap((method) => {
    const failed = theirs[method].filter(({ fault }) => fault !== null);
    return failed.length === 0 ? [] : [`${method} ${failed.length} (${failed[0].fault})`];
  });
  const note = faults.length === 0 ? "" : `\n\nDiCE gave up or failed: ${faults.join("; ")}.`;
  return `## ${name}, ${first.length} people\n\n${tableText(
    [
      ...["method", "ms, median", "ms, 95 %", "people with an answer", "confirmed by the model"],
      ...[
        "breaking a constraint",
        "best distance, mean",
        "ours ÷ it",
        "changes",
        "proved",
        "calls",
        "rows asked",
      ],
    ],
    rows,
  )}${note}`;
}

const times = (each) => median(each.map((one) => one.ms));
const ratio = (value) => (Number.isFinite(value) ? `${value.toFixed(2)}×` : "–");

/** One case against the targets of issue 6. */
function summaryRow(name, { ours, theirs }) {
  const beside = ours.first.slice(0, BESIDE);
  const own = bestOf(beside);
  const against = (method) => {
    const best = bestOf(theirs[method]);
    const both = best.map((_, i) => i).filter((i) => best[i] < Infinity && own[i] < Infinity);
    return ratio(mean(both.map((i) => own[i])) / mean(both.map((i) => best[i])));
  };
  const proved = (each) => share(each.filter((one) => one.proved).length, each.length);
  return [
    `${name}, ${ours.first.length} people`,
    ms(times(ours.first)),
    ms(
      quantile(
        ours.first.map((one) => one.ms),
        0.95,
      ),
    ),
    ratio(times(beside) / times(theirs.genetic)),
    proved(ours.first),
    ratio(times(ours.several) / times(theirs.genetic)),
    proved(ours.several),
    against("genetic"),
    against("kdtree"),
  ];
}

const TARGETS = ["**target**", "50", "250", "0.20×", "99 %", "0.50×", "95 %", "0.35×", "0.35×"];

const file = new URL("results/counterfactuals.json", import.meta.url);
const last = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).cases : {};
const asked = process.argv.length > 2 ? process.argv.slice(2) : CASES;
const cases = { ...last };
for (const name of asked) {
  cases[name] = measure(name);
  const known = CASES.filter((one) => cases[one] !== undefined);
  const text = `# Counterfactuals

Made by \`node benchmarks/counterfactuals.mjs\`: ${ANSWERS} changes a person, refused people of the rows that the model was not trained on, at random: ${PEOPLE} (or all there are) for times and proofs, the first ${BESIDE} of them beside DiCE. Forest: LightGBM's random forest, 100 trees of depth 8; boosted: LightGBM, 300 trees of 31 leaves. Protected attributes and their proxies, as declared in the configurations, may not change; some numbers only rise. Times are CPU time of one process on one thread, so that other work on the machine counts little; ours is after reading the anchors once, as DiCE's is after its set-up. DiCE is stopped after 10 s for one person.

Distance is what our search minimises: Σ |Δ| ÷ median absolute deviation for numbers, 1 a changed category. "Best" is the nearest of a method's answers that the model confirms and that keeps the constraints, over people for whom both sides have one.

${tableText(
  [
    ...[
      "case",
      "first, ms",
      "95 %",
      "÷ DiCE genetic",
      "proved",
      "four ÷ DiCE genetic",
      "all proved",
    ],
    ...["best distance ÷ genetic", "÷ kdtree"],
  ],
  [TARGETS, ...known.map((one) => summaryRow(one, cases[one]))],
)}

"Predictions only" is the search for models behind a function, which sees the same model as DiCE does; its calls and rows are those about one person, after 500 anchors were asked about once in one call.

The targets of time are for a quiet machine and forests of 100 × depth 8. A method of DiCE that finds no answer for anyone has no distance; kdtree only proposes rows of the training data, of which few agree with a person in all that may not change.

${known.map((one) => caseText(one, cases[one])).join("\n\n")}
`;
  writeText("counterfactuals", text, machine(cases[name].versions), { cases });
}
