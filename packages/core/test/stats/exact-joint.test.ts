import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logMidTail } from "../../src/stats/binomial.ts";
import {
  midPDifference,
  midPDifferenceStatistic,
  midPRatio,
  midPRatioStatistic,
} from "../../src/stats/joint-mid-p.ts";
import { leastBetween } from "../../src/stats/minimise.ts";
import { normalQuantile, normalTail } from "../../src/stats/normal.ts";
import { mirrored, type Proportion, rateOf } from "../../src/stats/proportion.ts";
import { solveIncreasing } from "../../src/stats/solve.ts";
import { proportions, uniform } from "./arbitraries.ts";

// The definitions, by nothing but exact tails and searches that need no derivative.

/** The limit below the rate whose tail is that of z. */
function limitBelow(one: Proportion, z: number): number {
  if (one.successes === 0) return 0;
  const tail = logMidTail(one);
  const wanted = Math.log(normalTail(z));
  const logOdds = solveIncreasing((t) => tail(t).log - wanted, -700, 40, 1e-14);
  return 1 / (1 + Math.exp(-logOdds));
}

function lowestOnArc(
  first: Proportion,
  second: Proportion,
  z: number,
  contrast: (p1: number, p2: number) => number,
): number {
  const at = (angle: number): number =>
    contrast(
      limitBelow(first, z * Math.cos(angle)),
      1 - limitBelow(mirrored(second), z * Math.sin(angle)),
    );
  // A deviate can jump to 0 at the rate, where one may stay while the other uses all of z.
  return Math.min(
    leastBetween(at, 0, Math.PI / 2),
    contrast(rateOf(first), 1 - limitBelow(mirrored(second), z)),
    contrast(limitBelow(first, z), rateOf(second)),
  );
}

function statisticOf(one: Proportion, p: number): number {
  const gap = one.successes - one.size * p;
  if (gap === 0) return 0;
  const [side, at] = gap > 0 ? [one, p] : [mirrored(one), 1 - p];
  if (at <= 0) return Infinity;
  return Math.max(0, -normalQuantile(Math.exp(logMidTail(side)(Math.log(at / (1 - at))).log)));
}

/** The least deviate on the line that `ahead` draws, p₁ from p₂. */
function leastOnLine(
  first: Proportion,
  second: Proportion,
  ahead: (p2: number) => number,
  back: (p1: number) => number,
): number {
  const deviate = (p2: number): number => {
    const p1 = ahead(p2);
    return p1 < 0 || p1 > 1
      ? Infinity
      : Math.hypot(statisticOf(first, p1), statisticOf(second, p2));
  };
  const onLine = [back(0), back(1)].map((p) => Math.min(1, Math.max(0, p))) as [number, number];
  const clip = (p2: number): number => Math.min(onLine[1], Math.max(onLine[0], p2));
  const asFirst = back(rateOf(first));
  const asSecond = rateOf(second);
  // A deviate can jump to 0 where the limit is the rate, which rounding may miss.
  return Math.min(
    leastBetween(deviate, clip(asFirst), clip(asSecond)),
    clip(asFirst) === asFirst ? statisticOf(second, asFirst) : Infinity,
    clip(asSecond) === asSecond ? statisticOf(first, ahead(asSecond)) : Infinity,
  );
}

const some = proportions(300).filter(({ successes, size }) => successes > 0 && successes < size);

describe("the joint mid-p region by exact tails", () => {
  it("has the same lowest difference and ratio", () => {
    fc.assert(
      fc.property(some, some, uniform(0.5, 5), (first, second, z) => {
        const difference = lowestOnArc(first, second, z, (p1, p2) => p1 - p2);
        expect(midPDifference(first, second, z).lower).toBeCloseTo(difference, 9);
        const ratio = lowestOnArc(first, second, z, (p1, p2) => Math.log(p1 / p2));
        expect(Math.log(midPRatio(first, second, z).lower)).toBeCloseTo(ratio, 8);
      }),
      { numRuns: 60 },
    );
  });

  it("has the same deviate of a limit", () => {
    fc.assert(
      fc.property(some, some, uniform(-0.6, 0.6), uniform(-1.2, 1.2), (first, second, gap, log) => {
        const difference = leastOnLine(
          first,
          second,
          (p2) => p2 + gap,
          (p1) => p1 - gap,
        );
        if (difference < 30) {
          expect(midPDifferenceStatistic(first, second, gap)).toBeCloseTo(difference, 8);
        }
        const factor = Math.exp(log);
        const ratio = leastOnLine(
          first,
          second,
          (p2) => p2 * factor,
          (p1) => p1 / factor,
        );
        if (ratio < 30) {
          expect(midPRatioStatistic(first, second, factor)).toBeCloseTo(ratio, 8);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("counts a cohort in which all succeed as what it is where the limit is beyond it", () => {
    // 4 of 4 cannot be 3.2 times 25 of 71; at 1 it is not against it, and 25 of 71 is to be below 0.314.
    const all = { successes: 4, size: 4 };
    const some = { successes: 25, size: 71 };
    const z = midPRatioStatistic(all, some, 3.19);
    expect(z).toBeCloseTo(statisticOf(some, 1 / 3.19), 9);
    expect(midPRatio(all, some, z).upper).toBeCloseTo(3.19, 7);
  });
});
