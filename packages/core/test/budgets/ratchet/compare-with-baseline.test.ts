import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { compareWithBaseline } from "../../../src/budgets/ratchet/compare-with-baseline.ts";
import type { Growth, RatchetRule } from "../../../src/budgets/ratchet/growth.ts";
import { cellsOfDecisions, policyOf, type Selected } from "../given-cells.ts";

type Groups = Readonly<Record<string, Selected>>;

const RULE: RatchetRule = { margin: 0.02, floor: 20 };
const grow = (
  before: Groups,
  after: Groups,
  budget: Partial<Budget> = {},
  rule: RatchetRule = RULE,
): readonly Growth[] =>
  compareWithBaseline(cellsOfDecisions(after), cellsOfDecisions(before), policyOf([budget]), rule);

const even = { ref: [5000, 10_000], a: [4800, 10_000] } as const;
const worse = { ref: [5000, 10_000], a: [4200, 10_000] } as const;

describe("compareWithBaseline", () => {
  it("calls a gap grown that grew beyond margin, chance and floor", () => {
    const [found] = grow(even, worse);
    expect(found).toMatchObject({ status: "grew", before: 0.96, after: 0.84 });
    expect(found?.growth).toBeCloseTo(0.12, 12);
    expect(found?.decisions).toBeCloseTo(600, 6);
    expect(found?.interval?.lower).toBeGreaterThan(0.02);
    expect(found?.sentence).toBe(
      "For a (g) it is 0.84, and was 0.96 in the baseline. The gap grew by more than 0.02, chance allowed for.",
    );
  });

  it("calls it held where it shrank or stayed", () => {
    expect(grow(worse, even)[0]?.status).toBe("held");
    expect(grow(even, even)[0]?.status).toBe("undecided");
    expect(grow(even, even, {}, { margin: 0.05, floor: 0 })[0]?.status).toBe("held");
  });

  it("puts up with what few decisions make", () => {
    const [found] = grow(even, worse, {}, { margin: 0.02, floor: 600.5 });
    expect(found?.status).toBe("held");
    expect(found?.sentence).toContain("by no more than 600.5 decisions");
  });

  it("leaves few people undecided", () => {
    expect(
      grow({ ref: [50, 100], a: [48, 100] }, { ref: [50, 100], a: [42, 100] })[0]?.status,
    ).toBe("undecided");
  });

  it("counts a gap that changes sides from parity", () => {
    const ahead = { ref: [5000, 10_000], a: [6000, 10_000] } as const;
    const [found] = grow(ahead, worse);
    expect(found?.growth).toBeCloseTo(0.16, 12);
    expect(grow(worse, ahead)[0]?.growth).toBeCloseTo(0.2, 12);
  });

  it("knows which way a value gets worse", () => {
    const least = { compare: "value", limit: { min: 0.3, max: null } } as const;
    const most = { compare: "value", limit: { min: null, max: 0.9 } } as const;
    const statusOf = (budget: Partial<Budget>) =>
      grow(even, worse, budget).find(({ cohort }) => cohort === "g=a")?.status;
    expect(statusOf(least)).toBe("grew");
    expect(statusOf(most)).toBe("held");
    const between = grow(even, worse, { compare: "value", limit: { min: 0.4, max: 0.6 } });
    expect(between.find(({ cohort }) => cohort === "g=a")?.growth).toBeCloseTo(0.06, 12);
  });

  it("does not compare with a cohort that the baseline lacks", () => {
    const [found] = grow({ ref: [50, 100] }, even);
    expect(found).toMatchObject({ status: "not-compared", growth: null, interval: null });
  });

  it("calls grown what is exactly at the margin in at most 5 of 100 families", () => {
    const rng = xoroshiro128plus(11);
    const draw = (n: number, p: number): Selected => {
      let selected = 0;
      for (let i = 0; i < n; i++) if (uniformFloat64(rng) < p) selected++;
      return [selected, n];
    };
    const levels = ["a", "b", "c", "d"];
    const groups = (rates: (level: string) => number): Groups =>
      Object.fromEntries(
        [...levels, "ref"].map((level, i) => [level, draw(200 + 150 * i, rates(level))]),
      );
    const budget = { compare: "difference", limit: { min: -0.5, max: 0.5 } } as const;
    let families = 0;
    const runs = 400;
    for (let i = 0; i < runs; i++) {
      const before = groups((level) => (level === "ref" ? 0.4 : 0.35));
      const after = groups((level) => (level === "ref" ? 0.4 : 0.33));
      const found = grow(before, after, budget, { margin: 0.02, floor: 0 });
      if (found.some(({ status }) => status === "grew")) families++;
    }
    expect(families / runs).toBeLessThan(0.05);
    expect(families).toBeGreaterThan(0);
  });
});
