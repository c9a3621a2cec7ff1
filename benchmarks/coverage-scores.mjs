// How often the 95 % intervals of scores hold the truth: AUC, difference of two AUCs, calibration gap and
// expected calibration error, by simulation, with each tail. Writes a table to standard output.
//   npm run build && node benchmarks/coverage-scores.mjs [trials]   (default 2000)

import { compareEstimates } from "../packages/core/dist/metrics/comparison.js";
import { estimateAuc, measureAuc } from "../packages/core/dist/metrics/scores/auc.js";
import {
  estimateCalibrationError,
  measureCalibrationGap,
} from "../packages/core/dist/metrics/scores/calibration.js";
import { binScores } from "../packages/core/dist/metrics/scores/calibration-bins.js";
import { sortPeople } from "../packages/core/dist/metrics/scores/score-sample.js";
import { criticalValue, normalQuantile } from "../packages/core/dist/stats/normal.js";
import {
  AUC_CASES,
  CALIBRATION_CASES,
  drawCalibrated,
  drawNormals,
  makeRandom,
} from "./lib/scored-people.mjs";

const trials = Number(process.argv[2] ?? 2000);
const z = criticalValue(0.95);

/** Shares of trials whose interval holds the truth, lies wholly above it, and wholly below. */
function cover(seed, draw) {
  const random = makeRandom(seed);
  const tally = { covered: 0, above: 0, below: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const { estimate, truth } = draw(random);
    const { lower, upper } = estimate.boundsAt(z);
    tally[lower > truth ? "above" : upper < truth ? "below" : "covered"]++;
  }
  return Object.fromEntries(Object.entries(tally).map(([name, count]) => [name, count / trials]));
}

function drawAuc(random, [positives, negatives, auc]) {
  const shift = Math.SQRT2 * normalQuantile(auc);
  const up = sortPeople({ scores: drawNormals(random, positives, shift) });
  const down = sortPeople({ scores: drawNormals(random, negatives, 0) });
  return estimateAuc(measureAuc(up, down));
}

const grids = {
  AUC: AUC_CASES.map((one) => (random) => ({ estimate: drawAuc(random, one), truth: one[2] })),
  "difference of two AUCs": AUC_CASES.flatMap((one) =>
    [0.7, 0.85].map((other) => (random) => ({
      estimate: compareEstimates(
        "difference",
        drawAuc(random, one),
        drawAuc(random, [50, 50, other]),
      ),
      truth: one[2] - other,
    })),
  ),
  "calibration gap": CALIBRATION_CASES.map((one) => (random) => {
    const { people, gap } = drawCalibrated(random, one);
    return { estimate: measureCalibrationGap(sortPeople(people)), truth: gap };
  }),
  "expected calibration error": CALIBRATION_CASES.map((one) => (random) => {
    const { people, gap } = drawCalibrated(random, one);
    return { estimate: estimateCalibrationError(binScores(sortPeople(people))), truth: gap };
  }),
};

const percent = (share) => `${(100 * share).toFixed(2)} %`;
console.log(
  `95 % intervals, ${trials} trials a case, seeded; a target is 94 to 96 % on the mean, 91.5 % in each case.`,
);
console.log(
  "\n| interval | cases | mean | lowest | highest | wholly above the truth | wholly below |",
);
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const [name, cases] of Object.entries(grids)) {
  const found = cases.map((draw, i) => cover(1 + i, draw));
  const mean = (key) => found.reduce((sum, one) => sum + one[key], 0) / found.length;
  const shares = found.map(({ covered }) => covered);
  const cells = [
    mean("covered"),
    Math.min(...shares),
    Math.max(...shares),
    mean("above"),
    mean("below"),
  ];
  console.log(`| ${name} | ${found.length} | ${cells.map(percent).join(" | ")} |`);
}
