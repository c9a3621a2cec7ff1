import { describe, expect, it } from "vitest";
import type { Budget, Evidence } from "../../../src/budgets/budget.ts";
import { comparePolicies } from "../../../src/budgets/changes/compare-policies.ts";
import { type ChangeEffect, changeText } from "../../../src/budgets/changes/policy-change.ts";
import type { Policy } from "../../../src/budgets/policy.ts";
import type { Waiver } from "../../../src/budgets/waiver.ts";
import { policyOf } from "../given-cells.ts";

const WAIVER: Waiver = {
  budget: "ratio",
  cohort: { g: "a" },
  ceiling: 0.7,
  reason: "r",
  owner: "@a",
  approvedBy: "@b",
  created: "2026-01-01",
  expires: "2026-06-01",
};

const withWaivers = (...waivers: readonly Waiver[]): Policy => ({ ...policyOf([{}]), waivers });
const effects = (before: Policy, after: Policy): ChangeEffect[] =>
  comparePolicies(before, after).map(({ effect }) => effect);

describe("comparePolicies", () => {
  it("finds nothing between a policy and itself", () => {
    expect(comparePolicies(withWaivers(WAIVER), withWaivers({ ...WAIVER }))).toEqual([]);
  });

  it("writes a change out, the effect in capitals", () => {
    const changes = comparePolicies(
      policyOf([{}]),
      policyOf([{ limit: { min: 0.75, max: null } }]),
    );
    expect(changes.map(changeText)).toEqual([
      "budgets.ratio.limit.min: 0.8 → 0.75 LOOSENED",
      "budgets.ratio.limit.max: 1.25 → none LOOSENED",
    ]);
  });

  it.each<[Partial<Budget>, Partial<Budget>, ChangeEffect]>([
    [{ limit: { min: 0.8, max: 1.25 } }, { limit: { min: null, max: 1.25 } }, "loosened"],
    [{ limit: { min: 0.8, max: 1.25 } }, { limit: { min: 0.8, max: 1.3 } }, "loosened"],
    [{ severity: "error" }, { severity: "warn" }, "loosened"],
    [{ onInconclusive: "block" }, { onInconclusive: "warn" }, "loosened"],
    [{ onNoData: "block" }, { onNoData: "warn" }, "loosened"],
  ])("%j → %j is looser, and the way back tighter", (before, after, effect) => {
    expect(effects(policyOf([before]), policyOf([after]))).toEqual([effect]);
    expect(effects(policyOf([after]), policyOf([before]))).toEqual(["tightened"]);
  });

  it.each<[Partial<Evidence>, Partial<Evidence>]>([
    [{ multiplicity: "none" }, { multiplicity: "benjamini-hochberg" }],
    [{ multiplicity: "benjamini-hochberg" }, { multiplicity: "max-t" }],
    [{ multiplicity: "max-t" }, { multiplicity: "holm" }],
    [{ family: "budget" }, { family: "file" }],
    [{ minimum: { denominator: 30 } }, { minimum: { denominator: 10 } }],
  ])("evidence %j → %j finds fewer fails, or more passes", (before, after) => {
    expect(effects(policyOf([{}], before), policyOf([{}], after))).toEqual(["loosened"]);
    expect(effects(policyOf([{}], after), policyOf([{}], before))).toEqual(["tightened"]);
  });

  it("does not order what asks another question", () => {
    const other = policyOf([{ metric: "base_rate", compare: "difference", owner: "@x" }], {
      confidence: 0.9,
    });
    expect(effects(policyOf([{}]), other)).toEqual(["changed", "changed", "changed", "changed"]);
    const byHighest = policyOf([{}], {}, { kind: "highest" });
    expect(effects(policyOf([{}]), byHighest)).toEqual(["changed"]);
  });

  it("a budget less is looser, and a waiver more", () => {
    expect(effects(policyOf([{}, { id: "b" }]), policyOf([{}]))).toEqual(["loosened"]);
    expect(effects(policyOf([{}]), policyOf([{}, { id: "b" }]))).toEqual(["tightened"]);
    expect(effects(withWaivers(), withWaivers(WAIVER))).toEqual(["loosened"]);
    expect(effects(withWaivers(WAIVER), withWaivers())).toEqual(["tightened"]);
  });

  it.each<[Partial<Waiver>, ChangeEffect]>([
    [{ ceiling: 0.6 }, "loosened"],
    [{ ceiling: 0.75 }, "tightened"],
    [{ expires: "2026-07-01" }, "loosened"],
    [{ expires: "2026-05-01" }, "tightened"],
    [{ created: "2025-12-01" }, "loosened"],
    [{ created: "2026-02-01" }, "tightened"],
    [{ reason: "other" }, "changed"],
  ])("a waiver's %j is %s", (change, effect) => {
    expect(effects(withWaivers(WAIVER), withWaivers({ ...WAIVER, ...change }))).toEqual([effect]);
  });

  it("a ceiling above the upper limit is looser the higher it is", () => {
    const above = { ...WAIVER, ceiling: 1.4 };
    expect(effects(withWaivers(above), withWaivers({ ...above, ceiling: 1.5 }))).toEqual([
      "loosened",
    ]);
  });

  it("knows a waiver by its cohort, whatever the order of the columns", () => {
    const one = { ...WAIVER, cohort: { sex: "F", race: "b" } };
    const same = { ...WAIVER, cohort: { race: "b", sex: "F" } };
    expect(comparePolicies(withWaivers(one), withWaivers(same))).toEqual([]);
  });
});
