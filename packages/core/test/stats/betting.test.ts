import "../seed.ts";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import { type Bets, bet, type Round, type Watched } from "../../src/stats/betting.ts";
import { anytimePOfRatio } from "../../src/stats/confidence-sequence-pair.ts";

/** Rates of a round, and how many decisions of each it has. */
type Rates = (round: number) => readonly [p1: number, p2: number, n1: number, n2: number];

const ROUNDS = 40;

/** The share of runs in which a look after some round has p ≤ 0.05 for the limit. */
function alarms(rates: Rates, watched: Watched, limit: number, trials = 150): number {
  const generator = xoroshiro128plus(20261124);
  const draw = (n: number, p: number) => {
    let successes = 0;
    for (let i = 0; i < n; i++) if (uniformFloat64(generator) < p) successes++;
    return { successes, size: n };
  };
  let count = 0;
  for (let trial = 0; trial < trials; trial++) {
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [p1, p2, n1, n2] = rates(round);
      const second = watched === "value" ? null : draw(n2, p2);
      rounds.push({ first: draw(n1, p1), second });
      if (bet(rounds, watched).p(limit) > 0.05) continue;
      count++;
      break;
    }
  }
  return count / trials;
}

describe("a truth at the limit is rejected in at most 1 of 20 runs of 40 looks", () => {
  const swing = (round: number) => 1 + 0.9 * Math.sin((2 * Math.PI * round) / 14);
  it.each<[string, Rates, Watched, number]>([
    ["a ratio", () => [0.16, 0.2, 30, 60], "ratio", 0.8],
    ["a ratio of unequal sizes", () => [0.04, 0.05, 10, 200], "ratio", 0.8],
    ["a ratio near 1", () => [0.9, 0.95, 40, 40], "ratio", 0.9 / 0.95],
    ["a difference", () => [0.4, 0.5, 30, 60], "difference", -0.1],
    ["a difference of rare outcomes", () => [0.01, 0.03, 20, 20], "difference", -0.02],
    ["a rate", () => [0.1, 0, 25, 0], "value", 0.1],
    [
      "a ratio of rates that swing",
      (round) => [0.16 * swing(round), 0.2 * swing(round), 30, 60],
      "ratio",
      0.8,
    ],
    [
      "a ratio whose sizes swing as well",
      (round) => [
        0.4 * swing(round),
        0.5 * swing(round),
        10 + (round % 7) * 10,
        60 - (round % 7) * 8,
      ],
      "ratio",
      0.8,
    ],
  ])("%s", (_, rates, watched, limit) => {
    expect(alarms(rates, watched, limit)).toBeLessThanOrEqual(0.05);
  });
});

it("finds a gap in fewer rounds than the sequence that sees only totals", () => {
  const round = { first: { successes: 13, size: 40 }, second: { successes: 40, size: 80 } };
  const looks = (p: (count: number) => number): number => {
    let count = 1;
    while (p(count) > 0.05) count++;
    return count;
  };
  const byBets = looks((count) => bet(Array<Round>(count).fill(round), "ratio").p(0.8));
  const byTotals = looks((count) =>
    anytimePOfRatio(
      { successes: 13 * count, size: 40 * count },
      { successes: 40 * count, size: 80 * count },
      0.8,
    ),
  );
  expect(byBets).toBeGreaterThan(1);
  expect(byBets).toBeLessThan(0.8 * byTotals);
});

const counted = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([a, b]) => ({ successes: Math.min(a, b), size: Math.max(a, b) }));
const rounds = fc.array(fc.record({ first: counted, second: counted }), {
  minLength: 1,
  maxLength: 12,
});
const level = fc.constantFrom(0.5, 0.9, 0.95, 0.999);
const PAIRS = ["difference", "ratio"] as const;

describe("bet", () => {
  it("multiplies the likelihood ratios of the rounds after the first, against the nearest pair", () => {
    const first = { successes: 3, size: 10 };
    const second = { successes: 5, size: 10 };
    const [q1, q2] = [3.5 / 11, 5.5 / 11];
    // n₁·KL(q₁‖p₁) + n₂·KL(q₂‖p₂) at its least on p₁ = p₂ is at their mean.
    const p = (q1 + q2) / 2;
    const ratio =
      (q1 / p) ** 3 * ((1 - q1) / (1 - p)) ** 7 * ((q2 / p) * ((1 - q2) / (1 - p))) ** 5;
    const bets = bet(
      [1, 2].map(() => ({ first, second })),
      "difference",
    );
    expect(bets.p(0)).toBeCloseTo(Math.min(1, 2 / ratio), 10);
    const alone = bet(
      [1, 2].map(() => ({ first, second: null })),
      "value",
    );
    const value = (q1 / 0.9) ** 3 * ((1 - q1) / 0.1) ** 7;
    expect(alone.p(0.9)).toBeCloseTo(2 / value, 10);
  });

  it("has bounds around its estimate that leave out a limit exactly where p says so", () => {
    const check = (bets: Bets, limit: number, confidence: number): void => {
      const { lower, upper } = bets.bounds(confidence);
      expect(lower).toBeLessThanOrEqual(bets.estimate);
      expect(upper).toBeGreaterThanOrEqual(bets.estimate);
      if (Math.min(Math.abs(limit - lower), Math.abs(limit - upper)) < 1e-6) return;
      expect(limit < lower || limit > upper).toBe(bets.p(limit) <= 1 - confidence);
    };
    fc.assert(
      fc.property(rounds, level, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, c, at) => {
        const ratio = bet(all, "ratio");
        if (!Number.isNaN(ratio.estimate)) check(ratio, 2 * at, c);
        const difference = bet(all, "difference");
        if (!Number.isNaN(difference.estimate)) check(difference, 2 * at - 1, c);
      }),
      { numRuns: 1000 },
    );
  });

  it("says the mirror image when the two change places", () => {
    fc.assert(
      fc.property(rounds, level, (all, c) => {
        const turned = all.map(({ first, second }) => ({ first: second, second: first }));
        const [one, other] = [all, turned].map((each) => bet(each, "difference").bounds(c)) as [
          { lower: number; upper: number },
          { lower: number; upper: number },
        ];
        expect(one.lower).toBeCloseTo(-other.upper, 6);
        expect(one.upper).toBeCloseTo(-other.lower, 6);
      }),
    );
  });

  it("says nothing after one round, or where one side has no decisions", () => {
    const first = { successes: 0, size: 50 };
    const second = { successes: 50, size: 50 };
    const none = { successes: 0, size: 0 };
    for (const watched of PAIRS) {
      for (const all of [
        [
          { first, second: none },
          { first: none, second },
        ],
        [{ first, second: none }],
        [{ first: none, second: none }],
      ]) {
        expect(bet(all, watched).p(0.1)).toBe(1);
      }
    }
    expect(bet([], "difference").bounds(0.95)).toEqual({ lower: -1, upper: 1 });
    expect(bet([{ first: none, second }], "ratio").bounds(0.95)).toEqual({
      lower: 0,
      upper: Infinity,
    });
    expect(bet([{ first, second: null }], "value").p(0.4)).toBe(1);
  });
});
