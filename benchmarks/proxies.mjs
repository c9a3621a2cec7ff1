// How the proxies audit behaves where the truth is known: how often intervals hold it, how often
// chance alone is called an association, and how often a feature exactly at the limit is flagged.
// `node benchmarks/proxies.mjs [--runs 400] [--write]`; one core, a few minutes.
import { writeFileSync } from "node:fs";
import { auditProxies, flagProxies, table } from "../packages/core/dist/index.js";
import { completeProxyQuestion } from "../packages/core/dist/proxies/check-question.js";
import { judgeFamily } from "../packages/core/dist/proxies/judge-family.js";
import { measureAttribute } from "../packages/core/dist/proxies/measure-attribute.js";
import { gatherPeople } from "../packages/core/dist/proxies/people.js";
import { makeRandom } from "./lib/scored-people.mjs";

const runsAt = process.argv.indexOf("--runs");
const RUNS = runsAt === -1 ? 400 : Number(process.argv[runsAt + 1]);
const LIMIT = 0.7;

function randomOf(seed) {
  const uniform = makeRandom(seed);
  // Box and Muller.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** A level of a category with the given shares. */
function pick(shares, u) {
  let level = 0;
  for (let left = u - shares[0]; left >= 0 && level < shares.length - 1; left -= shares[level])
    level++;
  return `l${level}`;
}

/** The area of the best order of categories with these shares among those with and without. */
function areaOf(withIt, without) {
  const order = withIt
    .map((_, i) => i)
    .sort((a, b) => withIt[a] / without[a] - withIt[b] / without[b]);
  let below = 0;
  let area = 0;
  for (const i of order) {
    area += withIt[i] * (below + without[i] / 2);
    below += without[i];
  }
  return area;
}

const even = (size) => Array.from({ length: size }, () => 1 / size);
/** Shares tilted by exp(± t · i) so that the area is as asked. */
function tilted(size, area) {
  const shares = (t) => {
    const raw = Array.from({ length: size }, (_, i) => Math.exp((t * i) / (size - 1)));
    const sum = raw.reduce((a, b) => a + b);
    return raw.map((one) => one / sum);
  };
  let low = 0;
  let high = 20;
  for (let i = 0; i < 60; i++) {
    const t = (low + high) / 2;
    if (areaOf(shares(t), shares(-t)) < area) low = t;
    else high = t;
  }
  return [shares(low), shares(-low)];
}
/** Distance of two normal distributions with this area: √2 · Φ⁻¹(area). */
const SHIFT = 0.7415948; // area 0.7

const features = {
  "2 levels": (area) => fromShares(2, area),
  "6 levels": (area) => fromShares(6, area),
  "40 levels": (area) => fromShares(40, area),
  "a number": (area) => {
    const shift = area === 0.5 ? 0 : SHIFT;
    return (has, { normal }) => normal() + (has ? shift : 0);
  },
};
function fromShares(size, area) {
  const [withIt, without] = area === 0.5 ? [even(size), even(size)] : tilted(size, area);
  return (has, { uniform }) => pick(has ? withIt : without, uniform());
}

function run(n, draw, seed, joint) {
  const random = randomOf(seed);
  const has = Array.from({ length: n }, () => random.uniform() < 0.4);
  const columns = { a: has.map((one) => (one ? "yes" : "no")) };
  const names = joint ? Array.from({ length: 8 }, (_, i) => `x${i}`) : ["x"];
  for (const name of names) columns[name] = has.map((one) => draw(one, random));
  const question = { features: names, protected: [{ column: "a" }], limit: LIMIT, seed };
  const data = table(columns);
  if (joint) return auditProxies(data, question).attributes[0].joint.overall.levels[0];
  const complete = completeProxyQuestion(data, question);
  const people = gatherPeople(data, complete.protected[0], "protected", complete);
  const { features: measured } = measureAttribute(data, people, complete, true);
  return judgeFamily([measured[0].overall], complete)[0].levels[0];
}

const share = (found, test) => found.filter(test).length / found.length;
const rows = [];
for (const n of [300, 1_000, 4_000]) {
  for (const [name, make] of Object.entries(features)) {
    for (const area of [0.5, LIMIT]) {
      const found = Array.from({ length: RUNS }, (_, i) => run(n, make(area), 1 + i, false));
      rows.push(describe(name, n, area, found));
    }
  }
  const fewer = Math.ceil(RUNS / 4);
  const found = Array.from({ length: fewer }, (_, i) =>
    run(n, features["6 levels"](0.5), 9_000 + i, true),
  );
  rows.push(describe("8 features of 6 levels, jointly", n, 0.5, found));
}
function describe(name, n, area, found) {
  return {
    feature: name,
    people: n,
    truth: area,
    runs: found.length,
    meanArea: Number((found.reduce((sum, { auc }) => sum + auc, 0) / found.length).toFixed(4)),
    covered: share(found, ({ interval }) => interval.lower <= area && interval.upper >= area),
    above: share(found, ({ interval }) => interval.lower > area),
    flagged: share(found, ({ verdict }) => verdict === "above"),
  };
}

/** Many features that tell nothing: audits in which any is flagged. */
function nullFlags(n, seed) {
  const random = randomOf(seed);
  const columns = { a: Array.from({ length: n }, () => pick(even(3), random.uniform())) };
  const names = Array.from({ length: 30 }, (_, i) => `x${i}`);
  names.forEach((name, i) => {
    const draw = Object.values(features)[i % 4](0.5);
    columns[name] = Array.from({ length: n }, () => draw(false, random));
  });
  return flagProxies(table(columns), { features: names, protected: [{ column: "a" }], limit: 0.6 })
    .length;
}
const nulls = [120, 300, 1_000].map((n) => {
  const flags = Array.from({ length: RUNS }, (_, i) => nullFlags(n, 50_000 + i));
  return { people: n, runs: RUNS, limit: 0.6, anyFlagged: share(flags, (one) => one > 0) };
});

/** The feature tells the attribute only through a declared one. */
function conditional(n, seed) {
  const random = randomOf(seed);
  const has = Array.from({ length: n }, () => random.uniform() < 0.4);
  const [withIt, without] = tilted(6, 0.8);
  const department = has.map((one) => pick(one ? withIt : without, random.uniform()));
  const copies = department.map((one) =>
    random.uniform() < 0.9 ? one : pick(even(6), random.uniform()),
  );
  const { attributes } = auditProxies(
    table({ a: has.map((one) => (one ? "yes" : "no")), department, copies }),
    {
      features: ["copies"],
      protected: [{ column: "a" }],
      legitimate: [{ feature: "department", owner: "@owner", rationale: "made up" }],
    },
  );
  return attributes[0].features[0];
}
const conditionals = [300, 1_000, 4_000].map((n) => {
  const found = Array.from({ length: Math.ceil(RUNS / 2) }, (_, i) => conditional(n, 70_000 + i));
  const given = found.map((one) => one.given.levels[0]);
  return {
    people: n,
    runs: found.length,
    meanOverall: Number(
      (found.reduce((s, one) => s + one.overall.levels[0].auc, 0) / found.length).toFixed(4),
    ),
    meanGiven: Number((given.reduce((s, one) => s + one.auc, 0) / found.length).toFixed(4)),
    chanceInside: share(given, ({ interval }) => interval.lower <= 0.5 && interval.upper >= 0.5),
    explained: share(found, ({ finding }) => finding === "explained"),
    flagged: share(found, ({ finding }) => finding === "proxy"),
  };
});

const percent = (value) => `${(100 * value).toFixed(1)} %`;
function tableOf(head, lines) {
  return [head, head.map(() => "---"), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
const text = `# Proxies where the truth is known

${RUNS} runs a line (the learner of all features a quarter, strata a half), two levels of an attribute of which 40 % have the one, 95 % intervals, limit ${LIMIT}. Written by \`node benchmarks/proxies.mjs --runs ${RUNS} --write\`.

What is audited is the area of what can be learnt from these people. That lies below the best area that anyone could reach where a feature has many levels and few people each, so there the interval misses the latter from below; it seldom lies above. Flagged: held to be above the limit.

${tableOf(
  [
    "feature",
    "people",
    "best area",
    "mean area",
    "interval holds the best area",
    "lies above it",
    "flagged",
  ],
  rows.map((one) => [
    one.feature,
    one.people,
    one.truth,
    one.meanArea.toFixed(3),
    percent(one.covered),
    percent(one.above),
    percent(one.flagged),
  ]),
)}

Thirty features that tell nothing, an attribute of three levels, and a limit of 0.6: audits that flag any.

${tableOf(
  ["people", "audits", "flag any"],
  nulls.map((one) => [one.people, one.runs, percent(one.anyFlagged)]),
)}

A feature that tells the attribute only through a declared one of six levels.

${tableOf(
  [
    "people",
    "mean area",
    "among people alike",
    "interval of that holds chance",
    "called explained",
    "flagged",
  ],
  conditionals.map((one) => [
    one.people,
    one.meanOverall.toFixed(3),
    one.meanGiven.toFixed(3),
    percent(one.chanceInside),
    percent(one.explained),
    percent(one.flagged),
  ]),
)}
`;
if (process.argv.includes("--write")) {
  writeFileSync(new URL("results/proxies.md", import.meta.url), text);
} else process.stdout.write(text);
