import { describe, expect, it } from "vitest";
import {
  HISTORY_SCHEMA,
  type History,
  type HistoryEntry,
  type HistoryRule,
} from "../../../src/budgets/history/history.ts";
import { decisionsKey, peopleKey } from "../../../src/budgets/history/keys.ts";
import { debtOf, readOdometer, recordLook } from "../../../src/budgets/history/read-history.ts";
import type { VerdictKind } from "../../../src/budgets/verdict.ts";
import { cellsOf } from "../../people.ts";

const NEVER: HistoryRule = { dataSets: null, days: null, models: null };
const COMPARISON = { budget: "ratio", cohort: "g=a" };

const look = (
  today: string,
  people: string,
  decisions: string,
  verdict: VerdictKind = "inconclusive",
): HistoryEntry => ({ today, people, decisions, verdicts: [{ ...COMPARISON, verdict }] });

const historyOf = (...entries: readonly HistoryEntry[]): History => ({
  schema: HISTORY_SCHEMA,
  entries,
});

describe("debtOf", () => {
  const debt = (history: History, rule: Partial<HistoryRule> = {}) =>
    debtOf(history, "now", COMPARISON, "2026-03-31", { ...NEVER, ...rule });

  it("begins today without a history", () => {
    expect(debt(historyOf())).toEqual({
      dataSets: 1,
      since: "2026-03-31",
      days: 0,
      escalated: false,
    });
  });

  it("counts data sets in a row, back to the last that was decided", () => {
    const history = historyOf(
      look("2026-01-01", "a", "1"),
      look("2026-02-01", "b", "1", "pass"),
      look("2026-03-01", "c", "1"),
      look("2026-03-11", "d", "1"),
    );
    expect(debt(history)).toMatchObject({ dataSets: 3, since: "2026-03-01", days: 30 });
  });

  it("is not added to by looking at the same people again", () => {
    const history = historyOf(
      look("2026-03-01", "a", "1"),
      look("2026-03-02", "a", "2"),
      look("2026-03-10", "now", "1"),
    );
    expect(debt(history)).toMatchObject({ dataSets: 2, since: "2026-03-01" });
  });

  it("takes what the last look at a set of people said", () => {
    const settled = historyOf(look("2026-03-01", "a", "1"), look("2026-03-02", "a", "2", "pass"));
    expect(debt(settled).dataSets).toBe(1);
  });

  it("stands a set of people where it was looked at last", () => {
    const history = historyOf(
      look("2026-03-01", "a", "1"),
      look("2026-03-05", "b", "1", "pass"),
      look("2026-03-09", "a", "2"),
    );
    expect(debt(history).dataSets).toBe(2);
  });

  it("goes past earlier looks at the people who are judged now, whatever these said", () => {
    const history = historyOf(look("2026-03-01", "a", "1"), look("2026-03-09", "now", "1", "pass"));
    expect(debt(history)).toMatchObject({ dataSets: 2, since: "2026-03-01" });
  });

  it("is owed since a look that was open, not since one that was decided", () => {
    const history = historyOf(
      look("2026-03-01", "a", "1", "pass"),
      look("2026-03-05", "a", "2"),
      look("2026-03-09", "a", "3"),
    );
    expect(debt(history)).toMatchObject({ dataSets: 2, since: "2026-03-05" });
  });

  it("is that of the comparison itself, not of its budget's others nor its cohort's", () => {
    const others = [
      { budget: "ratio", cohort: "g=b", verdict: "pass" },
      { budget: "other", cohort: "g=a", verdict: "pass" },
    ] as const;
    const open = look("2026-03-01", "a", "1");
    const history = historyOf({ ...open, verdicts: [...others, ...open.verdicts] });
    expect(debt(history).dataSets).toBe(2);
  });

  it("a comparison that was not made before has no debt", () => {
    const history = historyOf({ ...look("2026-03-01", "a", "1"), verdicts: [] });
    expect(debt(history).dataSets).toBe(1);
  });

  it("escalates at the declared number of data sets or days, not before", () => {
    const history = historyOf(look("2026-03-01", "a", "1"));
    expect(debt(history, { dataSets: 3 }).escalated).toBe(false);
    expect(debt(history, { dataSets: 2 }).escalated).toBe(true);
    expect(debt(history, { days: 31 }).escalated).toBe(false);
    expect(debt(history, { days: 30 }).escalated).toBe(true);
  });
});

describe("readOdometer", () => {
  const history = historyOf(
    look("2026-03-01", "now", "1"),
    look("2026-03-02", "now", "2"),
    look("2026-03-03", "other", "3"),
  );

  it("counts models on the same people, and leaves each its part of α", () => {
    expect(readOdometer(history, "now", "4", 0.95, NEVER)).toEqual({
      models: 3,
      confidence: 1 - (1 - 0.95) / 3,
      wornOut: false,
    });
    expect(readOdometer(history, "fresh", "4", 0.95, NEVER)).toMatchObject({
      models: 1,
      confidence: 0.95,
    });
  });

  it("does not count a rerun", () => {
    expect(readOdometer(history, "now", "2", 0.95, NEVER)).toMatchObject({
      models: 2,
      confidence: 1 - (1 - 0.95) / 2,
    });
  });

  it("asks for fresh people after the declared number", () => {
    expect(readOdometer(history, "now", "4", 0.95, { ...NEVER, models: 3 }).wornOut).toBe(false);
    expect(readOdometer(history, "now", "4", 0.95, { ...NEVER, models: 2 }).wornOut).toBe(true);
  });
});

describe("recordLook", () => {
  it("adds a look, and lets a rerun keep its day", () => {
    const first = recordLook(historyOf(), look("2026-03-01", "a", "1"));
    const again = recordLook(first, look("2026-03-09", "a", "1", "pass"));
    expect(again.entries).toEqual([look("2026-03-01", "a", "1", "pass")]);
    expect(recordLook(again, look("2026-03-09", "a", "2")).entries).toHaveLength(2);
    expect(recordLook(again, look("2026-03-09", "b", "1")).entries).toHaveLength(2);
  });
});

describe("keys", () => {
  const people = [
    { sex: "F", race: "a", age: 30, y: 1, p: 1, w: 1 },
    { sex: "M", race: "b", age: 40, y: 0, p: 1, w: 1 },
  ] as const;
  const other = people.map((one) => ({ ...one, p: 0 as const }));

  it("people are the same whatever was decided, decisions are not", () => {
    expect(peopleKey(cellsOf(people))).toBe(peopleKey(cellsOf(other)));
    expect(decisionsKey(cellsOf(people))).not.toBe(decisionsKey(cellsOf(other)));
  });

  it("neither depends on the order of rows; both on every row", () => {
    const turned = [...people].reverse();
    expect(peopleKey(cellsOf(turned))).toBe(peopleKey(cellsOf(people)));
    expect(decisionsKey(cellsOf(turned))).toBe(decisionsKey(cellsOf(people)));
    const more = [...people, people[0]];
    expect(peopleKey(cellsOf(more))).not.toBe(peopleKey(cellsOf(people)));
  });
});
