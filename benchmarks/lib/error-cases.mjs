// Errors of predicted numbers, with mean 0, whose mean size and mean square are known.

import { drawNormals } from "./scored-people.mjs";

const drawNormal = (random) => drawNormals(random, 1, 0)[0];

/** Normal tail above x by Simpson's rule, to 1e-10. */
function tailAbove(x) {
  const steps = 20_000;
  const width = (12 - x) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((x + i * width) ** 2) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

/** exp(σZ) less its mean m = exp(σ²/2): E|e| = 2m(Φ(σ/2) − Φ(−σ/2)), E e² = m²(m² − 1). */
function logNormal(sigma) {
  const mean = Math.exp(sigma ** 2 / 2);
  return {
    name: `log-normal, σ ${sigma}`,
    draw: (random) => Math.exp(sigma * drawNormal(random)) - mean,
    mean: 2 * mean * (1 - 2 * tailAbove(sigma / 2)),
    square: mean ** 2 * (mean ** 2 - 1),
  };
}

/** Student's t with 5 degrees of freedom: E|e| = 2√5·Γ(3)/(4√π·Γ(5/2)), E e² = 5/3. */
const heavyTailed = {
  name: "heavy-tailed (t with 5 degrees)",
  draw: (random) => {
    const squares = drawNormals(random, 5, 0).reduce((sum, one) => sum + one * one, 0);
    return drawNormal(random) / Math.sqrt(squares / 5);
  },
  mean: (2 * Math.sqrt(5) * 2) / (4 * Math.PI * 0.75),
  square: 5 / 3,
};

export const ERRORS = [
  { name: "normal", draw: drawNormal, mean: Math.sqrt(2 / Math.PI), square: 1 },
  heavyTailed,
  {
    name: "exponential less 1",
    draw: (random) => -Math.log(1 - random()) - 1,
    mean: 2 / Math.E,
    square: 1,
  },
  logNormal(0.5),
  logNormal(1),
];
