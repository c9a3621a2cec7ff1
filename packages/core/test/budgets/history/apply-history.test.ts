import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { decide } from "../../../src/budgets/decide.ts";
import { lookOf } from "../../../src/budgets/history/apply-history.ts";
import {
  HISTORY_SCHEMA,
  type History,
  type HistoryRule,
} from "../../../src/budgets/history/history.ts";
import { parseHistory } from "../../../src/budgets/history/parse-history.ts";
import { recordLook } from "../../../src/budgets/history/read-history.ts";
import { cellsOfDecisions, policyOf, type Selected } from "../given-cells.ts";

const NONE: History = { schema: HISTORY_SCHEMA, entries: [] };
const RULE: HistoryRule = { dataSets: 3, days: null, models: 2 };

type Groups = Readonly<Record<string, Selected>>;

/** Few enough to leave the budget open; another size is other people. */
const few = (n: number, selected = n / 2): Groups => ({ ref: [n / 2, n], a: [selected, n] });

function judgeAll(
  looks: readonly (readonly [today: string, groups: Groups])[],
  budget: Partial<Budget> = {},
  rule: HistoryRule | null = RULE,
) {
  let history = NONE;
  let last: ReturnType<typeof decide> | null = null;
  for (const [today, groups] of looks) {
    const cells = cellsOfDecisions(groups);
    last = decide(cells, [], { ...policyOf([budget]), history: rule }, { today, history });
    history = recordLook(history, lookOf(cells, last.verdicts, today));
  }
  if (last === null) throw new Error("no look");
  return { ...last, history: parseHistory(JSON.parse(JSON.stringify(history))) };
}

describe("decide with a history", () => {
  it("escalates a budget that stays undecided: never enough data is no permanent pass", () => {
    const looks = [
      ["2026-01-01", few(40)],
      ["2026-02-01", few(42)],
      ["2026-03-01", few(44)],
    ] as const;
    const before = judgeAll(looks.slice(0, 2));
    expect(before.verdicts[0]?.debt).toMatchObject({ dataSets: 2, escalated: false });
    expect(before.outcome.exitCode).toBe(0);
    const { verdicts, outcome } = judgeAll(looks);
    expect(verdicts[0]?.debt).toEqual({
      dataSets: 3,
      since: "2026-01-01",
      days: 59,
      escalated: true,
    });
    expect(outcome).toMatchObject({ verdict: "inconclusive", exitCode: 2 });
  });

  it("does not escalate a warning, nor a rerun on the same people", () => {
    const looks = [
      ["2026-01-01", few(40)],
      ["2026-02-01", few(42)],
      ["2026-03-01", few(44)],
    ] as const;
    expect(judgeAll(looks, { severity: "warn" }).outcome.exitCode).toBe(0);
    const same = looks.map(([today]) => [today, few(40)] as const);
    expect(judgeAll(same).verdicts[0]?.debt).toMatchObject({ dataSets: 1, days: 59 });
  });

  it("widens intervals by the models that the same people judged", () => {
    const again = [10, 12, 14].map((selected) => ["2026-01-01", few(40, selected)] as const);
    const { verdicts, odometer, history } = judgeAll(again);
    expect(odometer).toEqual({ models: 3, confidence: 1 - 0.05 / 3, wornOut: true });
    expect(verdicts[0]?.interval?.confidence).toBeCloseTo(1 - 0.05 / 3, 12);
    expect(history.entries).toHaveLength(3);
    const rerun = judgeAll([...again, ["2026-01-09", few(40, 14)]]);
    expect(rerun.odometer?.models).toBe(3);
    expect(rerun.history.entries).toHaveLength(3);
  });

  it("begins without a history, and counts no debt without a date", () => {
    const cells = cellsOfDecisions(few(40));
    const policy = { ...policyOf([{}]), history: RULE };
    const first = decide(cells, [], policy, { today: "2026-01-01" });
    expect(first.verdicts[0]?.debt).toMatchObject({ dataSets: 1, since: "2026-01-01" });
    expect(first.odometer).toEqual({ models: 1, confidence: 0.95, wornOut: false });
    const undated = decide(cells, [], policy, { today: null, history: NONE });
    expect(undated.verdicts[0]).not.toHaveProperty("debt");
  });

  it("says nothing of debt where a comparison is decided", () => {
    const many = { ref: [5000, 10_000], a: [5000, 10_000] } as const;
    const { verdicts } = judgeAll([["2026-01-01", many]]);
    expect(verdicts[0]?.verdict).toBe("pass");
    expect(verdicts[0]).not.toHaveProperty("debt");
  });

  it("reads nothing where the policy declares no history", () => {
    const { verdicts, odometer } = judgeAll([["2026-01-01", few(40)]], {}, null);
    expect(odometer).toBeUndefined();
    expect(verdicts[0]).not.toHaveProperty("debt");
    const silent = decide(cellsOfDecisions(few(40)), [], policyOf([{}]), {
      today: "2026-01-01",
      history: NONE,
    });
    expect(silent).not.toHaveProperty("odometer");
    expect(silent.verdicts[0]).not.toHaveProperty("debt");
  });
});

describe("parseHistory", () => {
  it.each([
    {},
    { schema: HISTORY_SCHEMA },
    {
      schema: HISTORY_SCHEMA,
      entries: [{ today: "soon", people: "", decisions: "", verdicts: [] }],
    },
    [],
  ])("refuses %j", (value) => {
    expect(() => parseHistory(value)).toThrow("no history");
  });
});
