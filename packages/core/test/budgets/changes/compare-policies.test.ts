import { describe, expect, it } from "vitest";
import type { Budget, Evidence } from "../../../src/budgets/budget.ts";
import { comparePolicies } from "../../../src/budgets/changes/compare-policies.ts";
import { type ChangeEffect, changeText } from "../../../src/budgets/changes/policy-change.ts";
import type { Policy } from "../../../src/budgets/policy.ts";
import type { Waiver } from "../../../src/budgets/waiver.ts";
import type { CohortDimension } from "../../../src/cohorts/dimension.ts";
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
    [{ limit: { min: 0.8, max: 1.25 } }, { limit: { min: 0.8, max: null } }, "loosened"],
    [{ limit: { min: -0.1, max: 0.1 } }, { limit: { min: null, max: 0.1 } }, "loosened"],
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

  it("names what it found, with values where there are some", () => {
    const limit = { min: 0.9, max: null };
    const before = policyOf([{ limit: { min: 0.8, max: null } }]);
    const after = policyOf([{ rule: "point", target: limit }, { id: "b" }], { confidence: 0.9 });
    const [g] = after.cohorts as [CohortDimension];
    const cohorts = [
      { ...g, within: ["d"] },
      { ...g, name: "other" },
    ];
    expect(comparePolicies(before, { ...after, cohorts }).map(changeText)).toEqual([
      "evidence.confidence: 0.95 → 0.9 CHANGED",
      'cohorts.g.within: [] → ["d"] CHANGED',
      "cohorts.other: none → declared ADDED",
      "budgets.ratio.limit.max: none → 1.25 TIGHTENED",
      'budgets.ratio.rule: "interval" → "point" CHANGED',
      'budgets.ratio.target: none → {"min":0.9,"max":null} CHANGED',
      "budgets.b: none → declared TIGHTENED",
    ]);
    expect(comparePolicies({ ...after, cohorts }, before).map(changeText)).toEqual([
      "evidence.confidence: 0.9 → 0.95 CHANGED",
      'cohorts.g.within: ["d"] → [] CHANGED',
      "cohorts.other: declared → none REMOVED",
      "budgets.ratio.limit.max: 1.25 → none LOOSENED",
      'budgets.ratio.rule: "point" → "interval" CHANGED',
      'budgets.ratio.target: {"min":0.9,"max":null} → none CHANGED',
      "budgets.b: declared → none LOOSENED",
    ]);
  });

  it("writes null where there was nothing", () => {
    const target = { min: 0.9, max: null };
    const path = "budgets.ratio.target";
    const [found] = comparePolicies(policyOf([{}]), policyOf([{ target }]));
    expect(found).toEqual({ path, before: null, after: JSON.stringify(target), effect: "changed" });
  });

  it("a history that is kept is tighter than none, and fewer looks than more", () => {
    const rule = { dataSets: 3, days: null, models: 5 };
    const [without, kept] = [policyOf([{}]), { ...policyOf([{}]), history: rule }];
    const texts = (one: Policy, other: Policy) => comparePolicies(one, other).map(changeText);
    expect(texts(without, kept)).toEqual(["history: none → declared TIGHTENED"]);
    expect(texts(kept, without)).toEqual(["history: declared → none LOOSENED"]);
    expect(texts({ ...without, history: null }, without)).toEqual([]);
    expect(texts({ ...without, history: null }, kept)).toHaveLength(1);
    const other = { ...kept, history: { dataSets: 4, days: 90, models: null } };
    expect(texts(kept, other)).toEqual([
      "history.dataSets: 3 → 4 LOOSENED",
      "history.days: none → 90 TIGHTENED",
      "history.models: 5 → none LOOSENED",
    ]);
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

  it("a ceiling on the limit stands below it; one that changes sides is another", () => {
    const at = (before: number, after: number, policy = withWaivers()): ChangeEffect[] =>
      effects(
        { ...policy, waivers: [{ ...WAIVER, ceiling: before }] },
        { ...policy, waivers: [{ ...WAIVER, ceiling: after }] },
      );
    expect(at(0.8, 0.75)).toEqual(["loosened"]);
    expect(at(0.7, 1.4)).toEqual(["changed"]);
    expect(at(1.4, 0.7)).toEqual(["changed"]);
    const most = policyOf([{ compare: "difference", limit: { min: null, max: -0.1 } }]);
    expect(at(-0.05, -0.02, most)).toEqual(["loosened"]);
  });

  it("sees each of several waivers of a cohort", () => {
    const later = { ...WAIVER, created: "2026-06-02", expires: "2026-12-01" };
    const texts = (...waivers: readonly Waiver[]) =>
      comparePolicies(withWaivers(WAIVER), withWaivers(...waivers)).map(changeText);
    expect(texts(WAIVER, later)).toEqual(["waivers.ratio: g=a #2: none → declared LOOSENED"]);
    expect(texts(WAIVER, later, { ...later, ceiling: 0.6 })).toEqual([
      "waivers.ratio: g=a #2: none → declared LOOSENED",
      "waivers.ratio: g=a #3: none → declared LOOSENED",
    ]);
    expect(texts({ ...WAIVER, ceiling: 0.6 }, WAIVER)).toEqual([
      "waivers.ratio: g=a.ceiling: 0.7 → 0.6 LOOSENED",
      "waivers.ratio: g=a #2: none → declared LOOSENED",
    ]);
  });

  it("knows a waiver by its cohort, whatever the order of the columns", () => {
    const one = { ...WAIVER, cohort: { sex: "F", race: "b" } };
    const same = { ...WAIVER, cohort: { race: "b", sex: "F" } };
    expect(comparePolicies(withWaivers(one), withWaivers(same))).toEqual([]);
    expect(comparePolicies(withWaivers(), withWaivers(one)).map(changeText)).toEqual([
      "waivers.ratio: race=b,sex=F: none → declared LOOSENED",
    ]);
  });
});
