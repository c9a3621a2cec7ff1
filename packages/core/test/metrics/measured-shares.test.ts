import { describe, expect, it } from "vitest";
import type { BudgetInput, ConfigurationInput, Interval } from "../../src/index.ts";
import { audit } from "../../src/index.ts";
import { estimateProportion } from "../../src/metrics/estimate.ts";

const Z_95 = 1.959963984540054;
const Z_90 = 1.6448536269514722;

/** A share of a's 36 of 40 against b's 16 of 80, measured elsewhere. */
function judge(intervalOf: (successes: number, size: number) => Interval) {
  const measured = [
    ["g=a", 36, 40],
    ["g=b", 16, 80],
  ] as const;
  const measurements = measured.map(([cohort, numerator, denominator]) => ({
    metric: "share_elsewhere",
    dimension: "g",
    cohort,
    status: "ok" as const,
    value: numerator / denominator,
    interval: intervalOf(numerator, denominator),
    numerator,
    denominator,
    n: denominator,
    effectiveDenominator: denominator,
    reason: null,
  }));
  const budget: BudgetInput = {
    id: "share",
    metric: "share_elsewhere",
    compare: "value",
    cohorts: "g",
    limit: { max: 1 },
    severity: "warn",
  };
  const input: ConfigurationInput = {
    decisions: { label: "y", favourable: 1 },
    cohorts: { g: { by: ["g"], reference: "b" } },
    budgets: [budget],
  };
  const rows = { y: [0, 1], g: ["a", "b"] };
  return audit(rows, input, { measurements }).verdicts.map(({ interval }) => interval);
}

describe("a share measured elsewhere", () => {
  const share = estimateProportion({ successes: 36, size: 40 });

  // At another confidence the interval of a share is none that is scaled about its value.
  it("is read back as a share where its interval is that of one", () => {
    const [a] = judge((successes, size) => ({
      ...estimateProportion({ successes, size }).boundsAt(Z_90),
      confidence: 0.9,
      method: share.method,
    }));
    expect(a?.lower).toBeCloseTo(share.boundsAt(Z_95).lower, 12);
    expect(a?.upper).toBeCloseTo(share.boundsAt(Z_95).upper, 12);
  });

  it("keeps the interval it came with where that is another", () => {
    const [a] = judge(() => ({ lower: 0.1, upper: 0.95, confidence: 0.95, method: share.method }));
    expect(a?.lower).toBeCloseTo(0.1, 12);
    expect(a?.upper).toBeCloseTo(0.95, 12);
  });
});
