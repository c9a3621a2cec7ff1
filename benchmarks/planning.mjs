// Power at the number of decisions that `planBudgets` gives, simulated independently: binomial draws, cells,
// and `decide` as it stands. Writes benchmarks/results/planning.{json,md}.
//   npm run build && node benchmarks/planning.mjs [trials]   (default 2000)
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { sealCells } from "../packages/core/dist/cells/tally.js";
import { decide, planBudgets } from "../packages/core/dist/index.js";
import { makeRandom } from "./lib/scored-people.mjs";

const trials = Number(process.argv[2] ?? 2000);
const RATES = [0.05, 0.1, 0.2, 0.35, 0.5];
const FAMILIES = [1, 4, 10];
/** Rates at which more than one comparison is simulated. */
const FAMILY_RATES = [0.05, 0.2, 0.5];
/** Decisions of the reference for one of each cohort. */
const ALLOCATIONS = [1, 5];
const COMPARES = {
  ratio: () => ({ min: 0.8, max: 1.25 }),
  difference: () => ({ min: -0.1, max: 0.1 }),
  value: (rate) => ({ min: null, max: 1.5 * rate }),
};

const binary = { column: "p", rule: "1", classes: ["0", "1"], favourable: ["1"] };

/** Cells of groups given as [selected, decisions]; the last one is the reference. */
function cellsOf(groups) {
  const levels = groups.map((_, i) => (i === groups.length - 1 ? "ref" : `g${i}`));
  const entries = groups.flatMap(([selected, decisions], code) =>
    [decisions - selected, selected].flatMap((n, outcome) =>
      n === 0 ? [] : [{ key: [code, outcome], n, w: n, w2: n }],
    ),
  );
  const attributes = [{ column: "g", bands: null, levels }];
  return sealCells({ attributes, label: null, prediction: binary, weight: "none" }, entries);
}

function policyOf(compare, limit) {
  return {
    cohorts: [{ name: "g", by: ["g"], bands: {}, reference: { kind: "cohort", levels: ["ref"] } }],
    evidence: {
      confidence: 0.95,
      multiplicity: "holm",
      family: "budget",
      minimum: { denominator: 30 },
      convention: "strict",
      seed: 7,
    },
    budgets: [
      {
        ...{ id: "b", metric: "selection_rate", compare, cohorts: "g", limit },
        ...{ severity: "error", onInconclusive: "warn", onNoData: "warn" },
        ...{ owner: null, rationale: null },
      },
    ],
    waivers: [],
  };
}

/** Draws from a binomial by inverting its distribution function, summed up from ln n!. */
function binomial(n, p, random) {
  const logFactorial = new Float64Array(n + 1);
  for (let i = 1; i <= n; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
  const sums = new Float64Array(n + 1);
  let sum = 0;
  for (let x = 0; x <= n; x++) {
    const choose = logFactorial[n] - logFactorial[x] - logFactorial[n - x];
    sum += Math.exp(choose + x * Math.log(p) + (n - x) * Math.log1p(-p));
    sums[x] = sum;
  }
  return () => {
    const u = random() * sum;
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > u) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** The share of trials in which the first cohort gets the verdict; the others are at parity. */
function simulate({ kind, truth, decisions, reference, compare, rate, family, policy }, random) {
  const own = compare === "ratio" ? truth * rate : compare === "difference" ? truth + rate : truth;
  const first = binomial(decisions, own, random);
  // Of a value the others lie well inside as well; the reference is one of them.
  const inside = compare === "value" ? 0.75 * rate : rate;
  const other = binomial(decisions, inside, random);
  const ref = binomial(reference, inside, random);
  let hits = 0;
  for (let trial = 0; trial < trials; trial++) {
    const others = Array.from({ length: family - 1 }, () => [other(), decisions]);
    const cells = cellsOf([[first(), decisions], ...others, [ref(), reference]]);
    const { verdicts } = decide(cells, [], policy, { today: null });
    if (verdicts[0].verdict === kind) hits++;
  }
  return hits / trials;
}

function* casesOf() {
  for (const [compare, limitAt] of Object.entries(COMPARES)) {
    for (const rate of RATES) {
      for (const share of compare === "value" ? [1] : ALLOCATIONS) {
        for (const wanted of FAMILY_RATES.includes(rate) ? FAMILIES : [1]) {
          // A value is judged of the reference too, which makes the family one larger.
          const family = compare === "value" ? Math.max(1, wanted - 1) : wanted;
          const policy = policyOf(compare, limitAt(rate));
          const others = Array.from({ length: family - 1 }, () => [2000 * rate, 2000]);
          const present = cellsOf([
            [2000 * rate, 2000],
            ...others,
            [2000 * share * rate, 2000 * share],
          ]);
          const plan = planBudgets(present, [], policy);
          // A pass does not depend on how many others there are.
          for (const kind of wanted === 1 ? ["pass", "fail"] : ["fail"]) {
            const { truth, need } = plan.comparisons[0][kind];
            if (need.status !== "enough-with")
              throw new Error(`${compare} ${rate}: ${need.reason}`);
            const reference = need.reference?.decisions ?? need.decisions;
            const { decisions, chance: planned } = need;
            const size = plan.families[0].comparisons;
            yield {
              compare,
              rate,
              share,
              size,
              family,
              kind,
              truth,
              decisions,
              reference,
              planned,
              policy,
            };
          }
        }
      }
    }
  }
}

const started = process.cpuUsage();
const rows = [];
for (const one of casesOf()) {
  const simulated = simulate(one, makeRandom(1 + rows.length));
  const error = Math.sqrt((one.planned * (1 - one.planned)) / trials);
  const { policy, family, ...shown } = one;
  rows.push({ ...shown, simulated, apart: (simulated - one.planned) / error });
}
const { user, system } = process.cpuUsage(started);

const about = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
  trials,
};
const farthest = rows.reduce((a, b) => (Math.abs(b.apart) > Math.abs(a.apart) ? b : a));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const beyond = rows.filter(({ apart }) => Math.abs(apart) > 3).length;
const table = rows.map((row) =>
  [
    row.compare,
    row.rate,
    row.compare === "value" ? "–" : `1 : ${row.share}`,
    row.size,
    row.kind,
    Number(row.truth.toFixed(4)),
    row.compare === "value" ? row.decisions : `${row.decisions} and ${row.reference}`,
    row.planned.toFixed(4),
    row.simulated.toFixed(4),
    row.apart.toFixed(2),
  ].join(" | "),
);
const text = `# Power at the number of decisions that \`plan\` gives

Made by \`node benchmarks/planning.mjs ${trials}\`. ${about.date}, Node ${about.node}, ${about.cpu}, ${((user + system) / 6e7).toFixed(1)} minutes of CPU time.
Planned for 80 % power at 95 % confidence; then, for each line, ${trials} draws of every cohort and of the reference, counted into cells and judged by \`decide\`. The share that got the verdict stands beside the planned one, with how many standard errors lie between. The other comparisons of the family are at parity; a pass does not depend on them, so it is simulated alone. Limits: ratio 0.8 to 1.25, difference −0.1 to 0.1, value at most 1.5 times the rate.

| what | target | measured |
| --- | --- | --- |
| planned and simulated power, standard errors apart, farthest of ${rows.length} cases | ≤ 3 | ${Math.abs(farthest.apart).toFixed(2)} (${farthest.compare}, rate ${farthest.rate}, ${farthest.kind}, family of ${farthest.size}) |
| cases more than 3 apart; by chance alone ${(0.0027 * rows.length).toFixed(1)} | – | ${beyond} |
| mean number of standard errors apart; 0 if planned power is right, ± ${(1 / Math.sqrt(rows.length)).toFixed(2)} by chance | – | ${mean(rows.map(({ apart }) => apart)).toFixed(2)} |
| mean of its square; 1 if planned power is right | – | ${mean(rows.map(({ apart }) => apart ** 2)).toFixed(2)} |

| compared | rate | cohort : reference | family | verdict | truth | decisions | planned | simulated | apart |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${table.map((line) => `| ${line} |`).join("\n")}
`;
const results = new URL("results/", import.meta.url);
mkdirSync(results, { recursive: true });
writeFileSync(
  new URL("planning.json", results),
  `${JSON.stringify({ ...about, rows }, null, 2)}\n`,
);
writeFileSync(new URL("planning.md", results), text);
process.stdout.write(text);
