import { describe, expect, it } from "vitest";
import type { Budget, Evidence } from "../../../src/budgets/budget.ts";
import type { Planned, PlannedComparison } from "../../../src/budgets/planning/plan.ts";
import { type PlanOptions, planBudgets } from "../../../src/budgets/planning/plan-budgets.ts";
import { sealCells } from "../../../src/cells/tally.ts";
import type { ReferenceRule } from "../../../src/cohorts/dimension.ts";
import { cellsOf, dimension, type Person } from "../../people.ts";
import { cellsOfDecisions, policyOf, type Selected } from "../given-cells.ts";

type Groups = Readonly<Record<string, Selected>>;

const PAIR: Groups = { a: [100, 500], ref: [200, 1000] };

function plansOf(
  groups: Groups,
  budgets: readonly Partial<Budget>[] = [{}],
  options: PlanOptions = {},
  evidence: Partial<Evidence> = {},
  reference?: ReferenceRule,
) {
  return planBudgets(cellsOfDecisions(groups), [], policyOf(budgets, evidence, reference), options);
}

function planned(comparison: PlannedComparison | undefined): Planned {
  if (comparison?.status !== "planned") throw new Error(`not planned: ${comparison?.sentence}`);
  return comparison;
}

function first(groups: Groups, budget: Partial<Budget> = {}, options: PlanOptions = {}): Planned {
  return planned(plansOf(groups, [budget], options).comparisons[0]);
}

describe("the truths a plan is made for", () => {
  it.each<[Partial<Budget>, pass: number, fail: number]>([
    [{ limit: { min: 0.8, max: null } }, 1, 0.64],
    [{ limit: { min: null, max: 1.25 } }, 1, 1.5625],
    [{ compare: "difference", limit: { min: -0.05, max: 0.1 } }, 0, -0.1],
    [{ compare: "value", limit: { min: null, max: 0.1 } }, 0.05, 0.15],
    [{ compare: "value", limit: { min: 0.7, max: null } }, 0.85, 0.55],
    // A whole step of 0.15 beyond does not fit under a rate of 0.2, half of the 0.05 left does.
    [{ compare: "difference", limit: { min: -0.15, max: null } }, 0, -0.175],
    // Parity is not inside: as far beyond the limit as parity is short of it.
    [{ limit: { min: 1.1, max: null } }, 1.21, 1],
  ])("are parity and one step beyond the limit: %j", (budget, pass, fail) => {
    const plan = first(PAIR, budget);
    expect(plan.pass.truth).toBeCloseTo(pass, 6);
    expect(plan.fail.truth).toBeCloseTo(fail, 6);
  });

  it("lean to the side of the present estimate", () => {
    expect(first({ a: [120, 500], ref: [200, 1000] }).fail.truth).toBeCloseTo(1.5625, 9);
    expect(first({ a: [90, 500], ref: [200, 1000] }).fail.truth).toBeCloseTo(0.64, 9);
  });

  it("are replaced by declared ones, each on its side of the limit", () => {
    const plan = first(PAIR, {}, { truths: [0.7, 0.95] });
    expect([plan.pass.truth, plan.fail.truth]).toEqual([0.95, 0.7]);
  });
});

describe("the decisions that are needed", () => {
  it("reach the power asked for, and a few less do not", () => {
    const { pass, fail } = first(PAIR, { limit: { min: 0.8, max: null } });
    for (const goal of [pass, fail]) {
      if (goal.need.status !== "enough-with") throw new Error("never");
      const { decisions, reference, chance } = goal.need;
      expect(chance).toBeGreaterThanOrEqual(0.8);
      expect(chance).toBeLessThan(0.805);
      // At present the reference has twice as many, one in five of them selected.
      expect(reference?.decisions).toBe(2 * decisions);
      const kind = goal === pass ? "pass" : "fail";
      const chanceWith = (n: number): number =>
        first({ a: [n / 5, n], ref: [0.4 * n, 2 * n] }, { limit: { min: 0.8, max: null } })[kind]
          .chance;
      expect(chanceWith(decisions)).toBeCloseTo(chance, 2);
      expect(chanceWith(Math.floor(0.97 * decisions))).toBeLessThan(0.8);
    }
  });

  it("grow with the family for a fail, and not for a pass", () => {
    const many = Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`b${i}`, [100, 500]] as const),
    );
    const alone = first(PAIR);
    const among = planned(plansOf({ ...PAIR, ...many }).comparisons[0]);
    expect(among.pass.need).toEqual(alone.pass.need);
    const decisions = ({ fail: { need } }: Planned): number =>
      need.status === "enough-with" ? need.decisions : Number.NaN;
    expect(decisions(among)).toBeGreaterThan(1.3 * decisions(alone));
    // Without an adjustment the others do not matter.
    const plain = plansOf({ ...PAIR, ...many }, [{}], {}, { multiplicity: "none" });
    expect(planned(plain.comparisons[0]).fail.need).toEqual(alone.fail.need);
  });

  it("are at least the minimum denominator for a pass, of cohort and reference", () => {
    const plan = plansOf(
      { a: [100, 200], ref: [50, 100] },
      [{ compare: "value", limit: { min: 0.001, max: null } }],
      {},
      { minimum: { denominator: 77 } },
    );
    expect(planned(plan.comparisons[0]).pass.need).toMatchObject({ decisions: 77 });
    const pair = plansOf(
      { a: [198, 200], ref: [99, 100] },
      [{ compare: "difference", limit: { min: -0.9, max: null } }],
      {},
      { minimum: { denominator: 77 } },
    );
    expect(planned(pair.comparisons[0]).pass.need).toMatchObject({
      decisions: 154,
      reference: { decisions: 77 },
    });
  });

  it("never settle a truth on the limit, rates that cannot be, or a hair's breadth", () => {
    const never = (truth: number) => first(PAIR, {}, { truths: [truth] });
    expect(never(0.8).pass.need).toEqual({ status: "never", reason: "on-limit" });
    expect(never(0.8).sentence).toContain("never passes for sure: it is the limit itself");
    expect(never(6).fail.need).toEqual({ status: "never", reason: "impossible" });
    expect(never(0).fail.need).toEqual({ status: "never", reason: "impossible" });
    expect(never(0.80001).pass.need).toEqual({ status: "never", reason: "too-many" });
  });

  it("are few where a cohort is sure to be inside", () => {
    const limit = { min: 0.5, max: null };
    const plan = first(
      { a: [90, 100], ref: [50, 100] },
      { compare: "value", limit },
      { truths: [1] },
    );
    expect(plan.pass.need).toMatchObject({ status: "enough-with", decisions: 30, chance: 1 });
    expect(first(PAIR, { limit: { min: null, max: 1.25 } }, { truths: [0] }).pass.need).toEqual({
      status: "never",
      reason: "impossible",
    });
  });

  it("count what a decision tells with sampling weights as it does now", () => {
    // Of equal weights the square of the sum over the sum of squares is n; here it is half of that.
    const plain = cellsOfDecisions(PAIR);
    const entries = plain.entries.map((entry) => ({ ...entry, w2: 2 * entry.n }));
    const weighted = sealCells({ ...plain.schema, weight: "sampling" }, entries);
    const plan = planned(planBudgets(weighted, [], policyOf([{}])).comparisons[0]);
    const alone = first({ a: [50, 250], ref: [100, 500] });
    expect(plan.pass.chance).toBe(alone.pass.chance);
    if (plan.pass.need.status !== "enough-with" || alone.pass.need.status !== "enough-with") {
      throw new Error("never");
    }
    expect(plan.pass.need.decisions).toBe(2 * alone.pass.need.decisions);
    expect(plan.present.decisions).toBe(500);
  });

  it("name the rows they take at the present share of the denominator", () => {
    // Of the 200 rows of a one half has a label, of the 300 of the reference one third.
    const people = (sex: string, rows: number, labelled: number): Person[] =>
      Array.from({ length: rows }, (_, i) => ({
        ...{ sex, race: null, age: null, w: 1 },
        y: i < labelled ? 1 : 0,
        p: i % 2 === 0 ? 1 : 0,
      }));
    const cells = cellsOf([...people("F", 200, 100), ...people("M", 300, 100)]);
    const budget = { metric: "true_positive_rate", cohorts: "sex" };
    const policy = {
      ...policyOf([budget]),
      cohorts: [dimension(["sex"], { reference: { kind: "cohort", levels: ["M"] } })],
    };
    const plan = planned(planBudgets(cells, [], policy).comparisons[0]);
    expect(plan.present).toEqual({
      decisions: 100,
      rows: 200,
      reference: { decisions: 100, rows: 300 },
    });
    const { need } = plan.pass;
    if (need.status !== "enough-with") throw new Error(need.reason);
    expect(need.rows).toBe(2 * need.decisions);
    expect(need.reference).toEqual({ decisions: need.decisions, rows: 3 * need.decisions });
    expect(plan.sentence).toMatch(
      /decisions \(of [\d\u202f]+ rows\) and [\d\u202f]+ of the reference \(of [\d\u202f]+ rows\)/,
    );
    expect(first(PAIR).sentence).not.toContain("rows");
  });
});

describe("what the present decisions can show", () => {
  it("is the truth whose chance is the power asked for", () => {
    const { detectable } = first({ a: [1000, 5000], ref: [1000, 5000] });
    for (const kind of ["pass", "fail"] as const) {
      for (const side of ["min", "max"] as const) {
        const found = detectable[kind][side];
        if (found?.status !== "found") throw new Error("nothing found");
        const again = first({ a: [1000, 5000], ref: [1000, 5000] }, {}, { truths: [found.truth] });
        expect(again[kind].chance).toBeCloseTo(0.8, 3);
      }
    }
    expect(detectable.fail.min).toMatchObject({ status: "found" });
  });

  it("does not depend on the truth that was declared", () => {
    const groups: Groups = { a: [1000, 5000], ref: [1000, 5000] };
    const fail = (truths: readonly number[]) => {
      const found = first(groups, {}, { truths }).detectable.fail.min;
      return found?.status === "found" ? found.truth : null;
    };
    expect(fail([0.8001])).toBeCloseTo(fail([]) as number, 5);
  });

  it("is nothing where even parity would not pass", () => {
    const { detectable } = first({ a: [20, 100], ref: [20, 100] });
    expect(detectable.pass).toEqual({ min: { status: "none" }, max: { status: "none" } });
  });

  it("has no end where the limit has none", () => {
    const { detectable } = first(PAIR, { limit: { min: 0.8, max: null } });
    expect(detectable.fail.max).toBeNull();
  });
});

describe("what chance alone gives", () => {
  it("is summed over the run and each family", () => {
    const plan = plansOf({ a: [400, 2000], b: [400, 2000], ref: [400, 2000] }, [
      { id: "one", limit: { min: 0.8, max: null } },
      { id: "two", compare: "difference", limit: { min: -0.1, max: null } },
    ]);
    const all = plan.comparisons.map(planned);
    expect(plan.expectedFalsePasses).toBeCloseTo(
      all.reduce((sum, { falsePass }) => sum + falsePass, 0),
      12,
    );
    expect(plan.families.map(({ family, comparisons }) => [family, comparisons])).toEqual([
      ["budget one", 2],
      ["budget two", 2],
    ]);
    for (const { falsePass, falseFail } of all) {
      // One tail of 2.5 %; halved again by Holm.
      expect(falsePass).toBeGreaterThan(0.02);
      expect(falsePass).toBeLessThan(0.03);
      expect(falseFail).toBeGreaterThan(0.009);
      expect(falseFail).toBeLessThan(0.016);
    }
  });

  it("counts the whole file where that is the family, and only what was asked for", () => {
    const plan = plansOf(
      PAIR,
      [{ id: "one" }, { id: "two", limit: { min: 0.7, max: null } }],
      { budgets: ["two"] },
      { family: "file" },
    );
    expect(plan.comparisons.map(({ budget }) => budget)).toEqual(["two"]);
    expect(plan.families).toMatchObject([{ family: "file", comparisons: 2 }]);
  });
});

describe("what cannot be planned", () => {
  it("says why", () => {
    const three: Groups = { a: [100, 500], b: [90, 500], c: [80, 500] };
    const highest = plansOf(three, [{}], {}, {}, { kind: "highest" });
    expect(highest.comparisons[0]).toMatchObject({
      status: "not-planned",
      reason: "several-references",
    });
    expect(highest.expectedFalsePasses).toBe(0);
    const empty = plansOf({ a: [0, 50], ref: [0, 50] });
    expect(empty.comparisons[0]).toMatchObject({ status: "not-planned", reason: "both-zero" });
  });

  it("plans against the rest, and says that unknown people can withhold a pass", () => {
    const groups: Groups = { a: [100, 500], b: [100, 500], "?": [1, 5] };
    const plan = plansOf(groups, [{}], {}, {}, { kind: "rest" });
    const one = planned(plan.comparisons[0]);
    expect(one.withheldBy).toBe("unknown-attribute");
    expect(one.sentence).toContain("people whose attribute is unknown");
    // Of two cohorts, each against the other is one comparison.
    expect(plan.families).toMatchObject([{ comparisons: 1 }]);
  });

  it.each([
    [{ power: 1 }, "usage/bad-power"],
    [{ power: 0.2 }, "usage/bad-power"],
    [{ truths: [Number.NaN] }, "usage/bad-truth"],
    [{ budgets: ["ratoi"] }, "usage/unknown-budget"],
  ])("refuses %j", (options, code) => {
    expect(() => plansOf(PAIR, [{}], options)).toThrow(expect.objectContaining({ code }));
  });
});
