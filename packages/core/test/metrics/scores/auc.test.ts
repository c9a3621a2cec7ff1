import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossAuc, rocAuc, type ScoredPeople } from "../../../src/index.ts";
import { estimateAuc, measureAuc, newcombeAucInterval } from "../../../src/metrics/scores/auc.ts";
import { sortPeople, splitByLabel } from "../../../src/metrics/scores/score-sample.ts";
import { columnsOf, scoredCrowd } from "./samples.ts";

function partsOf(people: ScoredPeople) {
  const { positives, negatives } = splitByLabel(sortPeople(people));
  const parts = measureAuc(positives, negatives);
  if (parts === null) throw new Error("one outcome only");
  return parts;
}

describe("the area under the ROC curve", () => {
  it("is the share of pairs ranked right, ties half", () => {
    fc.assert(
      fc.property(scoredCrowd, (people) => {
        let won = 0;
        let pairs = 0;
        for (const up of people) {
          for (const down of people) {
            if (up.y !== 1 || down.y !== 0) continue;
            pairs++;
            won += up.s > down.s ? 1 : up.s === down.s ? 0.5 : 0;
          }
        }
        const parts = partsOf(columnsOf(people));
        expect(parts).toMatchObject({ won, pairs, value: won / pairs });
      }),
    );
  });

  it("is 1 less itself where scores and outcomes speak against each other, with the same error", () => {
    fc.assert(
      fc.property(scoredCrowd, (people) => {
        const { scores, labels } = columnsOf(people);
        const parts = partsOf({ scores, labels });
        const turned = partsOf({ scores: scores.map((s) => -s), labels });
        expect(turned.value).toBeCloseTo(1 - parts.value, 12);
        expect(turned.standardError).toBeCloseTo(parts.standardError, 9);
      }),
    );
  });

  it("counts a frequency of k as k people", () => {
    fc.assert(
      fc.property(scoredCrowd, (people) => {
        const weights = { kind: "frequency", values: people.map(({ w }) => w) } as const;
        const repeated = people.flatMap((one) => Array.from({ length: one.w }, () => one));
        const weighted = partsOf({ ...columnsOf(people), weights });
        const counted = partsOf(columnsOf(repeated));
        expect(weighted.value).toBeCloseTo(counted.value, 12);
        expect(weighted.standardError).toBeCloseTo(counted.standardError, 9);
        expect(weighted.positives).toBe(counted.positives);
      }),
    );
  });

  it("does not change with the unit of sampling weights, and equal ones are none", () => {
    fc.assert(
      fc.property(scoredCrowd, fc.constantFrom(0.25, 3, 1000), (people, unit) => {
        const of = (values: number[]) =>
          partsOf({ ...columnsOf(people), weights: { kind: "sampling", values } });
        const own = people.map(({ w }) => w);
        const scaled = of(own.map((w) => w * unit));
        expect(scaled.value).toBeCloseTo(of(own).value, 12);
        expect(scaled.standardError).toBeCloseTo(of(own).standardError, 9);
        const plain = partsOf(columnsOf(people));
        const equal = of(own.map(() => unit));
        expect(equal.value).toBeCloseTo(plain.value, 12);
        expect(equal.standardError).toBeCloseTo(plain.standardError, 9);
        expect(equal.positives).toBeCloseTo(plain.positives, 9);
      }),
    );
  });

  it.each([
    ["all ranked right", [0, 0, 1, 1], 1],
    ["all ranked wrong", [1, 1, 0, 0], 0],
  ])("is never certain: %s", (_, labels, value) => {
    const found = rocAuc({ scores: [0.1, 0.2, 0.8, 0.9], labels });
    expect(found).toMatchObject({ value, interval: { method: "newcombe-auc" } });
    const { lower, upper } = found?.interval ?? { lower: 0, upper: 0 };
    expect((upper as number) - lower).toBeGreaterThan(0.3);
    expect(value === 1 ? upper : lower).toBe(value);
  });

  it("is never certain where all scores are alike, or one side is a single person", () => {
    for (const scores of [
      [0.5, 0.5, 0.5, 0.5],
      [0.1, 0.4, 0.3, 0.9],
    ]) {
      const labels = scores[0] === 0.5 ? [0, 1, 0, 1] : [0, 0, 1, 0];
      const found = rocAuc({ scores, labels });
      expect(found?.interval.method).toBe("newcombe-auc");
      expect((found?.interval.upper as number) - (found?.interval.lower as number)).toBeGreaterThan(
        0.5,
      );
    }
  });

  it("has Newcombe's ends where the score statistic is z", () => {
    const { lower, upper } = newcombeAucInterval(0.8, 20, 30, 1.96);
    const statistic = (theta: number): number => {
      const shape = 1 + 24 * ((1 - theta) / (2 - theta) + theta / (1 + theta));
      return (0.8 - theta) / Math.sqrt((theta * (1 - theta) * shape) / 600);
    };
    expect(statistic(lower)).toBeCloseTo(1.96, 9);
    expect(statistic(upper)).toBeCloseTo(-1.96, 9);
    expect(newcombeAucInterval(1, 20, 20, 1.96).lower).toBeCloseTo(
      1 - newcombeAucInterval(0, 20, 20, 1.96).upper,
      9,
    );
  });

  it("stays inside 0 and 1 at any confidence", () => {
    const estimate = estimateAuc(partsOf({ scores: [1, 2, 3, 4, 5], labels: [0, 1, 0, 1, 1] }));
    const { lower, upper } = estimate.boundsAt(8);
    expect(lower).toBeGreaterThan(0);
    expect(upper).toBeLessThanOrEqual(1);
  });

  it("does not exist without one of the outcomes; those without any are left out", () => {
    expect(rocAuc({ scores: [], labels: [] })).toBeNull();
    expect(rocAuc({ scores: [1, 2], labels: [1, 1] })).toBeNull();
    expect(rocAuc({ scores: [1, 2] })).toBeNull();
    const known = rocAuc({ scores: [1, 2, 3], labels: [0, 1, 1] });
    expect(rocAuc({ scores: [9, 1, 2, 3, 0], labels: [Number.NaN, 0, 1, 1, -1] })).toEqual(known);
  });
});

describe("cross-cohort areas", () => {
  const a = { scores: [0.2, 0.3, 0.6, 0.7], labels: [0, 0, 1, 1] };
  const b = { scores: [0.4, 0.5, 0.8, 0.9], labels: [0, 0, 1, 1] };

  it("put the positives of one cohort against the negatives of the other", () => {
    const low = { scores: [0.1, 0.2], labels: [1, 0] };
    const found = crossAuc(low, b);
    expect(found?.first.value).toBe(0);
    expect(found?.second.value).toBe(1);
    expect(found?.difference.value).toBe(-1);
    expect(crossAuc(a, b)?.first.value).toBe(1);
  });

  it("change places, and their difference its sign, with the cohorts", () => {
    fc.assert(
      fc.property(scoredCrowd, scoredCrowd, (first, second) => {
        const there = crossAuc(columnsOf(first), columnsOf(second));
        const back = crossAuc(columnsOf(second), columnsOf(first));
        expect(back?.first).toEqual(there?.second);
        expect(back?.difference.value).toBeCloseTo(-(there?.difference.value as number), 12);
        expect(back?.difference.interval.lower).toBeCloseTo(
          -(there?.difference.interval.upper as number),
          9,
        );
      }),
    );
  });

  it("do not exist where one of the four groups is empty", () => {
    expect(crossAuc(a, { scores: [0.5], labels: [1] })).toBeNull();
  });
});

describe("bad people are refused", () => {
  it.each<[string, ScoredPeople]>([
    ["input/score-range", { scores: [0.1, Number.NaN] }],
    ["input/score-range", { scores: [Infinity] }],
    ["input/label-range", { scores: [0.1], labels: [2] }],
    ["input/lengths-differ", { scores: [0.1], labels: [0, 1] }],
    ["input/weight-range", { scores: [1], weights: { kind: "sampling", values: [-1] } }],
    ["input/weight-range", { scores: [1], weights: { kind: "sampling", values: [Infinity] } }],
    ["input/weight-range", { scores: [1], weights: { kind: "frequency", values: [0.5] } }],
  ])("%s", (code, people) => {
    expect(() => rocAuc(people)).toThrow(expect.objectContaining({ code }));
  });
});
