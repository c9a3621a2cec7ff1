import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { estimateAuc, measureAuc } from "../../../src/metrics/scores/auc.ts";
import { measureCalibrationGap } from "../../../src/metrics/scores/calibration.ts";
import { binScores } from "../../../src/metrics/scores/calibration-bins.ts";
import { estimateCalibrationError } from "../../../src/metrics/scores/calibration-error.ts";
import { sortPeople } from "../../../src/metrics/scores/score-sample.ts";
import { criticalValue, normalQuantile } from "../../../src/stats/normal.ts";
import type { Bounds } from "../../../src/stats/proportion.ts";

// A small grid; benchmarks/coverage-scores.mjs has the large one.

const TRIALS = 2000;
const Z = criticalValue(0.95);

type Random = () => number;

function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
}

/** Shares of trials whose interval holds the truth, lies wholly above it, and wholly below. */
function cover(
  seed: number,
  draw: (random: Random) => { readonly bounds: Bounds; readonly truth: number },
): { covered: number; above: number; below: number } {
  const random = randomOf(seed);
  const shares = { covered: 0, above: 0, below: 0 };
  for (let trial = 0; trial < TRIALS; trial++) {
    const { bounds, truth } = draw(random);
    const side = bounds.lower > truth ? "above" : bounds.upper < truth ? "below" : "covered";
    shares[side] += 1 / TRIALS;
  }
  return shares;
}

function drawNormals(random: Random, count: number, mean: number): number[] {
  return Array.from({ length: count }, () => mean + normalQuantile(random()));
}

/** Chances spread evenly below `top`, scores too high by a share of what is left to 1. */
function drawPeople(random: Random, count: number, top: number, shift: number) {
  const chances = Array.from({ length: count }, () => top * random());
  return {
    people: sortPeople({
      scores: chances.map((p) => p + shift * (1 - p)),
      labels: chances.map((p) => (random() < p ? 1 : 0)),
    }),
    gap: shift * (1 - top / 2),
  };
}

const CALIBRATION = [30, 100, 300].flatMap((count) =>
  [1, 0.3].flatMap((top) => [0, 0.15].map((shift) => [count, top, shift] as const)),
);

describe("simulated coverage of 95 % intervals", () => {
  it("of an AUC with 20 people a class and more: 94 to 96 % on the mean, 91.5 % in each case", () => {
    const cases = [
      [20, 20],
      [20, 60],
      [60, 30],
    ].flatMap(([up, down]) => [0.5, 0.7, 0.9].map((auc) => [up, down, auc] as const));
    const found = cases.map(([up = 0, down = 0, auc], i) =>
      cover(i + 1, (random) => {
        const shift = Math.SQRT2 * normalQuantile(auc);
        const parts = measureAuc(
          sortPeople({ scores: drawNormals(random, up, shift) }),
          sortPeople({ scores: drawNormals(random, down, 0) }),
        );
        if (parts === null) throw new Error("nobody");
        return { bounds: estimateAuc(parts).boundsAt(Z), truth: auc };
      }),
    );
    const mean = (key: "covered" | "above" | "below") =>
      found.reduce((sum, one) => sum + one[key], 0) / found.length;
    expect(mean("covered")).toBeGreaterThanOrEqual(0.94);
    expect(mean("covered")).toBeLessThanOrEqual(0.96);
    expect(Math.min(...found.map(({ covered }) => covered))).toBeGreaterThanOrEqual(0.915);
    expect(mean("above")).toBeLessThanOrEqual(1.2 * 0.025);
    expect(mean("below")).toBeLessThanOrEqual(1.2 * 0.025);
  });

  it("of a calibration gap likewise", () => {
    const found = CALIBRATION.map(([count, top, shift], i) =>
      cover(i + 1, (random) => {
        const { people, gap } = drawPeople(random, count, top, shift);
        const estimate = measureCalibrationGap(people);
        if (estimate === null) throw new Error("nobody");
        return { bounds: estimate.boundsAt(Z), truth: gap };
      }),
    );
    const mean = found.reduce((sum, { covered }) => sum + covered, 0) / found.length;
    expect(mean).toBeGreaterThanOrEqual(0.94);
    expect(mean).toBeLessThanOrEqual(0.96);
    expect(Math.min(...found.map(({ covered }) => covered))).toBeGreaterThanOrEqual(0.915);
  });

  it("of the expected calibration error never below 91.5 %, with tails as asked, where scores are right and where not", () => {
    for (const isRight of [true, false]) {
      const cases = CALIBRATION.filter(([, , shift]) => (shift === 0) === isRight);
      const found = cases.map(([count, top, shift], i) =>
        cover(i + 1, (random) => {
          const { people, gap } = drawPeople(random, count, top, shift);
          return { bounds: estimateCalibrationError(binScores(people)).boundsAt(Z), truth: gap };
        }),
      );
      const mean = (key: "covered" | "above" | "below"): number =>
        found.reduce((sum, one) => sum + one[key], 0) / found.length;
      expect(Math.min(...found.map(({ covered }) => covered))).toBeGreaterThanOrEqual(0.915);
      expect(mean("covered")).toBeLessThanOrEqual(0.985);
      expect(mean("above")).toBeLessThanOrEqual(1.2 * 0.025);
      expect(mean("below")).toBeLessThanOrEqual(1.2 * 0.025);
      // Where the scores are right the error is 0, which only the lower limit can miss.
      if (isRight) expect(mean("above")).toBeGreaterThanOrEqual(0.015);
    }
  });
});
