import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { decide } from "../../../src/budgets/decide.ts";
import { lookOf } from "../../../src/budgets/history/apply-history.ts";
import { HISTORY_SCHEMA } from "../../../src/budgets/history/history.ts";
import { proposeTightening } from "../../../src/budgets/ratchet/propose-tightening.ts";
import { cellsOfDecisions, never, policyOf, type Selected } from "../given-cells.ts";

const GROUPS = { ref: [5000, 10_000], a: [4900, 10_000], b: [5050, 10_000] } as const;

const propose = (
  budget: Partial<Budget>,
  groups: Readonly<Record<string, Selected>> = GROUPS,
  ...others: readonly Partial<Budget>[]
) => proposeTightening(cellsOfDecisions(groups), [], policyOf([budget, ...others]), never);

describe("proposeTightening", () => {
  it("goes to the widest interval, rounded away from the estimates", () => {
    const policy = policyOf([{}]);
    const { verdicts } = decide(cellsOfDecisions(GROUPS), [], policy, never);
    const [proposal] = propose({});
    const lowest = Math.min(...verdicts.map(({ interval }) => interval?.lower ?? 0));
    expect(lowest).toBeLessThan(0.96);
    expect(proposal).toEqual({
      budget: "ratio",
      before: { min: 0.8, max: 1.25 },
      after: { min: 0.95, max: 1.04 },
    });
  });

  it.each<[string, Readonly<Record<string, Selected>>]>([
    ["as counted", GROUPS],
    ["with people of unknown attribute", { ...GROUPS, "?": [100, 200] }],
  ])("leaves every comparison a pass, %s", (_, groups) => {
    const [proposal] = propose({}, groups);
    expect(proposal?.after).not.toEqual(proposal?.before);
    const policy = policyOf([{ limit: proposal?.after as Budget["limit"] }]);
    const { outcome } = decide(cellsOfDecisions(groups), [], policy, never);
    expect(outcome.verdict).toBe("pass");
  });

  it("reaches less far once the same people have judged other models", () => {
    const cells = cellsOfDecisions(GROUPS);
    const policy = {
      ...policyOf([{}]),
      history: { dataSets: null, days: null, models: null },
    };
    const entries = Array.from({ length: 40 }, (_, i) => ({
      ...lookOf(cells, [], "2026-01-01"),
      decisions: String(i),
    }));
    const context = { today: null, history: { schema: HISTORY_SCHEMA, entries } } as const;
    const [fresh] = proposeTightening(cells, [], policy, never);
    const [worn] = proposeTightening(cells, [], policy, context);
    expect(fresh?.after).toEqual({ min: 0.95, max: 1.04 });
    expect(worn?.after).toEqual({ min: 0.93, max: 1.06 });
  });

  it("tightens one end where the other is tight, and one budget where another fails", () => {
    expect(propose({ limit: { min: 0.95, max: 1.25 } })).toMatchObject([
      { after: { min: 0.95, max: 1.04 } },
    ]);
    const failing = { id: "failing", compare: "value", limit: { min: 0.6, max: null } } as const;
    expect(propose({}, GROUPS, failing).map(({ budget }) => budget)).toEqual(["ratio"]);
  });

  it("puts limits on a value around the intervals, wherever they lie", () => {
    const limit = { min: 0.3, max: 0.7 };
    const groups = { ref: [5000, 10_000], a: [4500, 10_000] } as const;
    expect(propose({ compare: "value", limit }, groups)).toMatchObject([
      { after: { min: 0.44, max: 0.51 } },
    ]);
    const negative = { ref: [9000, 10_000], a: [9500, 10_000] } as const;
    expect(propose({ compare: "value", limit: { min: 0.1, max: 1 } }, negative)).toMatchObject([
      { after: { min: 0.89, max: 0.96 } },
    ]);
  });

  it("proposes nothing where a comparison does not pass, and nothing looser", () => {
    expect(propose({}, { ...GROUPS, c: [10, 20] })).toEqual([]);
    // Too few, although the interval lies inside.
    expect(propose({ limit: { min: 0.2, max: 5 } }, { ...GROUPS, c: [10, 20] })).toEqual([]);
    expect(propose({ limit: { min: 0.95, max: 1.04 } })).toEqual([]);
  });

  it("keeps parity inside", () => {
    const ahead = { ref: [5000, 10_000], a: [6000, 10_000] } as const;
    expect(propose({ limit: { min: 0.8, max: null } }, ahead)).toMatchObject([
      { after: { min: 1, max: null } },
    ]);
    expect(propose({ compare: "difference", limit: { min: -0.2, max: 0.2 } }, ahead)).toMatchObject(
      [{ after: { min: 0, max: 0.12 } }],
    );
    const behind = { ref: [5000, 10_000], a: [4000, 10_000] } as const;
    expect(propose({ limit: { min: null, max: 1.25 } }, behind)).toMatchObject([
      { after: { min: null, max: 1 } },
    ]);
    expect(
      propose({ compare: "difference", limit: { min: -0.2, max: 0.2 } }, behind),
    ).toMatchObject([{ after: { min: -0.12, max: 0 } }]);
    // A ratio to nobody selected has no upper end.
    const none = { ref: [0, 1000], a: [500, 1000] } as const;
    expect(propose({ limit: { min: 0.8, max: null } }, none)).toMatchObject([
      { after: { min: 1, max: null } },
    ]);
  });
});
