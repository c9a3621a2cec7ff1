// Pairs of populations of scores whose distances are known.

import { jensenShannonOf } from "../../packages/core/dist/metrics/scores/distances.js";
import { normalQuantile, normalTail } from "../../packages/core/dist/stats/normal.js";
import { solveIncreasing } from "../../packages/core/dist/stats/solve.js";

/** As many bins as an audit has. */
const BINS = 10;

/** Distribution functions on [0, 1], with their inverses. */
const SHAPES = {
  uniform: power(1),
  // Many low scores.
  low: power(3),
  lower: power(4),
  // Few in the middle, many at both ends, and the other way round.
  middle: numeric((s) => s * s * (3 - 2 * s)),
  ends: numeric((s) => 0.5 + 4 * (s - 0.5) ** 3),
  // Nine in ten below 0.1.
  rare: {
    cdf: (s) => (s < 0.1 ? 9 * s : 0.9 + (s - 0.1) / 9),
    inverse: (u) => (u < 0.9 ? u / 9 : 0.1 + (u - 0.9) * 9),
  },
  // A score card of five values.
  five: {
    cdf: (s) => Math.min(1, Math.floor(s * 5 + 1e-9) / 5),
    inverse: (u) => Math.ceil(u * 5) / 5 - 1e-9,
  },
};

/** G(s) = s^(1/k). */
function power(k) {
  return { cdf: (s) => s ** (1 / k), inverse: (u) => u ** k };
}

function numeric(cdf) {
  return { cdf, inverse: (u) => solveIncreasing((s) => cdf(s) - u, 0, 1, 1e-9) };
}

export const SIZES = [
  [20, 20],
  [20, 200],
  [50, 50],
  [50, 1000],
  [200, 200],
  [1000, 1000],
];

export const SHAPE_PAIRS = [
  ["uniform", "uniform"],
  ["low", "low"],
  ["rare", "rare"],
  ["five", "five"],
  ["ends", "ends"],
  ["uniform", "low"],
  ["low", "lower"],
  ["uniform", "middle"],
  ["uniform", "ends"],
  ["middle", "ends"],
  ["uniform", "rare"],
];

/** The true distances of two shapes. */
export function truthOf([one, two]) {
  const [f, g] = [SHAPES[one].cdf, SHAPES[two].cdf];
  const steps = 200_000;
  let largest = 0;
  let area = 0;
  for (let i = 0; i < steps; i++) {
    const s = (i + 0.5) / steps;
    const gap = Math.abs(f(s) - g(s));
    largest = Math.max(largest, gap);
    area += gap / steps;
  }
  const shares = (cdf) =>
    Float64Array.from(
      { length: BINS },
      (_, bin) =>
        cdf((bin + 1) / BINS - 1e-12) -
        (bin === 0 ? 0 : cdf(bin / BINS - 1e-12)) +
        (bin === BINS - 1 ? 1 - cdf(1 - 1e-12) : 0),
    );
  return { largest, area, binned: jensenShannonOf(shares(f), shares(g)) };
}

/** Scores of so many people. */
export function drawScores(random, shape, count) {
  const { inverse } = SHAPES[shape];
  return Array.from({ length: count }, () => inverse(1 - random()));
}

/** Positives and negatives of both sides. */
export const CURVE_SIZES = [
  [20, 20, 20, 20],
  [20, 100, 50, 50],
  [50, 50, 200, 800],
  [200, 200, 200, 200],
  [100, 900, 100, 900],
];

/** Binormal curves, Φ(a + b·Φ⁻¹(x)), of both sides. */
export const CURVE_PAIRS = [
  [
    [0, 1],
    [0, 1],
  ],
  [
    [0.75, 1],
    [0.75, 1],
  ],
  [
    [1.8, 1],
    [1.8, 1],
  ],
  [
    [2.3, 1],
    [2.3, 1],
  ],
  [
    [0.75, 1],
    [1.1, 1],
  ],
  [
    [0.75, 1],
    [1.8, 1],
  ],
  [
    [0.75, 1],
    [0.75, 0.5],
  ],
  [
    [1, 1.6],
    [1, 0.6],
  ],
];

export function curveTruth([[a, b], [c, d]]) {
  const steps = 100_000;
  let area = 0;
  for (let i = 0; i < steps; i++) {
    const x = normalQuantile((i + 0.5) / steps);
    area += Math.abs(normalTail(-(a + b * x)) - normalTail(-(c + d * x))) / steps;
  }
  return area;
}

/** Scores with the binormal curve (a, b): negatives normal about 0, positives about a/b with 1/b. */
export function drawCurve(random, [a, b], positives, negatives) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const scores = [];
  const labels = [];
  for (let i = 0; i < positives + negatives; i++) {
    const isPositive = i < positives;
    scores.push(isPositive ? (a + normal()) / b : normal());
    labels.push(isPositive ? 1 : 0);
  }
  return { scores, labels };
}
