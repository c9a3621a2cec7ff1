// How often the 95 % interval of a rate holds the truth where several decisions are about one subject
// (decisions.clusterBy), with each tail, beside two others: by simulation.
//   npm run build && node benchmarks/coverage-clusters.mjs [trials]   (default 1000)
// Writes benchmarks/results/coverage-clusters.md.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { proportionOf } from "../packages/core/dist/metrics/rate.js";
import { midPInterval } from "../packages/core/dist/stats/mid-p.js";
import { criticalValue } from "../packages/core/dist/stats/normal.js";
import { studentOfNormal } from "../packages/core/dist/stats/student.js";
import { makeRandom } from "./lib/scored-people.mjs";

const trials = Number(process.argv[2] ?? 1000);
const z = criticalValue(0.95);
const SUBJECTS = [20, 50, 100, 200, 500];
const RATES = [0.05, 0.1, 0.3, 0.5];
const CORRELATIONS = [0, 0.1, 0.3, 0.5];

/** Decisions about one subject. */
const SIZES = {
  "5 each": () => 5,
  "1 to 20": (random) => 1 + Math.floor(random() * 20),
  "1 to 5, a tenth of the subjects 60 more": (random) =>
    1 + Math.floor(random() * 5) + (random() < 0.1 ? 60 : 0),
};

/** Favourable ones of so many decisions about one subject, any two of which have that correlation. */
const ALIKE = {
  // A chance of its own for each subject, from a beta distribution: Pólya's urn.
  "own chances": (random, decisions, rate, correlation) => {
    const weight = correlation === 0 ? Infinity : (1 - correlation) / correlation;
    let favourable = 0;
    for (let i = 0; i < decisions; i++) {
      const chance = weight === Infinity ? rate : (rate * weight + favourable) / (weight + i);
      if (random() < chance) favourable++;
    }
    return favourable;
  },
  // One draw for the subject, which each decision follows with the chance √correlation.
  "one draw, often followed": (random, decisions, rate, correlation) => {
    const own = random() < rate;
    let favourable = 0;
    for (let i = 0; i < decisions; i++) {
      if (random() < Math.sqrt(correlation) ? own : random() < rate) favourable++;
    }
    return favourable;
  },
};

function drawFraction(random, { subjects, size, alike, rate, correlation }) {
  const sums = { numerator: 0, denominator: 0, xx: 0, xm: 0, mm: 0 };
  for (let subject = 0; subject < subjects; subject++) {
    const m = SIZES[size](random);
    const x = ALIKE[alike](random, m, rate, correlation);
    sums.numerator += x;
    sums.denominator += m;
    sums.xx += x * x;
    sums.xm += x * m;
    sums.mm += m * m;
  }
  const { numerator, denominator, ...shared } = sums;
  return { numerator, denominator, rows: denominator, squares: denominator, subjects: shared };
}

/** Korn and Graubard's effective size, of degrees of freedom from Kish's number of subjects. */
function kornGraubard({ numerator, denominator, subjects: { xx, xm, mm } }) {
  const k = denominator ** 2 / mm;
  const p = numerator / denominator;
  if (p === 0 || p === 1) return { successes: p * k, size: k };
  const variance = Math.max(0, xx - 2 * p * xm + p * p * mm) / denominator ** 2;
  const shrunk = ((p * (1 - p)) / variance) * (z / studentOfNormal(z, Math.max(1, k - 1))) ** 2;
  const size = Math.min(denominator, shrunk);
  return { successes: p * size, size };
}

const METHODS = {
  default: (fraction) => proportionOf(fraction, "none"),
  "Korn and Graubard": kornGraubard,
  "as if independent": ({ numerator, denominator }) => ({
    successes: numerator,
    size: denominator,
  }),
};

function cover(seed, one) {
  const random = makeRandom(seed);
  const tallies = Object.fromEntries(
    Object.keys(METHODS).map((name) => [name, { above: 0, below: 0 }]),
  );
  for (let trial = 0; trial < trials; trial++) {
    const fraction = drawFraction(random, one);
    for (const [name, method] of Object.entries(METHODS)) {
      const { lower, upper } = midPInterval(method(fraction), z);
      if (lower > one.rate) tallies[name].above += 1 / trials;
      if (upper < one.rate) tallies[name].below += 1 / trials;
    }
  }
  return tallies;
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const covered = ({ above, below }) => 1 - above - below;
let seed = 0;
const lines = [];
const short = [];
let count = 0;
for (const size of Object.keys(SIZES)) {
  for (const alike of Object.keys(ALIKE)) {
    for (const [i, subjects] of SUBJECTS.entries()) {
      const cases = RATES.flatMap((rate) =>
        CORRELATIONS.map((correlation) => ({ subjects, size, alike, rate, correlation })),
      ).map((one) => ({ one, tallies: cover(++seed, one) }));
      const mean = (of) => cases.reduce((sum, { tallies }) => sum + of(tallies), 0) / cases.length;
      count += cases.length;
      for (const { one, tallies } of cases) {
        if (covered(tallies.default) < 0.915) {
          short.push(
            `${one.subjects} subjects, ${one.size}, ${one.alike}, rate ${one.rate}, ${one.correlation}: ${percent(covered(tallies.default))}`,
          );
        }
      }
      const least = cases.reduce((a, b) =>
        covered(b.tallies.default) < covered(a.tallies.default) ? b : a,
      );
      lines.push(
        `| ${[
          i === 0 ? size : "",
          i === 0 ? alike : "",
          subjects,
          percent(mean((all) => covered(all.default))),
          `${percent(covered(least.tallies.default))} (rate ${least.one.rate}, ${least.one.correlation})`,
          `${percent(mean((all) => all.default.above))} / ${percent(mean((all) => all.default.below))}`,
          percent(mean((all) => covered(all["Korn and Graubard"]))),
          percent(mean((all) => covered(all["as if independent"]))),
        ].join(" | ")} |`,
      );
    }
  }
}
const text = `# Coverage of the interval of a rate with repeated subjects

${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}; ${trials} trials a case, seeded. 95 % intervals. Each line holds ${RATES.length * CORRELATIONS.length} cases: rate ${RATES.join(", ")}; correlation of two decisions about one subject ${CORRELATIONS.join(", ")}. The least case names both.

| decisions a subject | alike by | subjects | mean | least case | above / below the truth, mean | Korn and Graubard, mean | as if independent, mean |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}

The default takes the variance between subjects as the sample has it, drawn towards that of subjects who are always decided alike, the more the fewer subjects with the rarer outcome there are. So it covers more than 95 % where decisions about one subject are independent, and holds where the sample holds too few of those subjects to show how alike they are. Korn and Graubard's size trusts the variance of the sample, with Student's t.

Cases below 91.5 %, of ${count}: ${short.length === 0 ? "none" : short.join("; ")}.
`;
writeFileSync(new URL("results/coverage-clusters.md", import.meta.url), text);
process.stdout.write(text);
