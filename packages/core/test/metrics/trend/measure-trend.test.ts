import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { measureTrend } from "../../../src/index.ts";
import { readGolden } from "../../golden/read-golden.ts";
import "../../seed.ts";

interface Case {
  readonly age: readonly number[];
  readonly score: readonly number[];
  readonly decision: readonly number[];
  readonly scoreRho: number;
  readonly decisionRho: number;
  readonly decisionP: number;
}

const { cases } = readGolden<{ readonly cases: readonly Case[] }>("trend");
const decided = { attribute: "age", of: "decision", favourable: 1 } as const;
const scored = { attribute: "age", of: "score" } as const;

describe("measureTrend agrees with scipy", () => {
  it.each(cases.map((one, i) => [i, one] as const))("case %i", (_, one) => {
    const columns = { age: [...one.age], score: [...one.score], decision: [...one.decision] };
    expect(measureTrend(columns, scored).value).toBeCloseTo(one.scoreRho, 12);
    const trend = measureTrend(columns, decided);
    expect(trend.value).toBeCloseTo(one.decisionRho, 12);
    // The permutation test of ranks is Mann and Whitney's without a correction for continuity.
    expect(trend.p).toBeCloseTo(one.decisionP, 12);
  });
});

describe("measureTrend", () => {
  const rows = fc.array(
    fc.record({
      age: fc.oneof(fc.integer({ min: 18, max: 30 }), fc.constant(null)),
      score: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(null)),
    }),
    { minLength: 1, maxLength: 40 },
  );

  it("says the same of any rising transform, and the opposite of a falling one", () => {
    fc.assert(
      fc.property(rows, (people) => {
        const own = measureTrend(people, scored);
        const turned = measureTrend(
          people.map(({ age, score }) => ({ age, score: score === null ? null : -(score ** 3) })),
          scored,
        );
        expect(turned.status).toBe(own.status);
        if (own.status !== "ok" || turned.status !== "ok") return;
        expect(turned.value).toBeCloseTo(-own.value, 12);
        expect(turned.p).toBeCloseTo(own.p, 12);
        expect(turned.interval?.lower ?? 0).toBeCloseTo(-(own.interval?.upper ?? 0), 9);
      }),
    );
  });

  it("does not depend on the order of rows; counts those that lack a value", () => {
    fc.assert(
      fc.property(rows, (people) => {
        const own = measureTrend(people, scored);
        expect(own.n + own.missing).toBe(people.length);
        const back = measureTrend([...people].reverse(), scored);
        expect({ ...back, value: 0, interval: 0, p: 0 }).toEqual({
          ...own,
          value: 0,
          interval: 0,
          p: 0,
        });
        expect(back.value ?? 0).toBeCloseTo(own.value ?? 0, 12);
        expect(back.interval?.lower ?? 0).toBeCloseTo(own.interval?.lower ?? 0, 9);
      }),
    );
  });

  it("says why it has no value", () => {
    expect(measureTrend({ age: [1, 2, 3], score: [1, 2, 3] }, scored)).toMatchObject({
      status: "not-estimable",
      reason: "too-few",
    });
    expect(measureTrend({ age: [1, 2, 3, 4], score: [5, 5, 5, 5] }, scored)).toMatchObject({
      status: "not-estimable",
      reason: "no-variation",
    });
  });

  it("a perfect order has a value and no interval", () => {
    expect(measureTrend({ age: [1, 2, 3, 4], score: [10, 20, 30, 40] }, scored)).toMatchObject({
      value: 1,
      interval: null,
    });
  });

  it("refuses what it cannot read, and says what would do", () => {
    const people = { age: [1, 2], decision: ["yes", "no"] };
    expect(() => measureTrend(people, { attribute: "ages", of: "decision" })).toThrow(
      "Did you mean",
    );
    expect(() => measureTrend(people, { attribute: "age", of: "decision" })).toThrow(
      "must hold numbers",
    );
    expect(() => measureTrend(people, { ...decided, favourable: "yess" })).toThrow("no such value");
    expect(() => measureTrend(people, { ...decided, confidence: 95 })).toThrow("no confidence");
  });
});

/** A pair of the model: the attribute with or without ties, the outcome a number or a decision. */
interface Model {
  readonly slope: number;
  readonly levels: number | null;
  readonly isDecision: boolean;
}

describe("coverage of 95 % intervals of a trend, 2,000 simulations a case", () => {
  function draw({ slope, levels, isDecision }: Model, n: number, random: () => number) {
    const age: number[] = [];
    const score: number[] = [];
    for (let i = 0; i < n; i++) {
      const x = levels === null ? random() : Math.floor(random() * levels) / levels;
      const noise = random() + random() + random() - 1.5;
      const y = slope * (x - 0.5) + noise;
      age.push(x);
      score.push(isDecision ? (y > 0.4 ? 1 : 0) : y);
    }
    return { age, score };
  }

  const models: Model[] = [0, 0.7, 2].flatMap((slope) =>
    [5, null].flatMap((levels) =>
      [true, false].map((isDecision) => ({ slope, levels, isDecision })),
    ),
  );

  it("every case at least 91.5 %, the mean 94 to 96 %, each tail at most 1.2 times nominal on the mean", () => {
    const state = xoroshiro128plus(7);
    const random = (): number => uniformFloat64(state);
    const found = models.flatMap((model) => {
      const truth = measureTrend(draw(model, 200_000, random), scored).value as number;
      return [40, 150].map((n) => {
        let above = 0;
        let below = 0;
        let runs = 0;
        for (let run = 0; run < 2000; run++) {
          const { interval } = measureTrend(draw(model, n, random), scored);
          if (interval === null) continue;
          runs++;
          if (interval.lower > truth) above++;
          if ((interval.upper as number) < truth) below++;
        }
        return { covered: 1 - (above + below) / runs, above: above / runs, below: below / runs };
      });
    });
    const mean = (each: (one: (typeof found)[number]) => number): number =>
      found.reduce((sum, one) => sum + each(one), 0) / found.length;
    expect(Math.min(...found.map(({ covered }) => covered))).toBeGreaterThanOrEqual(0.915);
    expect(mean(({ covered }) => covered)).toBeGreaterThanOrEqual(0.94);
    expect(mean(({ covered }) => covered)).toBeLessThanOrEqual(0.96);
    expect(mean(({ above }) => above)).toBeLessThanOrEqual(0.03);
    expect(mean(({ below }) => below)).toBeLessThanOrEqual(0.03);
  });
});
