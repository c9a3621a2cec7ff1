import { describe, expect, it } from "vitest";
import { koopmanInterval } from "../../src/stats/koopman.ts";
import { newcombeInterval } from "../../src/stats/newcombe.ts";
import { criticalValue } from "../../src/stats/normal.ts";
import { wilsonInterval } from "../../src/stats/wilson.ts";

/** Binomial probabilities of 0 … n successes, from the logarithm of each. */
function binomial(n: number, p: number): number[] {
  let logChoose = 0;
  return Array.from({ length: n + 1 }, (_, x) => {
    if (x > 0) logChoose += Math.log((n - x + 1) / x);
    return Math.exp(logChoose + x * Math.log(p) + (n - x) * Math.log(1 - p));
  });
}

interface Coverage {
  /** Share of all data sets whose interval holds the truth. */
  readonly covered: number;
  /** Shares whose interval lies wholly above the truth, and wholly below. */
  readonly above: number;
  readonly below: number;
}

const z = criticalValue(0.95);

function coverOne(n: number, p: number): Coverage {
  let above = 0;
  let below = 0;
  binomial(n, p).forEach((weight, successes) => {
    const { lower, upper } = wilsonInterval({ successes, size: n }, z);
    if (lower > p) above += weight;
    if (upper < p) below += weight;
  });
  return { covered: 1 - above - below, above, below };
}

function coverTwo(
  [n1, n2]: readonly [number, number],
  [p1, p2]: readonly [number, number],
  compare: "difference" | "ratio",
): Coverage {
  const truth = compare === "difference" ? p1 - p2 : p1 / p2;
  const first = binomial(n1, p1);
  const second = binomial(n2, p2);
  let above = 0;
  let below = 0;
  let none = 0;
  for (let x1 = 0; x1 <= n1; x1++) {
    for (let x2 = 0; x2 <= n2; x2++) {
      const weight = (first[x1] as number) * (second[x2] as number);
      if (weight < 1e-12) continue;
      if (compare === "ratio" && x1 + x2 === 0) {
        none += weight;
        continue;
      }
      const one = { successes: x1, size: n1 };
      const two = { successes: x2, size: n2 };
      const { lower, upper } =
        compare === "difference" ? newcombeInterval(one, two, z) : koopmanInterval(one, two, z);
      if (lower > truth) above += weight;
      if (upper < truth) below += weight;
    }
  }
  // Without any success the ratio has no estimate and no interval is printed.
  const known = 1 - none;
  return { covered: 1 - (above + below) / known, above: above / known, below: below / known };
}

const RATES = [0.05, 0.1, 0.2, 0.35, 0.5] as const;
const SIZES = [20, 50, 100, 200] as const;
const PAIRS = [
  [20, 20],
  [20, 100],
  [50, 50],
  [100, 30],
  [100, 100],
  [200, 40],
] as const;
const RATE_PAIRS = RATES.flatMap((p1) => RATES.map((p2) => [p1, p2] as const));

/** Every case at least 91.5 %, the mean 94 to 96 %: the targets of the project, by full enumeration. */
function expectCalibrated(cases: readonly Coverage[]): void {
  const shares = cases.map(({ covered }) => covered);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.915);
  expect(mean).toBeGreaterThanOrEqual(0.94);
  expect(mean).toBeLessThanOrEqual(0.96);
}

/** Each tail a verdict uses: at most 1.2 times the nominal 2.5 % on the grid's mean. */
function expectTails(cases: readonly Coverage[]): void {
  for (const side of ["above", "below"] as const) {
    const mean = cases.reduce((sum, one) => sum + one[side], 0) / cases.length;
    expect(mean).toBeLessThanOrEqual(1.2 * 0.025);
  }
}

describe("exact coverage of 95 % intervals", () => {
  it("the probabilities enumerated add up to 1", () => {
    for (const n of SIZES) {
      const total = binomial(n, 0.35).reduce((sum, weight) => sum + weight, 0);
      expect(total).toBeCloseTo(1, 12);
    }
  });

  const wilson = SIZES.flatMap((n) => RATES.map((p) => coverOne(n, p)));
  const newcombe = PAIRS.flatMap((sizes) =>
    RATE_PAIRS.map((r) => coverTwo(sizes, r, "difference")),
  );
  const koopman = PAIRS.flatMap((sizes) => RATE_PAIRS.map((r) => coverTwo(sizes, r, "ratio")));

  it("Wilson, one rate", () => {
    expectCalibrated(wilson);
  });

  it("Wilson's lower limit misses a rate below one half more often than its target of 3 %", () => {
    // Known and not hidden: 1.24 times nominal on this grid, 7.5 % for 1 of 20. The two tails together
    // hold their level. A limit on a rate of few people can so fail somewhat too often.
    const above = wilson.reduce((sum, one) => sum + one.above, 0) / wilson.length;
    expect(above).toBeCloseTo(0.0309, 4);
  });

  it("Newcombe, a difference", () => {
    expectCalibrated(newcombe);
    expectTails(newcombe);
  });

  it("Koopman, a ratio", () => {
    expectCalibrated(koopman);
    expectTails(koopman);
  });
});
