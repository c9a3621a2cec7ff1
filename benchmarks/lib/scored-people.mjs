// Made-up scores whose AUC or calibration is known.

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function makeRandom(seed) {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal scores about a mean: two such samples have the AUC Φ(distance / √2). */
export function drawNormals(random, count, mean) {
  return Array.from(
    { length: count },
    () => mean + Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** Positives, negatives, AUC. */
export const AUC_CASES = [
  [20, 20],
  [20, 100],
  [50, 50],
  [100, 30],
  [200, 40],
  [100, 100],
].flatMap(([positives, negatives]) =>
  [0.5, 0.6, 0.7, 0.8, 0.9, 0.95].map((auc) => [positives, negatives, auc]),
);

/** Numbers of people, and pairs of parameters of the beta distribution of their chances. */
export const PEOPLE = [20, 50, 100, 200, 500, 1000];
export const BETA_SHAPES = [
  [1, 1],
  [1, 9],
  [1, 19],
  [2, 3],
  [4, 6],
];

/** People, the two parameters of the beta distribution of the chances, and how far scores are too high. */
export const CALIBRATION_CASES = PEOPLE.flatMap((people) =>
  BETA_SHAPES.flatMap((shape) => [0, 0.1].map((shift) => [people, ...shape, shift])),
);

/**
 * Chances p from a beta distribution, outcomes by them, and scores p + shift·(1 − p): too high by
 * shift·(1 − mean) in every bin, which is gap and calibration error at once.
 */
export function drawCalibrated(random, [people, a, b, shift]) {
  const scoreOf = (chance) => chance + shift * (1 - chance);
  return { people: drawScored(random, people, [a, b], scoreOf), gap: shift * (b / (a + b)) };
}

/** Scores and outcomes of people whose score follows from their chance. */
export function drawScored(random, people, [a, b], scoreOf) {
  const scores = [];
  const labels = [];
  for (let i = 0; i < people; i++) {
    const chance = drawBeta(random, a, b);
    scores.push(Math.min(1, scoreOf(chance)));
    labels.push(random() < chance ? 1 : 0);
  }
  return { scores, labels };
}

/** logit(score) = factor · logit(chance): above 1 too sure, below 1 not sure enough. */
const stretch = (factor) => (chance) => 1 / (1 + ((1 - chance) / chance) ** factor);

/** Scores as they follow from chances; the first are right. */
export const MISCALIBRATIONS = [
  { name: "right", scoreOf: (chance) => chance },
  { name: "too high by a tenth of the rest", scoreOf: (chance) => chance + 0.1 * (1 - chance) },
  { name: "by a fifth", scoreOf: (chance) => chance + 0.2 * (1 - chance) },
  { name: "too low by two fifths", scoreOf: (chance) => 0.6 * chance },
  { name: "a little too sure", scoreOf: stretch(1.5) },
  { name: "far too sure", scoreOf: stretch(2.5) },
  { name: "not sure enough", scoreOf: stretch(0.5) },
  { name: "too low above one half", scoreOf: (chance) => (chance > 0.5 ? chance - 0.2 : chance) },
  { name: "too high below a tenth", scoreOf: (chance) => (chance < 0.1 ? chance + 0.05 : chance) },
  {
    name: "too low between .6 and .7",
    scoreOf: (chance) => (chance > 0.6 && chance <= 0.7 ? chance - 0.3 : chance),
  },
];

/** The expected calibration error in ten bins of all whose chances have that beta distribution. */
export function calibrationError([a, b], scoreOf) {
  const steps = 200_000;
  const gaps = new Float64Array(10);
  let all = 0;
  for (let i = 0; i < steps; i++) {
    const chance = (i + 0.5) / steps;
    const density = chance ** (a - 1) * (1 - chance) ** (b - 1);
    const score = scoreOf(chance);
    const bin = Math.min(9, Math.max(0, Math.ceil(score * 10) - 1));
    gaps[bin] += density * (score - chance);
    all += density;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / all;
}

/** Of whole parameters, from gamma variables as sums of exponential ones. */
function drawBeta(random, a, b) {
  const gamma = (shape) => {
    let sum = 0;
    for (let i = 0; i < shape; i++) sum -= Math.log(1 - random());
    return sum;
  };
  const first = gamma(a);
  return first / (first + gamma(b));
}
