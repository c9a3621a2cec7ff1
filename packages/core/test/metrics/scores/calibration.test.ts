import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reliabilityCurve } from "../../../src/index.ts";
import { measureCalibrationGap } from "../../../src/metrics/scores/calibration.ts";
import { binScores } from "../../../src/metrics/scores/calibration-bins.ts";
import { estimateCalibrationError } from "../../../src/metrics/scores/calibration-error.ts";
import { sortPeople } from "../../../src/metrics/scores/score-sample.ts";
import { columnsOf, scoredCrowd } from "./samples.ts";

const Z = 1.959963984540054;

function gapOf(scores: readonly number[], labels: readonly number[]) {
  const gap = measureCalibrationGap(sortPeople({ scores, labels }));
  if (gap === null) throw new Error("nobody");
  return gap;
}

describe("the reliability curve", () => {
  it("has bins closed on the right, empty ones left out", () => {
    const curve = reliabilityCurve({
      scores: [0, 0.1, 0.1000001, 0.95, 1],
      labels: [0, 1, 1, 0, 1],
    });
    expect(curve.map(({ lower, upper, n }) => [lower, upper, n])).toEqual([
      [0, 0.1, 2],
      [0.1, 0.2, 1],
      [0.9, 1, 2],
    ]);
    expect(curve[0]).toMatchObject({ meanScore: 0.05, observedRate: 0.5 });
    expect(curve[1]?.interval).toMatchObject({ method: "wilson", upper: 1 });
  });

  it("counts everybody with a recorded outcome once, in any number of bins", () => {
    fc.assert(
      fc.property(scoredCrowd, fc.integer({ min: 1, max: 30 }), (people, bins) => {
        const curve = reliabilityCurve(columnsOf(people), { bins });
        expect(curve.reduce((sum, { n }) => sum + n, 0)).toBe(people.length);
        for (const { lower, upper, meanScore } of curve) {
          expect(meanScore).toBeGreaterThanOrEqual(lower - 1e-12);
          expect(meanScore).toBeLessThanOrEqual(upper + 1e-12);
        }
      }),
    );
  });

  it("weighs: a frequency is so many people, a sampling weight widens the interval", () => {
    const people = { scores: [0.5, 0.5], labels: [0, 1] };
    const of = (kind: "frequency" | "sampling", values: number[]) =>
      reliabilityCurve({ ...people, weights: { kind, values } })[0];
    expect(of("frequency", [30, 10])).toMatchObject({ n: 40, observedRate: 0.25 });
    const sampled = of("sampling", [30, 10]);
    expect(sampled).toMatchObject({ n: 2, observedRate: 0.25 });
    expect(sampled?.interval.upper).toBeGreaterThan(
      of("frequency", [30, 10])?.interval.upper as number,
    );
  });

  it("needs probabilities", () => {
    expect(() => reliabilityCurve({ scores: [1.5], labels: [1] })).toThrow(
      expect.objectContaining({ code: "input/score-range" }),
    );
    expect(reliabilityCurve({ scores: [], labels: [] })).toEqual([]);
    expect(() => reliabilityCurve({ scores: [0.5], labels: [1] }, { bins: 0 })).toThrow(
      expect.objectContaining({ code: "usage/bins" }),
    );
  });
});

describe("the expected calibration error", () => {
  it("is the mean gap of the bins, inside its interval, which widens with z", () => {
    fc.assert(
      fc.property(scoredCrowd, (people) => {
        const estimate = estimateCalibrationError(binScores(sortPeople(columnsOf(people))));
        const narrow = estimate.boundsAt(1);
        const wide = estimate.boundsAt(3);
        expect(narrow.lower).toBeLessThanOrEqual(estimate.value + 1e-12);
        expect(narrow.upper).toBeGreaterThanOrEqual(estimate.value - 1e-12);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        expect(wide.lower).toBeGreaterThanOrEqual(0);
        expect(wide.upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is not certain where every outcome is as foretold", () => {
    const estimate = estimateCalibrationError(
      binScores(sortPeople({ scores: [0, 0, 1, 1], labels: [0, 0, 1, 1] })),
    );
    expect(estimate.value).toBe(0);
    expect(estimate.boundsAt(Z).upper).toBeGreaterThan(0.2);
  });

  it("of one bin has the lower limit of the gap, at 0.6 of the tail", () => {
    const labels = Array.from({ length: 400 }, (_, i) => (i < 120 ? 1 : 0));
    const { value, boundsAt } = estimateCalibrationError(
      binScores(sortPeople({ scores: labels.map(() => 0.45), labels })),
    );
    expect(value).toBeCloseTo(0.15, 12);
    // z(0.6 · 0.025) · √(p(1 − p)/n) with a rate between .3 and .38.
    const { lower, upper } = boundsAt(Z);
    const deviate = 2.1701;
    expect(lower).toBeLessThan(0.15 - deviate * Math.sqrt((0.3 * 0.7) / 400) + 0.002);
    expect(lower).toBeGreaterThan(0.15 - deviate * Math.sqrt((0.38 * 0.62) / 400) - 0.002);
    expect(upper).toBeCloseTo(0.15 + Z * Math.sqrt((0.3 * 0.7) / 400), 2);
  });

  it("sees gaps of both signs, which cancel in the gap of all", () => {
    const people = Array.from({ length: 1000 }, (_, i) => ({
      score: i % 2 === 0 ? 0.15 : 0.85,
      label: i % 20 < 10 === (i % 2 === 0) ? 1 : 0,
    }));
    const { lower } = estimateCalibrationError(
      binScores(
        sortPeople({
          scores: people.map(({ score }) => score),
          labels: people.map(({ label }) => label),
        }),
      ),
    ).boundsAt(Z);
    expect(lower).toBeGreaterThan(0.3);
  });

  it("narrows as frequencies grow", () => {
    const of = (count: number) =>
      estimateCalibrationError(
        binScores(
          sortPeople({
            scores: [0.2, 0.2, 0.8, 0.8],
            labels: [0, 1, 0, 1],
            weights: { kind: "frequency", values: [count, count, count, count] },
          }),
        ),
      ).boundsAt(Z);
    expect(of(100).upper).toBeLessThan(of(10).upper);
    expect(of(100).lower).toBeGreaterThan(of(10).lower);
  });
});

describe("the calibration gap", () => {
  it("has Wilson's interval of the rate where the scores say nothing", () => {
    const labels = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0];
    const { value, boundsAt } = gapOf(
      labels.map(() => 0.5),
      labels,
    );
    expect(value).toBeCloseTo(0.3, 12);
    // Wilson's limits of 2 of 10: 0.0567, 0.5098.
    expect(boundsAt(Z).lower).toBeCloseTo(0.5 - 0.5098, 3);
    expect(boundsAt(Z).upper).toBeCloseTo(0.5 - 0.0567, 3);
  });

  it("is known better where the scores follow the outcomes", () => {
    const labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    const width = (scores: number[]) => {
      const { lower, upper } = gapOf(scores, labels).boundsAt(Z);
      return upper - lower;
    };
    const followed = width([0.1, 0.2, 0.1, 0.3, 0.2, 0.8, 0.9, 0.7, 0.8, 0.9]);
    expect(followed).toBeLessThan(width(labels.map(() => 0.5)) / 2);
  });

  it.each([
    ["nobody has the outcome", [0, 0, 0]],
    ["everybody has the outcome", [1, 1, 1]],
    ["one person is all there is", [1]],
  ])("has two ends where %s", (_, labels) => {
    const scores = [0.4, 0.5, 0.7].slice(0, labels.length);
    const { value, boundsAt } = gapOf(scores, labels);
    expect(boundsAt(Z).lower).toBeLessThan(value);
    expect(boundsAt(Z).upper).toBeGreaterThan(value);
  });

  it("stays known where every score is the outcome", () => {
    const { value, boundsAt } = gapOf([0, 1, 0, 1], [0, 1, 0, 1]);
    expect(value).toBe(0);
    expect(boundsAt(Z).lower).toBeLessThan(0);
    expect(boundsAt(Z).upper).toBeGreaterThan(0);
  });
});
