import { describe, expect, it } from "vitest";
import { sideOf } from "../../../src/budgets/judge.ts";
import type { Rule } from "../../../src/budgets/planning/power.ts";
import { ratePower } from "../../../src/budgets/planning/rate-power.ts";
import { compareEstimates, compareWithNothing } from "../../../src/metrics/comparison.ts";
import { estimateProportion } from "../../../src/metrics/estimate.ts";

function chanceOf(x: number, n: number, p: number): number {
  let chance = (1 - p) ** n;
  for (let i = 0; i < x; i++) chance *= ((n - i) / (i + 1)) * (p / (1 - p));
  return chance;
}

/** Every pair of counts, judged through the printed interval and the p-value themselves. */
function enumerate(rule: Rule, [n1, p1]: Sample, other: Sample | null) {
  const alpha = 1 - rule.confidence;
  const { min, max } = rule.limit;
  let pass = 0;
  let fail = 0;
  for (let x1 = 0; x1 <= n1; x1++) {
    for (let x2 = 0; x2 <= (other?.[0] ?? 0); x2++) {
      const chance = chanceOf(x1, n1, p1) * (other === null ? 1 : chanceOf(x2, ...other));
      if (chance < 1e-9 || (rule.compare === "ratio" && x1 + x2 === 0)) continue;
      const own = estimateProportion({ successes: x1, size: n1 });
      const comparison =
        other === null || rule.compare === "value"
          ? compareWithNothing(own)
          : compareEstimates(
              rule.compare === "ratio" ? "ratio" : "difference",
              own,
              estimateProportion({ successes: x2, size: other[0] }),
            );
      const { lower, upper } = comparison.bounds(rule.confidence);
      if ((min === null || lower >= min) && (max === null || upper <= max)) pass += chance;
      const side = sideOf(comparison.estimate, rule.limit);
      const end = side === "below" ? min : max;
      if (side !== "inside" && end !== null && comparison.p(end) * rule.family <= alpha) {
        fail += chance;
      }
    }
  }
  return { pass, fail };
}

type Sample = readonly [n: number, p: number];

const RULE: Rule = {
  compare: "ratio",
  limit: { min: 0.8, max: 1.25 },
  confidence: 0.95,
  family: 1,
  minimum: 1,
};

describe("the chances of a comparison of rates", () => {
  it.each<[Partial<Rule>, Sample, Sample | null, truth: number]>([
    [{}, [60, 0.9], [45, 0.9], 1],
    [{ family: 7 }, [40, 0.25], [70, 0.5], 0.5],
    [{ limit: { min: 0.8, max: null } }, [40, 0.03], [120, 0.05], 0.6],
    [{ limit: { min: null, max: 1.25 } }, [30, 0.18], [90, 0.1], 1.8],
    [{ compare: "difference", limit: { min: -0.1, max: 0.1 } }, [70, 0.15], [50, 0.2], -0.05],
    [
      { compare: "difference", limit: { min: null, max: 0.1 }, family: 3 },
      [25, 0.9],
      [80, 0.5],
      0.4,
    ],
    [{ compare: "value", limit: { min: 0.7, max: null } }, [90, 0.85], null, 0.85],
    [{ compare: "value", limit: { min: null, max: 0.1 }, family: 4 }, [90, 0.2], null, 0.2],
  ])("are those of judging every pair of counts: %j", (more, own, other, truth) => {
    const rule = { ...RULE, ...more };
    const power = ratePower(
      rule,
      { own: own[0], reference: other?.[0] ?? null },
      other?.[1] ?? null,
    );
    const expected = enumerate(rule, own, other);
    const chances = power.at(own[0]);
    expect(chances.pass(truth)).toBeCloseTo(expected.pass, 6);
    expect(chances.fail(truth)).toBeCloseTo(expected.fail, 6);
    // Neither is trivially none.
    expect(expected.pass + expected.fail).toBeGreaterThan(1e-3);
  });

  it("hold no pass below the least denominator, of either", () => {
    const pass = (minimum: number): number =>
      ratePower({ ...RULE, minimum }, { own: 2000, reference: 900 }, 0.5)
        .at(2000)
        .pass(1);
    expect(pass(900)).toBeGreaterThan(0.9);
    expect(pass(901)).toBe(0);
  });

  it("count no side that a rate cannot pass", () => {
    const rule: Rule = { ...RULE, compare: "value", limit: { min: 0, max: 0.3 } };
    expect(ratePower(rule, { own: 100, reference: null }, null).at(100).pass(0)).toBe(1);
  });
});
