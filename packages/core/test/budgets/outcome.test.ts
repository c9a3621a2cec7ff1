import { describe, expect, it } from "vitest";
import type { Budget } from "../../src/budgets/budget.ts";
import { concludeOutcome, isWaived } from "../../src/budgets/outcome.ts";
import type { Verdict, VerdictKind, WaiverUse } from "../../src/budgets/verdict.ts";

const budget: Budget = {
  id: "error",
  metric: "selection_rate",
  compare: "ratio",
  cohorts: "sex",
  limit: { min: 0.8, max: null },
  severity: "error",
  onInconclusive: "block",
  onNoData: "block",
  owner: null,
  rationale: null,
};
const lenient: Budget = { ...budget, id: "lenient", onInconclusive: "warn", onNoData: "warn" };
const warning: Budget = { ...budget, id: "warning", severity: "warn" };
const budgets = [budget, lenient, warning];

const waiver: WaiverUse = {
  status: "applied",
  reason: "r",
  owner: "o",
  approvedBy: "a",
  expires: "2027-01-01",
};

function verdictOf(
  kind: VerdictKind,
  { id, severity }: Budget,
  use: WaiverUse | null = null,
): Verdict {
  return {
    budget: id,
    metric: "selection_rate",
    compare: "ratio",
    dimension: "sex",
    cohort: "sex=F",
    reference: "sex=M",
    verdict: kind,
    reason: null,
    severity,
    estimate: null,
    bound: null,
    boundLevel: null,
    interval: null,
    p: null,
    adjustedP: null,
    limit: budget.limit,
    n: 1,
    nReference: 1,
    waiver: use,
    shortfall: null,
    sentence: "",
  };
}

const pass = verdictOf("pass", budget);
const fail = verdictOf("fail", budget);
const open = verdictOf("inconclusive", budget);
const noData = verdictOf("no-data", budget);

function conclude(verdicts: readonly Verdict[]) {
  const { verdict, exitCode } = concludeOutcome(verdicts, budgets);
  return [verdict, exitCode];
}

describe("concludeOutcome", () => {
  it.each([
    ["nothing declared", [], "no-budgets", 0],
    ["all pass", [pass, pass], "pass", 0],
    ["an error budget failed", [pass, fail], "fail", 1],
    ["no data where that blocks", [pass, noData], "no-data", 4],
    ["undecided where that blocks", [pass, open], "inconclusive", 2],
    ["no data where that warns", [pass, verdictOf("no-data", lenient)], "not-demonstrated", 0],
    [
      "undecided where that warns",
      [pass, verdictOf("inconclusive", lenient)],
      "not-demonstrated",
      0,
    ],
    ["a warn budget failed", [pass, verdictOf("fail", warning)], "not-demonstrated", 0],
    ["a warn budget undecided", [pass, verdictOf("inconclusive", warning)], "not-demonstrated", 0],
    ["a warn budget without data", [pass, verdictOf("no-data", warning)], "not-demonstrated", 0],
    ["a fail that is waived", [pass, verdictOf("fail", budget, waiver)], "not-demonstrated", 0],
    ["fail before no data before undecided", [open, noData, fail], "fail", 1],
    ["no data before undecided", [open, noData], "no-data", 4],
    [
      "a waived fail hides no undecided",
      [verdictOf("fail", budget, waiver), open],
      "inconclusive",
      2,
    ],
  ] as const)("%s", (_, verdicts, verdict, exitCode) => {
    expect(conclude(verdicts)).toEqual([verdict, exitCode]);
  });

  it.each(["expired", "not-yet-valid", "ceiling-exceeded"] as const)(
    "a waiver that is %s covers nothing",
    (status) => {
      const use = verdictOf("fail", budget, { ...waiver, status });
      expect(isWaived(use)).toBe(false);
      expect(conclude([use])).toEqual(["fail", 1]);
    },
  );

  it("counts every kind, and the waived among the failed", () => {
    const verdicts = [pass, pass, fail, verdictOf("fail", budget, waiver), open, noData];
    expect(concludeOutcome(verdicts, budgets).counts).toEqual({
      pass: 2,
      fail: 2,
      inconclusive: 1,
      "no-data": 1,
      error: 0,
      waived: 1,
    });
  });

  it.each([
    [[], "No budget was declared: these are measurements without a verdict."],
    [[pass], "Every budget holds: the one comparison lies inside its limit."],
    [[pass, pass], "Every budget holds: all 2 comparisons lie inside their limits."],
    [
      [pass, fail, verdictOf("fail", budget, waiver)],
      "Not within the declared budgets: 1 comparison under an error budget lies outside the limit (of 3 comparisons: 1 inside, 2 outside (1 waived), 0 not decided).",
    ],
    [
      [fail, fail],
      "Not within the declared budgets: 2 comparisons under an error budget lie outside the limit (of 2 comparisons: 0 inside, 2 outside, 0 not decided).",
    ],
    [
      [open],
      "Not decided: the data do not settle a blocking budget (of 1 comparison: 0 inside, 0 outside, 1 not decided).",
    ],
    [
      [pass, verdictOf("error", lenient)],
      "Not demonstrated: nothing blocks, but not every comparison lies inside its limit (of 2 comparisons: 1 inside, 0 outside, 0 not decided).",
    ],
    [
      [noData, pass],
      "Not judged: the data lack what a blocking budget needs (of 2 comparisons: 1 inside, 0 outside, 0 not decided, 1 without data).",
    ],
    [
      [pass, verdictOf("fail", warning)],
      "Not demonstrated: nothing blocks, but not every comparison lies inside its limit (of 2 comparisons: 1 inside, 1 outside, 0 not decided).",
    ],
  ])("says what it counted (%#)", (verdicts, sentence) => {
    expect(concludeOutcome(verdicts, budgets).sentence).toBe(sentence);
  });

  it("2 for what stayed undecided too long, whatever the budget declares; not for a warning", () => {
    const debt = { dataSets: 3, since: "2026-01-01", days: 59, escalated: true };
    const exitOf = (verdict: Verdict): number => concludeOutcome([verdict], budgets).exitCode;
    const open = verdictOf("inconclusive", lenient);
    expect(exitOf({ ...open, debt })).toBe(2);
    expect(exitOf({ ...open, debt: { ...debt, escalated: false } })).toBe(0);
    expect(exitOf(open)).toBe(0);
    expect(exitOf({ ...verdictOf("inconclusive", warning), debt })).toBe(0);
  });
});
