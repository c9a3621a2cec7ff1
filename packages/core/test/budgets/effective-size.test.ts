import { describe, expect, it } from "vitest";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { audit } from "../../src/index.ts";

/** 100 people, three in five selected; one in ten weighs `heavy`, the others 1. */
function crowd(g: string, heavy: number) {
  return Array.from({ length: 100 }, (_, i) => ({
    g,
    p: i % 5 < 3 ? 1 : 0,
    w: i % 10 === 0 ? heavy : 1,
  }));
}

function auditOf(kind: "frequency" | "sampling", heavy: number) {
  const question: ConfigurationInput = {
    decisions: { prediction: "p", favourable: 1, weight: { column: "w", kind } },
    cohorts: { g: { by: ["g"], reference: "b" } },
    budgets: [
      {
        id: "wide",
        metric: "selection_rate",
        compare: "difference",
        cohorts: "g",
        limit: { min: -0.9, max: 0.9 },
        severity: "warn",
      },
    ],
  };
  const { verdicts, notes } = audit([...crowd("a", heavy), ...crowd("b", 1)], question);
  return { ...verdicts[0], notes };
}

describe("the minimum denominator", () => {
  it("with sampling weights is held against the effective size, not the rows", () => {
    // Kish: (90 + 10·30)² / (90 + 10·900) = 16.7 of 100 rows.
    const { verdict, reason, n, notes } = auditOf("sampling", 30);
    expect({ verdict, reason, n }).toEqual({ verdict: "inconclusive", reason: "too-few", n: 100 });
    expect(notes.join()).toContain('1 of 2 cohorts in "g" have fewer than 30 people');
  });

  it("is met where the weights differ less", () => {
    // (90 + 10·8)² / (90 + 10·64) = 39.6
    expect(auditOf("sampling", 8)).toMatchObject({ verdict: "pass", n: 100 });
    expect(auditOf("sampling", 8).notes.join()).not.toContain("fewer than 30");
  });

  it("with repeated subjects is held against them, not their decisions", () => {
    const people = [...crowd("a", 1), ...crowd("b", 1)].map((row, i) => ({
      ...row,
      p: Math.floor(i / 10) % 2,
      who: `${row.g}${Math.floor(i / 10)}`,
    }));
    const { verdicts, notes } = audit(people, {
      decisions: { prediction: "p", favourable: 1, clusterBy: "who" },
      cohorts: { g: { by: ["g"], reference: "b" } },
      budgets: [
        {
          id: "wide",
          metric: "selection_rate",
          compare: "difference",
          cohorts: "g",
          limit: { min: -0.9, max: 0.9 },
          severity: "warn",
        },
      ],
    });
    // Ten people with ten decisions each, all alike.
    expect(verdicts[0]).toMatchObject({ verdict: "inconclusive", reason: "too-few", n: 100 });
    expect(notes.join()).toContain("2 of 2 cohorts");
  });

  it("with frequency weights each row counts as many", () => {
    expect(auditOf("frequency", 30)).toMatchObject({ verdict: "pass", n: 390 });
  });
});
