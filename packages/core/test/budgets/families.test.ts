import { describe, expect, it } from "vitest";
import type { Budget, Multiplicity } from "../../src/budgets/budget.ts";
import type { ReferenceRule } from "../../src/cohorts/dimension.ts";
import { verdictsOf } from "./given-cells.ts";

const difference: Partial<Budget> = { compare: "difference", limit: { min: -0.1, max: 0.1 } };
const two = { a: [20, 100], b: [45, 100] } as const;
const three = { a: [20, 100], b: [45, 100], c: [40, 100] } as const;
const rest = { kind: "rest" } as const;

describe("a comparison counts once in its family", () => {
  it("as its own mirror image: of two cohorts each is the rest of the other", () => {
    for (const budget of [difference, { limit: { min: 0.8, max: 1.25 } }]) {
      const verdicts = verdictsOf(two, [budget], {}, rest);
      expect(verdicts.map(({ cohort }) => cohort)).toEqual(["g=a", "g=b"]);
      for (const { p, adjustedP } of verdicts) expect(adjustedP).toBe(p);
      expect(verdicts[0]?.p).toBeCloseTo(verdicts[1]?.p as number, 9);
    }
  });

  it("a limit on one side makes the mirror image another comparison", () => {
    const [a, b] = verdictsOf(two, [{ ...difference, limit: { min: -0.1, max: null } }], {}, rest);
    expect(a?.adjustedP).toBeCloseTo(2 * (a?.p as number), 12);
    expect(b?.p).toBe(1);
  });

  it("of three cohorts each rest is another group, and all count", () => {
    const [a] = verdictsOf(three, [difference], {}, rest);
    expect(a?.adjustedP).toBeCloseTo(3 * (a?.p as number), 12);
  });

  it("a budget that repeats another does not pad the family of the file", () => {
    const file = { family: "file" } as const;
    const once = verdictsOf(three, [difference], file, rest);
    const twice = verdictsOf(three, [difference, { ...difference, id: "again" }], file, rest);
    expect(twice.map(({ adjustedP }) => adjustedP)).toEqual(
      [...once, ...once].map(({ adjustedP }) => adjustedP),
    );
  });

  it("the same cohorts against another limit, or by another measure, are another comparison", () => {
    const file = { family: "file" } as const;
    const [alone] = verdictsOf(two, [difference], file, rest);
    const others: Partial<Budget>[] = [
      { ...difference, id: "other", limit: { min: -0.2, max: 0.2 } },
      { id: "ratio", limit: { min: 0.65, max: 1 / 0.65 } },
      { ...difference, id: "value", compare: "value", limit: { min: 0.27, max: null } },
    ];
    for (const other of others) {
      const [joined] = verdictsOf(two, [difference, other], file, rest);
      expect(joined?.adjustedP).toBeGreaterThan(alone?.adjustedP as number);
    }
  });

  it("against the highest of two, both looks at the same pair count once each", () => {
    const [verdict, ...more] = verdictsOf(two, [difference], {}, { kind: "highest" });
    expect(more).toEqual([]);
    expect(verdict?.adjustedP).toBe(verdict?.p);
  });
});

describe("by the joint maximum", () => {
  const many = { a: [20, 100], b: [45, 100], c: [40, 100], d: [38, 90], ref: [30, 60] } as const;
  const adjustedBy = (
    multiplicity: Multiplicity,
    budget: Partial<Budget> = difference,
    reference?: ReferenceRule,
  ) => verdictsOf(many, [budget], { multiplicity }, reference);

  it.each<Partial<Budget>>([difference, { limit: { min: 0.8, max: 1.25 } }])(
    "comparisons with one cohort are adjusted less than by Holm: %j",
    (budget) => {
      const [own] = adjustedBy("max-t", budget);
      const [highest] = adjustedBy("holm", budget);
      expect(own?.p).toBeLessThan(0.05);
      expect(own?.adjustedP).toBeGreaterThan(own?.p as number);
      expect(own?.adjustedP).toBeLessThan(0.98 * (highest?.adjustedP as number));
    },
  );

  it.each<[string, Partial<Budget>, ReferenceRule | undefined]>([
    ["rest", difference, rest],
    ["highest", { ...difference, limit: { min: -0.1, max: null } }, { kind: "highest" }],
    ["value", { compare: "value", limit: { min: 0.35, max: null } }, undefined],
  ])("all others as by Holm: %s", (_, budget, reference) => {
    const expected = adjustedBy("holm", budget, reference);
    expect(expected.some(({ p }) => p !== null && p < 0.05)).toBe(true);
    adjustedBy("max-t", budget, reference).forEach((verdict, i) => {
      expect(verdict.adjustedP).toBeCloseTo(expected[i]?.adjustedP as number, 12);
      expect(verdict.verdict).toBe(expected[i]?.verdict);
    });
  });

  it.each<[Multiplicity, number]>([
    ["max-t", 30],
    ["benjamini-hochberg", 45],
  ])(
    "of those whose interval lies outside, the bound does so exactly where the verdict is a fail, by %s",
    (multiplicity, selected) => {
      const groups = { ...many, b: [31, 100], c: [selected, 100] } as const;
      const budget = { ...difference, limit: { min: -0.02, max: 0.02 } };
      const outside = verdictsOf(groups, [budget], { multiplicity }).filter(
        ({ interval }) => interval !== null && (interval.upper ?? 1) < -0.02,
      );
      expect(new Set(outside.map(({ verdict }) => verdict))).toEqual(
        new Set(["fail", "inconclusive"]),
      );
      for (const { verdict, bound } of outside) {
        expect((bound as number) < -0.02).toBe(verdict === "fail");
      }
    },
  );
});

describe("by Benjamini and Hochberg", () => {
  it("where all are rejected the largest p is not adjusted, and no bound is", () => {
    const groups = { a: [20, 100], b: [22, 100], c: [24, 100], ref: [500, 1000] } as const;
    const verdicts = verdictsOf(groups, [difference], { multiplicity: "benjamini-hochberg" });
    const last = verdicts.at(-1);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["fail", "fail", "fail"]);
    expect(last?.adjustedP).toBeCloseTo(last?.p as number, 14);
    expect(last?.boundLevel).toBeCloseTo(0.975, 12);
  });
});
