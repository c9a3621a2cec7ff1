import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logMidTail } from "../../src/stats/binomial.ts";
import { deviateOf } from "../../src/stats/deviate.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { mirrored, type Proportion, rateOf } from "../../src/stats/proportion.ts";
import { proportions, uniform } from "./arbitraries.ts";

/** The deviate from a tail of its own. */
function exactDeviate(one: Proportion, p: number): number {
  const logOdds = Math.log(p / (1 - p));
  return p < rateOf(one)
    ? -normalQuantile(Math.exp(logMidTail(one)(logOdds).log))
    : normalQuantile(Math.exp(logMidTail(mirrored(one))(-logOdds).log));
}

/** Effective counts, at times of far less than one success or failure. */
const effective: fc.Arbitrary<Proportion> = fc
  .tuple(proportions(300), uniform(0.001, 1))
  .map(([{ successes, size }, part]) => ({
    successes: Math.max(0, successes - part),
    size: size + part,
  }));

const given = fc.oneof(proportions(4000), effective);

describe("the deviate of a proportion", () => {
  it("is that of its exact tail, at any limit with a deviate of up to 8", () => {
    fc.assert(
      fc.property(given, uniform(-8, 8), (one, z) => {
        const deviate = deviateOf(one);
        fc.pre(one.successes > 0 || z < 0);
        fc.pre(one.successes < one.size || z > 0);
        const p = deviate.chance(z).value;
        // Nearer to 1 than this, p itself has too few digits left.
        fc.pre(p > 0 && 1 - p > 1e-6);
        const exact = exactDeviate(one, p);
        expect(Math.abs(deviate.at(p).value - exact)).toBeLessThan(1e-9);
        expect(Math.abs(z - exact)).toBeLessThan(1e-9);
      }),
      { numRuns: 2_000 },
    );
  });

  it("agrees within what the saddlepoint tail is exact to, where both counts are in the thousands", () => {
    for (const [successes, size] of [
      [2100, 4500],
      [3184, 15_473],
      [2.5e8, 1e9],
    ] as const) {
      const one = { successes, size };
      const deviate = deviateOf(one);
      for (let z = -4.99; z < 5; z += 0.1) {
        const p = deviate.chance(z).value;
        expect(Math.abs(deviate.at(p).value - exactDeviate(one, p))).toBeLessThan(1e-6);
      }
    }
  });

  it("has the derivatives of its values", () => {
    fc.assert(
      fc.property(given, uniform(-4, 4), (one, z) => {
        fc.pre(one.successes > 0 || z < -0.1);
        fc.pre(one.successes < one.size || z > 0.1);
        const deviate = deviateOf(one);
        const step = 1e-4;
        const [before, here, after] = [z - step, z, z + step].map((at) => deviate.chance(at));
        if (before === undefined || here === undefined || after === undefined) return;
        const slope = (after.value - before.value) / (2 * step);
        const bend = (after.first - before.first) / (2 * step);
        expect(Math.abs(here.first / slope - 1)).toBeLessThan(1e-4);
        expect(Math.abs(here.second - bend)).toBeLessThan(
          1e-4 * (Math.abs(here.first) + Math.abs(bend)),
        );
        const back = deviate.at(here.value);
        fc.pre(here.value > 1e-6 && here.value < 1 - 1e-6);
        expect(back.first * here.first).toBeCloseTo(1, 5);
        expect(Math.abs(back.second + here.second / here.first ** 3)).toBeLessThan(
          1e-4 * (1 + Math.abs(back.second)),
        );
      }),
    );
  });

  it("is that of the numbers, also where one object counts on", () => {
    const counted = { successes: 3, size: 10 };
    const before = deviateOf(counted).limit(2);
    counted.size = 20;
    expect(deviateOf(counted).limit(2)).toBe(deviateOf({ successes: 3, size: 20 }).limit(2));
    expect(deviateOf({ successes: 3, size: 10 }).limit(2)).toBe(before);
  });

  it("does not depend on what was asked before", () => {
    const limits = Array.from({ length: 50 }, (_, i) => 0.001 + i * 0.019);
    const ask = (one: Proportion, list: readonly number[]): Map<number, number> => {
      const deviate = deviateOf(one);
      return new Map(list.map((p) => [p, deviate.at(p).value]));
    };
    const forwards = ask({ successes: 31, size: 150 }, limits);
    // Fills the store, so that the proportion is made anew.
    for (let i = 0; i < 20_000; i++) deviateOf({ successes: 1, size: 1_000 + i });
    const backwards = ask({ successes: 31, size: 150 }, [...limits].reverse());
    for (const p of limits) expect(backwards.get(p)).toBe(forwards.get(p));
  });

  it("says that what cannot be reached is infinitely far", () => {
    const deviate = deviateOf({ successes: 400, size: 500 });
    expect(deviate.at(1e-9).value).toBe(Infinity);
    expect(deviate.at(1 - 1e-9).value).toBe(-Infinity);
    expect(deviate.at(0).value).toBe(Infinity);
    expect(deviate.at(1).value).toBe(-Infinity);
  });
});
