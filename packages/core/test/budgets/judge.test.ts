import { describe, expect, it } from "vitest";
import type { Limit } from "../../src/budgets/budget.ts";
import { judge, judgePoint, judgeTarget, pAgainst, sideOf } from "../../src/budgets/judge.ts";
import type { Comparison } from "../../src/metrics/comparison.ts";
import type { Contrast, WorstCases } from "../../src/metrics/contrast.ts";

const band: Limit = { min: 0.8, max: 1.25 };
const atLeast: Limit = { min: 0.8, max: null };
const atMost: Limit = { min: null, max: 1.25 };

/** A comparison with this interval at every confidence; the levels asked for are kept. */
function comparisonOf(lower: number, upper: number, estimate = (lower + upper) / 2) {
  const asked: number[] = [];
  const comparison: Comparison = {
    method: "given",
    estimate,
    boundsAt: () => ({ lower, upper }),
    bounds: (confidence) => {
      asked.push(confidence);
      return { lower, upper };
    },
    p: (limit) => limit,
  };
  return { comparison, asked };
}

interface Given {
  readonly limit?: Limit;
  readonly n?: number;
  readonly nReference?: number | null;
  readonly worst?: WorstCases | null;
  readonly adjustedP?: number;
  readonly multiplier?: number;
  readonly estimate?: number;
}

function judged(lower: number, upper: number, given: Given = {}) {
  const { comparison, asked } = comparisonOf(lower, upper, given.estimate);
  const contrast: Contrast = {
    cohort: "a",
    reference: "b",
    n: given.n ?? 30,
    nReference: given.nReference === undefined ? 30 : given.nReference,
    smallest: Math.min(given.n ?? 30, given.nReference ?? 30),
    own: null,
    referenceValue: null,
    result: { status: "ok", comparison, worst: null },
  };
  const place = { adjustedP: given.adjustedP ?? 0.01, multiplier: given.multiplier ?? 1 };
  const judgement = judge(
    contrast,
    comparison,
    given.worst ?? null,
    given.limit ?? band,
    0.95,
    30,
    place,
  );
  return { ...judgement, asked };
}

describe("sideOf", () => {
  it.each([
    [0.8, band, "inside"],
    [0.8 - 1e-12, band, "below"],
    [1.25, band, "inside"],
    [1.25 + 1e-12, band, "above"],
    [0.1, atMost, "inside"],
    [-0.1, atMost, "inside"],
    [0.1, { min: null, max: -0.5 }, "above"],
    [9, atLeast, "inside"],
    [Infinity, band, "above"],
    [0, { min: null, max: null }, "inside"],
    // On the limit but for the rounding of the divisions, and off it by one of a million.
    [0.6 / 0.75, atLeast, "inside"],
    [0.8 - 0.7, { min: null, max: 0.1 }, "inside"],
    [0.7 - 0.8, { min: -0.1, max: null }, "inside"],
    [0.8 - 4e-15, atLeast, "below"],
    [0.1 + 4e-15, { min: null, max: 0.1 }, "above"],
    [1 - 4 * Number.EPSILON, { min: 1, max: null }, "inside"],
    [1 - 4.5 * Number.EPSILON, { min: 1, max: null }, "below"],
    [4 * Number.EPSILON, { min: null, max: 0 }, "inside"],
    [-3 - 8 * Number.EPSILON, { min: -3, max: null }, "inside"],
    [3 - 2e-15, { min: 3, max: null }, "inside"],
    [3 - 4e-15, { min: 3, max: null }, "below"],
  ] as const)("%d within %j lies %s", (estimate, limit, side) => {
    expect(sideOf(estimate, limit)).toBe(side);
  });
});

describe("pAgainst", () => {
  it("asks for the limit that is broken, and is 1 inside", () => {
    expect(pAgainst(comparisonOf(0.5, 0.7).comparison, band)).toBe(0.8);
    expect(pAgainst(comparisonOf(1.3, 1.9).comparison, band)).toBe(1.25);
    expect(pAgainst(comparisonOf(0.5, 1.1).comparison, band)).toBe(1);
  });
});

describe("judge passes", () => {
  it.each([
    ["an interval inside the band", 0.85, 1.2, band],
    ["one that ends exactly on both limits", 0.8, 1.25, band],
    ["any height over a lower limit", 0.8, 99, atLeast],
    ["any depth under an upper limit", -99, 1.25, atMost],
  ] as const)("%s", (_, lower, upper, limit) => {
    expect(judged(lower, upper, { limit })).toMatchObject({ verdict: "pass", reason: null });
  });

  it("a cohort compared with nothing", () => {
    expect(judged(0.9, 1, { nReference: null }).verdict).toBe("pass");
  });
});

describe("judge fails", () => {
  it.each([
    ["below", 0.5, 0.799, band],
    ["above", 1.251, 1.5, band],
    ["below a lower limit", 0.5, 0.799, atLeast],
    ["above an upper limit", 1.251, Infinity, atMost],
  ] as const)("an interval wholly %s", (_, lower, upper, limit) => {
    const estimate = upper === Infinity ? Infinity : (lower + upper) / 2;
    expect(judged(lower, upper, { limit, estimate })).toMatchObject({
      verdict: "fail",
      reason: null,
    });
  });

  it("with an adjusted p exactly at 1 − confidence, and not above it", () => {
    const alpha = 1 - 0.95;
    expect(judged(0.5, 0.7, { adjustedP: alpha }).verdict).toBe("fail");
    expect(judged(0.5, 0.7, { adjustedP: alpha + 1e-12 })).toMatchObject({
      verdict: "inconclusive",
      reason: "near-limit",
    });
  });

  it("however few people there are: a minimum only withholds a pass", () => {
    expect(judged(0.5, 0.7, { n: 1, nReference: 1 }).verdict).toBe("fail");
  });

  it("whatever the unknown could mean: only a pass must hold in the worst case", () => {
    const worst = { lowest: null, highest: null, because: "unlabelled" } as const;
    expect(judged(0.5, 0.7, { worst }).verdict).toBe("fail");
  });
});

describe("judge leaves open", () => {
  it.each([
    ["an interval that ends on the limit from outside", 0.5, 0.8, 0.7],
    ["the same above", 1.25, 1.5, 1.4],
    ["one across the lower limit", 0.79, 1, 0.9],
    ["one across the upper limit", 1, 1.26, 1.1],
    ["one across both", 0.5, 2, 1],
  ] as const)("%s: near-limit", (_, lower, upper, estimate) => {
    expect(judged(lower, upper, { estimate })).toMatchObject({
      verdict: "inconclusive",
      reason: "near-limit",
    });
  });

  it("too few people, in the cohort or its reference: 30 are enough, 29 are not", () => {
    expect(judged(0.9, 1.1).verdict).toBe("pass");
    for (const few of [{ n: 29 }, { nReference: 29 }]) {
      expect(judged(0.9, 1.1, few)).toMatchObject({ verdict: "inconclusive", reason: "too-few" });
      expect(judged(0.5, 1.1, few)).toMatchObject({ verdict: "inconclusive", reason: "too-few" });
    }
  });

  it("what holds as counted but not in the worst case, with what is missing", () => {
    const inside = comparisonOf(0.9, 1.1).comparison;
    const low = comparisonOf(0.7, 1.1).comparison;
    const high = comparisonOf(0.9, 1.3).comparison;
    const because = "unknown-attribute";
    const open = { verdict: "inconclusive", reason: because };
    expect(judged(0.9, 1.1, { worst: { lowest: low, highest: inside, because } })).toMatchObject(
      open,
    );
    expect(judged(0.9, 1.1, { worst: { lowest: inside, highest: high, because } })).toMatchObject(
      open,
    );
    expect(judged(0.9, 1.1, { worst: { lowest: null, highest: inside, because } })).toMatchObject(
      open,
    );
    expect(judged(0.9, 1.1, { worst: { lowest: inside, highest: inside, because } }).verdict).toBe(
      "pass",
    );
  });
});

describe("the bound shown", () => {
  it("is one-sided at the level that Holm asks of a fail", () => {
    const below = judged(0.5, 0.7, { multiplier: 4 });
    expect(below).toMatchObject({ bound: 0.7, boundLevel: 1 - 0.05 / 8 });
    expect(below.asked).toContain(1 - (1 - 0.95) / 4);
    expect(judged(1.3, 1.9, { multiplier: 4 }).bound).toBe(1.3);
  });

  it("is the nearer end of the interval otherwise, one-sided at 97.5 %", () => {
    const level = { boundLevel: 0.975 };
    expect(judged(0.82, 1, {})).toMatchObject({ bound: 0.82, ...level });
    expect(judged(1, 1.24, {})).toMatchObject({ bound: 1.24, ...level });
    // Also where the estimate lies in the other half of the limit.
    expect(judged(0.82, 1.24, { estimate: 0.83 })).toMatchObject({ bound: 1.24, ...level });
    expect(judged(0.9, 99, { limit: atLeast })).toMatchObject({ bound: 0.9, ...level });
    expect(judged(-99, 1, { limit: atMost })).toMatchObject({ bound: 1, ...level });
  });

  it("follows the estimate where both ends are as near", () => {
    const limit = { min: 0, max: 1 };
    expect(judged(0.25, 0.75, { limit, estimate: 0.4 }).bound).toBe(0.25);
    expect(judged(0.25, 0.75, { limit, estimate: 0.6 }).bound).toBe(0.75);
    expect(judged(0.25, 0.75, { limit, estimate: 0.5 }).bound).toBe(0.75);
  });
});

describe("judgePoint", () => {
  it.each([
    [0.79, "fail"],
    [0.8, "pass"],
    [1.25, "pass"],
    [1.26, "fail"],
    [Infinity, "fail"],
  ])("an estimate of %d is a %s, whatever its interval", (estimate, verdict) => {
    const { comparison } = comparisonOf(0, 9, estimate);
    expect(judgePoint(comparison, band)).toEqual({
      verdict,
      reason: null,
      bound: estimate,
      boundLevel: null,
    });
  });
});

describe("judgeTarget", () => {
  it.each([
    [0.8, 1.25, band, "met"],
    [0.79, 1.25, band, "open"],
    [0.8, 1.26, band, "open"],
    [0.7, 0.79, band, "missed"],
    [0.7, 0.8, band, "open"],
    [1.26, 1.4, band, "missed"],
    [1.25, 1.4, band, "open"],
    [0.1, 0.2, atLeast, "missed"],
    [0.9, 9, atLeast, "met"],
    [-3, -2, atMost, "met"],
    [-3, 2, atMost, "open"],
    [2, 3, atMost, "missed"],
  ] as const)("%d to %d against %j is %s", (lower, upper, target, status) => {
    expect(judgeTarget({ lower, upper }, target)).toBe(status);
  });
});
