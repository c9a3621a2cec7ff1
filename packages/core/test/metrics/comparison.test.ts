import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Comparison,
  compareEstimates,
  compareWithHighest,
  compareWithNothing,
  makeComparison,
  simultaneousZ,
} from "../../src/metrics/comparison.ts";
import {
  type Estimate,
  estimateByInterval,
  estimateNormal,
  estimateProportion,
} from "../../src/metrics/estimate.ts";
import { midPStatistic } from "../../src/stats/mid-p.ts";
import { moverDifference, moverRatio } from "../../src/stats/mover.ts";
import { twoSidedP } from "../../src/stats/normal.ts";
import { confidences, proportions as counted, uniform } from "../stats/arbitraries.ts";

const proportions = (most?: number) => counted(most).map(estimateProportion);
const rates = uniform(0, 1);
const differences = uniform(-1, 1);
const ratios = uniform(-4, 4).map(Math.exp);

/** p ≤ 1 − c exactly where the interval at c excludes the limit; limits at an end of it are left out. */
function expectAgreement(comparison: Comparison, limit: number, confidence: number): void {
  const { lower, upper } = comparison.bounds(confidence);
  fc.pre(Math.min(Math.abs(limit - lower), Math.abs(limit - upper)) > 1e-7 * Math.max(1, limit));
  expect(comparison.p(limit) < 1 - confidence).toBe(limit < lower || limit > upper);
}

const others = fc.array(proportions(200), { minLength: 2, maxLength: 5 });

describe("a comparison’s p-value agrees with its interval", () => {
  it("of one rate", () => {
    fc.assert(
      fc.property(proportions(), rates, confidences, (one, limit, confidence) => {
        expectAgreement(compareWithNothing(one), limit, confidence);
      }),
    );
  });

  it("of a difference and of a ratio", () => {
    fc.assert(
      fc.property(
        proportions(),
        proportions(),
        differences,
        ratios,
        confidences,
        (a, b, d, r, c) => {
          expectAgreement(compareEstimates("difference", a, b), d, c);
          fc.pre(a.value + b.value > 0);
          expectAgreement(compareEstimates("ratio", a, b), r, c);
        },
      ),
    );
  });

  it("of a difference and of a ratio to the highest of several", () => {
    fc.assert(
      fc.property(
        proportions(200),
        others,
        differences,
        ratios,
        confidences,
        (a, rest, d, r, c) => {
          fc.pre(c <= 0.999);
          expectAgreement(compareWithHighest("difference", a, rest), d, c);
          fc.pre(a.value > 0);
          expectAgreement(compareWithHighest("ratio", a, rest), r, c);
        },
      ),
    );
  });

  it("of a measurement made elsewhere", () => {
    const sides = uniform(0.001, 1);
    fc.assert(
      fc.property(
        differences,
        sides,
        sides,
        differences,
        confidences,
        (value, below, above, limit, c) => {
          const interval = {
            lower: value - below,
            upper: value + above,
            confidence: 0.95,
            method: "x",
          };
          expectAgreement(compareWithNothing(estimateByInterval(value, interval)), limit, c);
        },
      ),
    );
  });
});

describe("compareWithHighest", () => {
  const own = estimateProportion({ successes: 10, size: 100 });
  const low = estimateProportion({ successes: 12, size: 100 });
  const high = estimateProportion({ successes: 40, size: 100 });

  it("is the worst of the comparisons, each at a level that allows for how many there are", () => {
    const both = compareWithHighest("difference", own, [low, high]);
    const alone = compareEstimates("difference", own, high);
    expect(both.estimate).toBeCloseTo(-0.3, 12);
    expect(both.method).toBe("joint-mid-p-simultaneous");
    expect(both.bounds(0.95)).toEqual(alone.bounds(0.975));
    expect(both.p(-0.1)).toBeCloseTo(2 * alone.p(-0.1), 12);
  });

  it("is above a limit only where every component is", () => {
    const both = compareWithHighest("ratio", high, [own, low]);
    const decisive = compareEstimates("ratio", high, low);
    expect(both.p(1)).toBeCloseTo(2 * decisive.p(1), 12);
    expect(both.p(1)).toBeGreaterThan(2 * compareEstimates("ratio", high, own).p(1));
  });

  it("takes its p from theirs, however far out: a search for the z of a limit ends at 37", () => {
    const many = estimateProportion({ successes: 19_000, size: 20_000 });
    const some = estimateProportion({ successes: 1_000, size: 20_000 });
    expect(compareWithHighest("difference", some, [many, many]).p(-0.1)).toBe(0);
  });

  it("never gives a p above 1", () => {
    expect(compareWithHighest("difference", own, [low, low, low]).p(-0.03)).toBe(1);
  });
});

describe("simultaneousZ", () => {
  it("asks no more of a single comparison, however far out", () => {
    expect(simultaneousZ(40, 1)).toBe(40);
    expect(simultaneousZ(1.96, 2)).toBeCloseTo(2.2414, 4);
  });
});

describe("a comparison without a test of its own", () => {
  const measured = (value: number) =>
    estimateNormal(value, { scale: "identity", standardError: 0.1 }, "normal");
  const share = estimateProportion({ successes: 30, size: 100 });

  it("has p 1 at its estimate, and the tail at 37 deviates beyond them", () => {
    const comparison = compareEstimates("difference", measured(0.5), measured(0.2));
    expect(comparison.p(comparison.estimate)).toBe(1);
    const closed = makeComparison({
      method: "given",
      estimate: 0,
      boundsAt: () => ({ lower: -1, upper: 1 }),
    });
    for (const limit of [-9, 9]) expect(closed.p(limit)).toBe(twoSidedP(37));
  });

  it("is made by MOVER where either side is no share", () => {
    const half = measured(0.5);
    for (const [first, second] of [
      [half, measured(0.2)],
      [half, share],
      [share, half],
    ] as const) {
      const span = (one: Estimate) => ({ value: one.value, ...one.boundsAt(2) });
      const difference = compareEstimates("difference", first, second);
      expect(difference.method).toBe("mover");
      expect(difference.estimate).toBe(first.value - second.value);
      expect(difference.boundsAt(2)).toEqual(moverDifference(span(first), span(second)));
      const ratio = compareEstimates("ratio", first, second);
      expect(ratio.method).toBe("mover-ratio");
      expect(ratio.estimate).toBe(first.value / second.value);
      expect(ratio.boundsAt(2)).toEqual(moverRatio(span(first), span(second)));
    }
  });

  it("to the highest of several is named after the first", () => {
    const highest = compareWithHighest("difference", share, [measured(0.2), share]);
    expect(highest.method).toBe("mover-simultaneous");
  });

  it("of a share alone is tested by its own mid-p value", () => {
    const share = estimateProportion({ successes: 3, size: 1000 });
    expect(compareWithNothing(share).p(0.9)).toBe(
      twoSidedP(midPStatistic({ successes: 3, size: 1000 }, 0.9)),
    );
  });
});

describe("compareEstimates", () => {
  it("knows no ratio of 0 or below, so such a limit is excluded", () => {
    const half = estimateProportion({ successes: 5, size: 10 });
    const none = estimateProportion({ successes: 0, size: 10 });
    const all = estimateProportion({ successes: 10, size: 10 });
    for (const own of [none, half, all]) {
      for (const other of [half, all]) {
        for (const limit of [0, -0.5])
          expect(compareEstimates("ratio", own, other).p(limit)).toBe(0);
      }
    }
  });
});
