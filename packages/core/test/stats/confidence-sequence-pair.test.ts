import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { anytimeP, confidenceSequence } from "../../src/stats/confidence-sequence.ts";
import {
  anytimePOfDifference,
  anytimePOfRatio,
  differenceSequence,
  ratioSequence,
} from "../../src/stats/confidence-sequence-pair.ts";
import { midPRatioStatistic } from "../../src/stats/joint-mid-p.ts";
import { twoSidedP } from "../../src/stats/normal.ts";
import type { Proportion } from "../../src/stats/proportion.ts";

type PValue = (first: Proportion, second: Proportion, limit: number) => number;

interface Stream {
  readonly p1: number;
  readonly p2: number;
  /** How many decisions of the second come in for one of the first. */
  readonly share: number;
}

const LOOKS = 800;

/** The share of runs in which a look after any of 800 decisions finds the truth at p ≤ 0.05. */
function missed(
  { p1, p2, share }: Stream,
  limit: number,
  p: PValue,
  seed: number,
  trials = 500,
): number {
  const generator = xoroshiro128plus(seed);
  let misses = 0;
  for (let trial = 0; trial < trials; trial++) {
    const counts = { first: { successes: 0, size: 0 }, second: { successes: 0, size: 0 } };
    for (let look = 0; look < LOOKS; look++) {
      const isSecond = uniformFloat64(generator) < share / (1 + share);
      const arm = isSecond ? counts.second : counts.first;
      arm.size++;
      if (uniformFloat64(generator) < (isSecond ? p2 : p1)) arm.successes++;
      if (p(counts.first, counts.second, limit) > 0.05) continue;
      misses++;
      break;
    }
  }
  return misses / trials;
}

const STREAMS: readonly Stream[] = [
  { p1: 0.5, p2: 0.5, share: 1 },
  { p1: 0.16, p2: 0.2, share: 4 },
  { p1: 0.04, p2: 0.05, share: 9 },
  { p1: 0.9, p2: 0.98, share: 0.25 },
  { p1: 0.02, p2: 0.6, share: 1 },
];

describe("looking after each decision", () => {
  it.each(STREAMS)("misses the difference of $p1 and $p2 in at most 1 of 20 runs", (stream) => {
    const truth = stream.p1 - stream.p2;
    expect(missed(stream, truth, anytimePOfDifference, 20261124)).toBeLessThanOrEqual(0.05);
  });

  it.each(STREAMS)("misses the ratio of $p1 and $p2 in at most 1 of 20 runs", (stream) => {
    const truth = stream.p1 / stream.p2;
    expect(missed(stream, truth, anytimePOfRatio, 20261125)).toBeLessThanOrEqual(0.05);
  });

  it("would miss it often with the p-values of a single look at every tenth decision", () => {
    const isUsable = ({ successes, size }: Proportion) => successes > 0 && successes < size;
    const single: PValue = (first, second, limit) =>
      (first.size + second.size) % 10 === 0 && isUsable(first) && isUsable(second)
        ? twoSidedP(midPRatioStatistic(first, second, limit))
        : 1;
    const stream = { p1: 0.16, p2: 0.2, share: 4 };
    expect(missed(stream, 0.8, single, 7, 100)).toBeGreaterThan(0.12);
  });
});

const proportion = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }))
  .map(([a, b]): Proportion => ({ successes: Math.min(a, b), size: Math.max(a, b) }));
const confidence = fc.constantFrom(0.5, 0.9, 0.95, 0.999);

describe("differenceSequence", () => {
  it("is turned about 0 when the two change places", () => {
    fc.assert(
      fc.property(proportion, proportion, confidence, (first, second, level) => {
        const one = differenceSequence(first, second, level);
        const other = differenceSequence(second, first, level);
        expect(one.lower + other.upper).toBe(0);
        expect(one.upper + other.lower).toBe(0);
      }),
    );
  });

  it("is turned about 0 when failures are counted for successes", () => {
    const mirror = ({ successes, size }: Proportion) => ({ successes: size - successes, size });
    fc.assert(
      fc.property(proportion, proportion, (first, second) => {
        const one = differenceSequence(first, second, 0.95);
        const other = differenceSequence(mirror(first), mirror(second), 0.95);
        expect(one.lower).toBeCloseTo(-other.upper, 9);
      }),
    );
  });

  it("ends where the p-value is 1 − confidence, unless it ends at ±1", () => {
    fc.assert(
      fc.property(proportion, proportion, confidence, (first, second, level) => {
        fc.pre(first.size > 0 && second.size > 0);
        const { lower, upper } = differenceSequence(first, second, level);
        for (const end of [lower, upper]) {
          if (Math.abs(end) === 1) continue;
          expect(anytimePOfDifference(first, second, end) / (1 - level)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it("holds no pair of rates whose evidence is below 1/α outside, against a grid of pairs", () => {
    const first = { successes: 3, size: 11 };
    const second = { successes: 9, size: 17 };
    const { lower, upper } = differenceSequence(first, second, 0.95);
    let least = 1;
    let most = -1;
    for (let i = 1; i < 1000; i++) {
      for (let j = 1; j < 1000; j++) {
        const evidence = evidenceOf(first, i / 1000) + evidenceOf(second, j / 1000);
        if (evidence >= Math.log(20)) continue;
        least = Math.min(least, (i - j) / 1000);
        most = Math.max(most, (i - j) / 1000);
      }
    }
    expect(lower).toBeLessThanOrEqual(least);
    expect(lower).toBeGreaterThan(least - 0.003);
    expect(upper).toBeGreaterThanOrEqual(most);
    expect(upper).toBeLessThan(most + 0.003);
  });

  it("stays wide where all are alike, and says nothing where nothing was counted", () => {
    const none = { successes: 0, size: 20 };
    const all = { successes: 20, size: 20 };
    const { lower, upper } = differenceSequence(none, none, 0.95);
    expect(lower).toBeCloseTo(-0.365, 3);
    expect(upper).toBeCloseTo(0.365, 3);
    expect(differenceSequence(all, none, 0.95)).toEqual({
      lower: expect.closeTo(0.5937, 4),
      upper: 1,
    });
    const empty = { successes: 0, size: 0 };
    expect(differenceSequence(empty, empty, 0.95)).toEqual({ lower: -1, upper: 1 });
    const { lower: own } = confidenceSequence(all, 0.95);
    expect(differenceSequence(all, empty, 0.95)).toEqual({ lower: own - 1, upper: 1 });
    expect(anytimePOfDifference(all, empty, -0.9)).toBe(1);
  });
});

function evidenceOf({ successes, size }: Proportion, p: number): number {
  let log = -Math.log(size + 1);
  for (let i = 1; i <= successes; i++) log -= Math.log((size - successes + i) / i);
  return log - successes * Math.log(p) - (size - successes) * Math.log(1 - p);
}

describe("ratioSequence", () => {
  it("is turned about 1 when the two change places", () => {
    fc.assert(
      fc.property(proportion, proportion, confidence, (first, second, level) => {
        const one = ratioSequence(first, second, level);
        const other = ratioSequence(second, first, level);
        if (one.lower === 0) expect(other.upper).toBe(Infinity);
        else expect(one.lower * other.upper).toBeCloseTo(1, 12);
      }),
    );
  });

  it("ends where the p-value is 1 − confidence, unless it ends at 0 or ∞", () => {
    fc.assert(
      fc.property(proportion, proportion, confidence, (first, second, level) => {
        fc.pre(first.size > 0 && second.size > 0);
        const { lower, upper } = ratioSequence(first, second, level);
        for (const end of [lower, upper]) {
          if (end === 0 || end === Infinity) continue;
          expect(anytimePOfRatio(first, second, end) / (1 - level)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it("agrees with the difference on whether the two rates are equal", () => {
    fc.assert(
      fc.property(proportion, proportion, (first, second) => {
        const ratio = anytimePOfRatio(first, second, 1);
        expect(ratio).toBeCloseTo(anytimePOfDifference(first, second, 0), 9);
      }),
    );
  });

  it("has no upper end where the second may be 0, and is [0, ∞] where neither has a success", () => {
    const none = { successes: 0, size: 20 };
    const all = { successes: 20, size: 20 };
    expect(ratioSequence(none, none, 0.95)).toEqual({ lower: 0, upper: Infinity });
    expect(ratioSequence(all, none, 0.95)).toEqual({
      lower: expect.closeTo(2.739, 3),
      upper: Infinity,
    });
    expect(ratioSequence(all, all, 0.95).lower).toBeCloseTo(0.635, 3);
    const empty = { successes: 0, size: 0 };
    expect(ratioSequence(empty, empty, 0.95)).toEqual({ lower: 0, upper: Infinity });
    expect(ratioSequence(empty, all, 0.95).lower).toBe(0);
    expect(ratioSequence(all, empty, 0.95).upper).toBe(Infinity);
  });
});

describe("anytimeP", () => {
  it("is 1 − confidence at the ends of the sequence, and 1 at the rate", () => {
    fc.assert(
      fc.property(proportion, confidence, (counted, level) => {
        fc.pre(counted.size > 0);
        const { lower, upper } = confidenceSequence(counted, level);
        for (const end of [lower, upper]) {
          if (end > 0 && end < 1) expect(anytimeP(counted, end) / (1 - level)).toBeCloseTo(1, 6);
        }
        expect(anytimeP(counted, counted.successes / counted.size)).toBe(1);
      }),
    );
  });
});
