import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { drawCounts, prepareDraws } from "../../src/bootstrap/cohort-draws.ts";
import { emptyCounts, type OutcomeCounts } from "../../src/cells/outcome-counts.ts";

const both = { hasLabel: true, hasPrediction: true };
const decisionsOnly = { hasLabel: false, hasPrediction: true };

function countsOf(byState: Readonly<Record<number, number>>): OutcomeCounts {
  const counts = emptyCounts();
  for (const [at, n] of Object.entries(byState)) {
    counts.n[Number(at)] = n;
    counts.w[Number(at)] = n;
    counts.w2[Number(at)] = n;
  }
  return counts;
}

function randomOf(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** ln of the binomial probabilities of 0 … n. */
function logBinomial(n: number, p: number): number[] {
  const logs = [n * Math.log1p(-p)];
  for (let k = 1; k <= n; k++) {
    logs.push((logs[k - 1] as number) + Math.log(((n - k + 1) / k) * (p / (1 - p))));
  }
  return logs;
}

describe("drawing the counts of a cohort", () => {
  // Decisions only: states 6 (other) and 7 (favourable). Small and large counts take different paths of the sampler.
  it.each([
    [12, 4],
    [40, 1],
    [300, 130],
    [5000, 2000],
  ])("is binomial with (x + ½)/(n + 1): %i decisions, %i favourable", (size, favourable) => {
    const cohort = prepareDraws(
      countsOf({ 6: size - favourable, 7: favourable }),
      "none",
      decisionsOnly,
    );
    if (cohort === null) throw new Error("a cohort with rows has draws");
    const rate = (favourable + 0.5) / (size + 1);
    expect(cohort.states).toEqual([6, 7]);
    expect((cohort.smoothed[7] as number) / size).toBeCloseTo(rate, 12);

    const DRAWS = 20_000;
    const random = randomOf(20261124);
    const seen = new Float64Array(size + 1);
    for (let i = 0; i < DRAWS; i++) {
      const [x] = drawCounts(cohort, random).subarray(7);
      const drawn = Math.round(((x as number) / size) * (size + 1) - 0.5);
      seen[drawn] = (seen[drawn] as number) + 1;
    }
    // Pearson's statistic over runs of outcomes of at least 200 expected draws each.
    let statistic = 0;
    let classes = 0;
    let [expected, found] = [0, 0];
    logBinomial(size, rate).forEach((log, k) => {
      expected += DRAWS * Math.exp(log);
      found += seen[k] as number;
      if (expected < 200 && k < size) return;
      statistic += (found - expected) ** 2 / expected;
      classes++;
      [expected, found] = [0, 0];
    });
    const freedom = classes - 1;
    expect(classes).toBeGreaterThan(3);
    expect(statistic).toBeLessThan(freedom + 4 * Math.sqrt(2 * freedom));
    expect(statistic).toBeGreaterThan(freedom - 4 * Math.sqrt(2 * freedom));
  });

  it("holds the cohort's total, and each kind of decision can occur", () => {
    const part = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(part, part, part, part, fc.integer({ min: 0, max: 9 }), (a, b, c, d, seed) => {
        fc.pre(a + b + c + d > 0);
        const cohort = prepareDraws(countsOf({ 0: a, 1: b, 3: c, 4: d }), "none", both);
        const drawn = drawCounts(cohort as NonNullable<typeof cohort>, randomOf(seed));
        const total = drawn.reduce((sum, value) => sum + value, 0);
        expect(total).toBeCloseTo(a + b + c + d, 9);
        for (const at of [0, 1, 3, 4]) expect(drawn[at]).toBeGreaterThan(0);
        for (const at of [2, 5, 6, 7, 8]) expect(drawn[at]).toBe(0);
      }),
    );
  });

  it("has missing outcomes only where there are any", () => {
    const cohort = prepareDraws(countsOf({ 0: 5, 4: 5, 7: 3 }), "none", both);
    expect(cohort?.states).toEqual([0, 1, 3, 4, 7]);
  });

  it("draws as many as Kish's size with sampling weights, rounded down, and none of none", () => {
    const counts = countsOf({ 0: 10, 4: 10 });
    counts.w.set([10, 0, 0, 0, 30]);
    counts.w2.set([10, 0, 0, 0, 90]);
    const cohort = prepareDraws(counts, "sampling", both);
    expect(cohort?.size).toBe(16);
    expect(cohort?.scale).toBe(2.5);
    expect(prepareDraws(emptyCounts(), "none", both)).toBeNull();
  });
});
