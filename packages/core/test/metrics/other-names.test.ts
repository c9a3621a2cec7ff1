import { describe, expect, it } from "vitest";
import type { ComparedMetric } from "../../src/index.ts";
import { comparesOf, findMetric, findOtherName, METRICS, otherNamesOf } from "../../src/index.ts";
import { requireMetric } from "../../src/metrics/registry.ts";

const OURS = METRICS.map(({ name }) => name);

describe("other names", () => {
  it("finds the metric without regard to case and punctuation", () => {
    expect(findOtherName("TPR")).toEqual({ metric: "true_positive_rate", compare: null });
    expect(findOtherName("Disparate-Impact")).toEqual({
      metric: "selection_rate",
      compare: "ratio",
    });
    expect(findOtherName("nonsense")).toBeUndefined();
    expect(findOtherName("__proto__")).toBeUndefined();
    expect(otherNamesOf("constructor")).toEqual([]);
  });

  it("leads only to metrics and comparisons that exist, never from a name of ours", () => {
    const others = OURS.flatMap((name) => otherNamesOf(name));
    expect(others.length).toBeGreaterThan(40);
    expect(new Set(others).size).toBe(others.length);
    for (const other of [...others, "statistical_parity", "equalized_odds_ratio"]) {
      const { metric, compare } = findOtherName(other) ?? { metric: "", compare: null };
      const found = findMetric(metric);
      expect(found, other).toBeDefined();
      expect(OURS, other).not.toContain(other);
      if (compare !== null) expect(comparesOf(found as ComparedMetric)).toContain(compare);
    }
  });

  it.each([
    ["fpr", 'Here it is called "false_positive_rate".'],
    ["demographic_parity_ratio", 'Here it is called "selection_rate", with "compare": "ratio".'],
    ["selection_rat", 'Did you mean "selection_rate"?'],
  ])("says what %s is called here", (name, hint) => {
    expect(() => requireMetric(name, "budgets[0].metric")).toThrow(hint);
  });
});
