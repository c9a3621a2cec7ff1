import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { confidenceSequence } from "../../src/stats/confidence-sequence.ts";
import { midPInterval } from "../../src/stats/mid-p.ts";
import { criticalValue } from "../../src/stats/normal.ts";

const TRIALS = 500;
const LOOKS = 200;

/** The share of runs in which any of 200 looks, one every 5 decisions, misses the truth. */
function missed(rate: number, bounds: typeof midPInterval): number {
  const generator = xoroshiro128plus(20261124);
  let misses = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    let successes = 0;
    for (let size = 1; size <= 5 * LOOKS; size++) {
      if (uniformFloat64(generator) < rate) successes++;
      if (size % 5 > 0) continue;
      const { lower, upper } = bounds({ successes, size }, 0.95);
      if (rate < lower || rate > upper) {
        misses++;
        break;
      }
    }
  }
  return misses / TRIALS;
}

describe("confidenceSequence", () => {
  it.each([0.05, 0.2, 0.5])("misses a rate of %d in at most 1 of 20 runs of 200 looks", (rate) => {
    expect(missed(rate, confidenceSequence)).toBeLessThanOrEqual(0.05);
  });

  it("holds where an interval for one look does not", () => {
    const z = criticalValue(0.95);
    expect(missed(0.2, (counted) => midPInterval(counted, z))).toBeGreaterThan(0.2);
  });

  it("ends where (n + 1)·C(n, x)·pˣ(1 − p)ⁿ⁻ˣ is α", () => {
    const { lower, upper } = confidenceSequence({ successes: 1, size: 2 }, 0.95);
    for (const p of [lower, upper]) expect(3 * 2 * p * (1 - p)).toBeCloseTo(0.05, 10);
    const none = confidenceSequence({ successes: 0, size: 9 }, 0.95);
    expect(none).toEqual({ lower: 0, upper: expect.closeTo(1 - 0.005 ** (1 / 9), 10) });
  });

  it("says nothing before the first decision", () => {
    expect(confidenceSequence({ successes: 0, size: 0 }, 0.95)).toEqual({ lower: 0, upper: 1 });
  });
});
