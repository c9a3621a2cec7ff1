// How often the 95 % intervals of distances of scores between cohorts hold the truth, with each tail, and the
// lower tail again at the level that Holm asks for (α/20): by simulation.
//   npm run build && node benchmarks/coverage-distances.mjs [trials]   (default 2000)
// Writes benchmarks/results/coverage-distances.md.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { compareDistance } from "../packages/core/dist/metrics/scores/distance-estimate.js";
import {
  measureCurveGap,
  measureGaps,
  measureJensenShannon,
} from "../packages/core/dist/metrics/scores/measure-distances.js";
import { sortPeople, splitByLabel } from "../packages/core/dist/metrics/scores/score-sample.js";
import { criticalValue } from "../packages/core/dist/stats/normal.js";
import {
  CURVE_PAIRS,
  CURVE_SIZES,
  curveTruth,
  drawCurve,
  drawScores,
  SHAPE_PAIRS,
  SIZES,
  truthOf,
} from "./lib/distance-cases.mjs";
import { makeRandom } from "./lib/scored-people.mjs";

const trials = Number(process.argv[2] ?? 2000);
const z = criticalValue(0.95);
const far = criticalValue(1 - 0.05 / 20);
const RANGE = { lowest: 0, highest: 1 };

/** How often the lower bound lies above the truth and the upper one below, and the mean width. */
function cover(seed, truth, draw) {
  const random = makeRandom(seed);
  const tally = { above: 0, below: 0, far: 0, width: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const comparison = draw(random);
    const { lower, upper } = comparison.boundsAt(z);
    if (lower > truth + 1e-9) tally.above++;
    if (upper < truth - 1e-9) tally.below++;
    if (comparison.boundsAt(far).lower > truth + 1e-9) tally.far++;
    tally.width += upper - lower;
  }
  const share = (name) => tally[name] / trials;
  return {
    isNull: truth === 0,
    covered: 1 - share("above") - share("below"),
    above: share("above") / 0.025,
    below: share("below") / 0.025,
    far: share("far") / (0.025 / 20),
    width: share("width"),
  };
}

const shapes = SHAPE_PAIRS.flatMap((pair) => {
  const truth = truthOf(pair);
  return SIZES.map((sizes) => {
    const draw = (random) =>
      pair.map((shape, i) => sortPeople({ scores: drawScores(random, shape, sizes[i]) }));
    return { label: `${pair.join(" and ")}, n ${sizes.join(" and ")}`, truth, draw };
  });
});
const grids = {
  "Kolmogorov–Smirnov": shapes.map(({ label, truth, draw }) => ({
    label,
    truth: truth.largest,
    draw: (random) => compareDistance(measureGaps(...draw(random), RANGE).largest, 1),
  })),
  "Wasserstein-1": shapes.map(({ label, truth, draw }) => ({
    label,
    truth: truth.area,
    draw: (random) => compareDistance(measureGaps(...draw(random), RANGE).area, 1),
  })),
  "Jensen–Shannon, 10 bins": shapes.map(({ label, truth, draw }) => ({
    label,
    truth: truth.binned,
    draw: (random) => compareDistance(measureJensenShannon(...draw(random), RANGE), 1),
  })),
  "area between ROC curves": CURVE_PAIRS.flatMap((pair) => {
    const isNull = JSON.stringify(pair[0]) === JSON.stringify(pair[1]);
    const truth = isNull ? 0 : curveTruth(pair);
    return CURVE_SIZES.map(([p, n, q, m]) => ({
      label: `curves ${JSON.stringify(pair)}, n ${p}+${n} and ${q}+${m}`,
      truth,
      draw: (random) => {
        const sample = (people) => ({ labelled: splitByLabel(sortPeople(people)) });
        const first = sample(drawCurve(random, pair[0], p, n));
        const second = sample(drawCurve(random, pair[1], q, m));
        return compareDistance(measureCurveGap(first, second), 1);
      },
    }));
  }),
};

const percent = (share) => `${(100 * share).toFixed(2)} %`;
const times = (ratio) => ratio.toFixed(2);
const lines = [];
for (const [name, cases] of Object.entries(grids)) {
  const found = cases.map(({ label, truth, draw }, i) => ({
    label,
    ...cover(1 + i, truth, draw),
  }));
  for (const isNull of [true, false]) {
    const part = found.filter((one) => one.isNull === isNull);
    const mean = (key) => part.reduce((sum, one) => sum + one[key], 0) / part.length;
    const worst = (key) => part.reduce((most, one) => (one[key] > most[key] ? one : most));
    const tail = (key) => `${times(mean(key))} | ${times(worst(key)[key])}`;
    const where = worst(isNull ? "above" : "below");
    const cells = [
      name,
      isNull ? "equal" : "different",
      part.length,
      percent(mean("covered")),
      percent(Math.min(...part.map(({ covered }) => covered))),
      tail("above"),
      tail("far"),
      tail("below"),
      where.above + where.below === 0 ? "–" : where.label,
    ];
    lines.push(`| ${cells.join(" | ")} |`);
  }
}
const text = `# Coverage of the intervals of distances of scores

${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}; ${trials} trials a case, seeded. 95 % intervals. Sizes: ${SIZES.map((pair) => pair.join(" and ")).join(", ")}; of ROC curves, people with and without the outcome on both sides: ${CURVE_SIZES.map(([p, n, q, m]) => `${p} + ${n} and ${q} + ${m}`).join(", ")}.
Tails are multiples of the nominal one (α/2): how often the lower limit lies above the truth, by which a budget fails, at the level α and at α/20, and how often the upper one lies below it, by which a budget passes. Where the two populations are the same the distance is 0 and the upper limit cannot miss.
These intervals may be conservative, never the other way: a tail above 1 beyond the error of simulation would be a defect.

| distance | populations | cases | mean coverage | least | lower tail, mean | largest | lower tail at α/20, mean | largest | upper tail, mean | largest | where the tail is largest |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
writeFileSync(new URL("results/coverage-distances.md", import.meta.url), text);
process.stdout.write(text);
