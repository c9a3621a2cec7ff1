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

/** People, the two parameters of the beta distribution of the chances, and how far scores are too high. */
export const CALIBRATION_CASES = [20, 50, 100, 200, 500, 1000].flatMap((people) =>
  [
    [1, 1],
    [1, 9],
    [1, 19],
    [2, 3],
    [4, 6],
  ].flatMap((shape) => [0, 0.1].map((shift) => [people, ...shape, shift])),
);

/**
 * Chances p from a beta distribution, outcomes by them, and scores p + shift·(1 − p): too high by
 * shift·(1 − mean) in every bin, which is gap and calibration error at once.
 */
export function drawCalibrated(random, [people, a, b, shift]) {
  const scores = [];
  const labels = [];
  for (let i = 0; i < people; i++) {
    const chance = drawBeta(random, a, b);
    scores.push(Math.min(1, chance + shift * (1 - chance)));
    labels.push(random() < chance ? 1 : 0);
  }
  return { people: { scores, labels }, gap: shift * (b / (a + b)) };
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
