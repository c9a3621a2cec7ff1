import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { FAVOURABLE, type OutcomeCounts } from "../../src/cells/outcome-counts.ts";
import { estimateProportion } from "../../src/metrics/estimate.ts";
import type { RateMetric } from "../../src/metrics/metric.ts";
import { countRate, proportionOf } from "../../src/metrics/rate.ts";
import { findMetric } from "../../src/metrics/registry.ts";
import { moverDifference } from "../../src/stats/mover.ts";
import { criticalValue } from "../../src/stats/normal.ts";
import { type Proportion, rateOf } from "../../src/stats/proportion.ts";

const z = criticalValue(0.95);
const selection = findMetric("selection_rate") as RateMetric;

/** Places of an other and a favourable decision without a recorded outcome. */
const NO = 6;
const YES = 6 + FAVOURABLE;

/** Counts of decisions about subjects, each given as [favourable, all]. */
function countsOf(subjects: readonly (readonly [number, number])[]): OutcomeCounts {
  const n = new Float64Array(9);
  const pairs = new Float64Array(81);
  for (const [yes, all] of subjects) {
    const of = { [NO]: all - yes, [YES]: yes };
    for (const one of [NO, YES]) {
      n[one] = (n[one] as number) + (of[one] as number);
      for (const two of [NO, YES]) {
        const at = 9 * one + two;
        pairs[at] = (pairs[at] as number) + (of[one] as number) * (of[two] as number);
      }
    }
  }
  return { n, w: n, w2: n, pairs };
}

function proportion(subjects: readonly (readonly [number, number])[]): Proportion {
  return proportionOf(countRate(selection, countsOf(subjects)), "none");
}

describe("the size that repeated subjects count for", () => {
  it("of subjects who are always decided alike is that of the subjects: (Σm)²/Σm²", () => {
    const { successes, size } = proportion([
      [4, 4],
      [0, 4],
      [4, 4],
      [0, 4],
      [4, 4],
    ]);
    expect(size).toBeCloseTo(5, 12);
    expect(successes / size).toBeCloseTo(0.6, 12);
  });

  it("where all or none are favourable too, as nothing is known of how alike they are", () => {
    expect(
      proportion([
        [3, 3],
        [1, 1],
      ]),
    ).toEqual({ successes: 1.6, size: 1.6 });
    expect(
      proportion([
        [0, 2],
        [0, 2],
      ]),
    ).toEqual({ successes: 0, size: 2 });
  });

  it("never exceeds the decisions themselves", () => {
    // Every subject gets one of each: nothing varies between them, and k is 1,000.
    const subjects = Array.from({ length: 1000 }, () => [1, 2] as const);
    expect(proportion(subjects).size).toBe(2000);
  });

  it("between: V = Σ(x − pm)²/(Σm)² drawn towards that of subjects decided alike", () => {
    const subjects = Array.from({ length: 40 }, (_, i) => [i % 5, 4] as const);
    // p = ½; x − 2 is −2, −1, 0, 1, 2 eight times each: Σ = 80; V = 80/160²; k = 40.
    // Σx² = 240 of either outcome, so that V rests on 80²/240 subjects.
    const rest = 80 ** 2 / 240;
    const drawn = (rest * (80 / 160 ** 2) + 2 * (0.25 / 40)) / (rest + 2);
    expect(proportion(subjects).size).toBeCloseTo((0.25 / drawn) * (39 / 40), 9);
  });

  it("rests on few where the outcome is rare, more so where few subjects have most decisions", () => {
    const even = Array.from({ length: 100 }, (_, i) => [i < 10 ? 1 : 0, 5] as const);
    const uneven = [
      ...Array.from({ length: 90 }, (_, i) => [i < 10 ? 1 : 0, 2] as const),
      ...Array.from({ length: 10 }, () => [0, 32] as const),
    ];
    // Both have 10 of 500; Σ(x − pm)² = 10 − 2p·Σxm + p²·Σm², with Σx² = 10, Σxm = 50 or 20.
    for (const [subjects, xm, mm] of [
      [even, 50, 2500],
      [uneven, 20, 90 * 4 + 10 * 1024],
    ] as const) {
      const k = 500 ** 2 / mm;
      const rest = Math.min(10, 3 * k * 0.02);
      const variance = (10 - 2 * 0.02 * xm + 0.02 ** 2 * mm) / 500 ** 2;
      const drawn = (rest * variance + (2 * 0.02 * 0.98) / k) / (rest + 2);
      const size = ((0.02 * 0.98) / drawn) * ((k - 1) / k);
      expect(proportion(subjects).size).toBeCloseTo(Math.max(k, size), 9);
    }
    expect(proportion(uneven).size).toBeLessThan(proportion(even).size / 2);
  });
});

describe("coverage with repeated subjects of 1 to 20 decisions, 2,000 simulations a case", () => {
  const state = xoroshiro128plus(11);
  const random = (): number => uniformFloat64(state);

  /**
   * Each decision is, with the chance √ρ, the subject's own draw, else one by itself: the correlation
   * of two decisions about one subject is ρ.
   */
  function draw(subjects: number, correlation: number, p: number) {
    return Array.from({ length: subjects }, () => {
      const own = random() < p ? 1 : 0;
      const all = 1 + Math.floor(random() * 20);
      let yes = 0;
      for (let i = 0; i < all; i++) {
        yes += random() < Math.sqrt(correlation) ? own : random() < p ? 1 : 0;
      }
      return [yes, all] as const;
    });
  }

  const RUNS = 2000;

  function coverage(miss: () => -1 | 0 | 1) {
    let above = 0;
    let below = 0;
    for (let run = 0; run < RUNS; run++) {
      const side = miss();
      if (side > 0) above++;
      if (side < 0) below++;
    }
    return { covered: 1 - (above + below) / RUNS, above: above / RUNS, below: below / RUNS };
  }

  const boundsOf = (subjects: ReturnType<typeof draw>) =>
    estimateProportion(proportion(subjects)).boundsAt(z);

  const spanOf = (subjects: ReturnType<typeof draw>) => ({
    value: rateOf(proportion(subjects)),
    ...boundsOf(subjects),
  });

  const sideOf = ({ lower, upper }: { lower: number; upper: number }, truth: number) =>
    lower > truth ? 1 : upper < truth ? -1 : 0;

  const grid = [0, 0.3, 1].flatMap((correlation) =>
    [0.05, 0.1, 0.3, 0.5].map((p) => [correlation, p] as const),
  );

  function expectHolds(found: readonly ReturnType<typeof coverage>[]): void {
    const mean = (of: (one: ReturnType<typeof coverage>) => number): number =>
      found.reduce((sum, one) => sum + of(one), 0) / found.length;
    expect(Math.min(...found.map(({ covered }) => covered))).toBeGreaterThanOrEqual(0.915);
    expect(mean(({ covered }) => covered)).toBeGreaterThanOrEqual(0.94);
    expect(mean(({ above }) => above)).toBeLessThanOrEqual(1.2 * 0.025);
    expect(mean(({ below }) => below)).toBeLessThanOrEqual(1.2 * 0.025);
  }

  for (const subjects of [20, 50, 200]) {
    it(`a rate of ${subjects} subjects: every case at least 91.5 %, the mean 94 % or more`, () => {
      expectHolds(
        grid.map(([correlation, p]) =>
          coverage(() => sideOf(boundsOf(draw(subjects, correlation, p)), p)),
        ),
      );
    });
  }

  it("a difference of 30 and 60 subjects likewise", () => {
    expectHolds(
      grid.map(([correlation, p]) =>
        coverage(() =>
          sideOf(
            moverDifference(spanOf(draw(30, correlation, p)), spanOf(draw(60, correlation, p))),
            0,
          ),
        ),
      ),
    );
  });

  it("holds where the outcome is rare and few subjects have most decisions", () => {
    // Two or three of 50 subjects have most of the favourable decisions. Where none of them is seen
    // nothing tells that they exist, so the variance of so few is not trusted.
    for (const p of [0.05, 0.1]) {
      const { covered, below } = coverage(() => sideOf(boundsOf(draw(50, 0.3, p)), p));
      expect(covered).toBeGreaterThanOrEqual(0.94);
      expect(below).toBeLessThanOrEqual(1.2 * 0.025);
    }
  });

  it("taking the decisions as independent would not hold: below 60 % where subjects are decided alike", () => {
    const { covered } = coverage(() => {
      const { subjects: _, ...alone } = countRate(selection, countsOf(draw(50, 1, 0.3)));
      return sideOf(estimateProportion(proportionOf(alone, "none")).boundsAt(z), 0.3);
    });
    expect(covered).toBeLessThan(0.6);
  });
});
