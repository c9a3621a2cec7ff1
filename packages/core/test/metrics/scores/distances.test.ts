import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areaBetweenRocCurves,
  jensenShannonDistance,
  kolmogorovSmirnov,
  rocAuc,
  rocCurve,
  wassersteinDistance,
} from "../../../src/index.ts";
import { columnsOf, scoredCrowd } from "./samples.ts";

const DISTANCES = { kolmogorovSmirnov, wassersteinDistance, jensenShannonDistance } as const;

describe.each(Object.entries(DISTANCES))("%s", (_, distance) => {
  it("is 0 of a sample to itself, the same both ways, and never below 0", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const [a, b] = [columnsOf(first), columnsOf(second)];
        expect(distance(a, a)).toBe(0);
        expect(distance(a, b)).toBeCloseTo(distance(b, a) as number, 12);
        expect(distance(a, b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("counts a frequency of k as k people", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const weights = { kind: "frequency", values: first.map(({ w }) => w) } as const;
        const repeated = first.flatMap((one) => Array.from({ length: one.w }, () => one));
        const other = columnsOf(second);
        expect(distance({ ...columnsOf(first), weights }, other)).toBeCloseTo(
          distance(columnsOf(repeated), other) as number,
          12,
        );
      }),
    );
  });

  it("does not exist without people on both sides", () => {
    expect(distance({ scores: [] }, { scores: [1] })).toBeNull();
    const nobody = { scores: [1], weights: { kind: "frequency", values: [0] } } as const;
    expect(distance({ scores: [1] }, nobody)).toBeNull();
  });
});

describe("distances of moved scores", () => {
  it("Wasserstein's is the way moved, whatever the shape", () => {
    fc.assert(
      fc.property(scoredCrowd, fc.constantFrom(0.5, -2, 10), (people, way) => {
        const { scores } = columnsOf(people);
        const moved = wassersteinDistance({ scores }, { scores: scores.map((s) => s + way) });
        expect(moved).toBeCloseTo(Math.abs(way), 9);
      }),
    );
  });

  it("all are at their largest where the samples do not overlap", () => {
    const [low, high] = [{ scores: [0, 0.1] }, { scores: [0.8, 0.9] }];
    expect(kolmogorovSmirnov(low, high)).toBe(1);
    expect(jensenShannonDistance(low, high)).toBe(1);
  });

  it("Jensen and Shannon's depends on the bins asked for", () => {
    const [a, b] = [{ scores: [0.1, 0.2] }, { scores: [0.3, 0.4] }];
    expect(jensenShannonDistance(a, b, { bins: 1 })).toBe(0);
    expect(jensenShannonDistance(a, b, { bins: 2, range: [0, 1] })).toBe(0);
    expect(jensenShannonDistance(a, b, { bins: 4, range: [0, 1] })).toBe(1);
  });
});

describe("bins that are none are refused", () => {
  const some = { scores: [0.1, 0.9] };
  it.each([
    ["usage/bins", { bins: 0 }],
    ["usage/bins", { bins: 2.5 }],
    ["usage/range", { range: [1, 0] as const }],
    ["usage/range", { range: [0, Number.NaN] as const }],
  ])("%s %j", (code, options) => {
    expect(() => jensenShannonDistance(some, some, options)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("ROC curves", () => {
  it("run from (0, 0) to (1, 1), with the area of the AUC beneath", () => {
    fc.assert(
      fc.property(scoredCrowd, (people) => {
        const curve = rocCurve(columnsOf(people)) ?? [];
        expect(curve[0]).toMatchObject({ falsePositiveRate: 0, truePositiveRate: 0 });
        expect(curve[curve.length - 1]).toMatchObject({
          falsePositiveRate: 1,
          truePositiveRate: 1,
        });
        const area = curve.slice(1).reduce((sum, point, i) => {
          const before = curve[i] as typeof point;
          const height = (point.truePositiveRate + before.truePositiveRate) / 2;
          return sum + (point.falsePositiveRate - before.falsePositiveRate) * height;
        }, 0);
        expect(area).toBeCloseTo(rocAuc(columnsOf(people))?.value as number, 12);
      }),
    );
  });

  it("enclose at least the difference of their areas, the same both ways, and 0 with themselves", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const [a, b] = [columnsOf(first), columnsOf(second)];
        const between = areaBetweenRocCurves(a, b) as number;
        const apart = (rocAuc(a)?.value as number) - (rocAuc(b)?.value as number);
        expect(between).toBeGreaterThanOrEqual(Math.abs(apart) - 1e-12);
        expect(between).toBeLessThanOrEqual(1);
        expect(areaBetweenRocCurves(b, a)).toBeCloseTo(between, 12);
        expect(areaBetweenRocCurves(a, a)).toBe(0);
      }),
    );
  });

  it("that cross enclose an area although their own areas are equal", () => {
    // (0, ½), (½, ½), (½, 1) against the diagonal's mirror: points (½, ½) and steps on either side.
    const early = { scores: [4, 3, 2, 1], labels: [1, 0, 0, 1] };
    const late = { scores: [4, 3, 2, 1], labels: [0, 1, 1, 0] };
    expect(rocAuc(early)?.value).toBe(rocAuc(late)?.value);
    expect(areaBetweenRocCurves(early, late)).toBeCloseTo(0.5, 12);
    expect(areaBetweenRocCurves(early, { scores: [1, 1], labels: [0, 1] })).toBeCloseTo(0.25, 12);
  });

  it("do not exist without both outcomes", () => {
    expect(rocCurve({ scores: [1], labels: [1] })).toBeNull();
    const some = { scores: [1, 2], labels: [0, 1] };
    expect(areaBetweenRocCurves(some, { scores: [1], labels: [0] })).toBeNull();
  });
});
