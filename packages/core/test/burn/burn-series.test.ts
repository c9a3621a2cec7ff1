import { describe, expect, it } from "vitest";
import type { BurnDocument } from "../../src/burn/burn-document.ts";
import { burnSeries } from "../../src/burn/burn-series.ts";
import { countSlots, type SlotCells } from "../../src/burn/count-slots.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { BudgetInput, BurnInput, ConfigurationInput } from "../../src/configuration/input.ts";
import { bet, type Round } from "../../src/stats/betting.ts";

/** n decisions of a sex on a day, k of them favourable. */
type Group = readonly [day: string, sex: string | null, k: number, n: number];

const budget: BudgetInput = {
  id: "ratio",
  metric: "selection_rate",
  compare: "ratio",
  cohorts: "sex",
  limit: { min: 0.8 },
  severity: "error",
  onInconclusive: "warn",
};

interface Changes {
  readonly burn?: Partial<BurnInput>;
  readonly budgets?: readonly BudgetInput[];
  readonly sex?: ConfigurationInput["cohorts"][string];
  readonly evidence?: ConfigurationInput["evidence"];
}

function configurationOf({ burn, budgets = [budget], sex, evidence = {} }: Changes) {
  return parseConfiguration({
    decisions: { prediction: "p", favourable: 1, time: "day" },
    cohorts: { sex: sex ?? { by: ["sex"], reference: "M" } },
    evidence,
    budgets,
    burn: { window: "90d", slot: "1d", ...burn },
  });
}

function slotsOf(groups: readonly Group[], changes: Changes = {}): readonly SlotCells[] {
  const rows = groups.flatMap(([day, sex, k, n]) =>
    Array.from({ length: n }, (_, i) => ({ day, sex, p: i < k ? 1 : 0 })),
  );
  return countSlots(rows, configurationOf(changes)).slots;
}

function watch(
  groups: readonly Group[],
  changes: Changes = {},
  today = "2026-11-24",
): BurnDocument {
  return burnSeries(slotsOf(groups, changes), configurationOf(changes), { today });
}

const days = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `2026-11-${String(i + 1).padStart(2, "0")}`);

/** Each day 100 women and 200 men, k women and 100 men selected. */
const even = (k: number, count = 20): Group[] =>
  days(count).flatMap((day): Group[] => [
    [day, "F", k, 100],
    [day, "M", 100, 200],
  ]);

/** The same as the evidence sees it. */
const roundsOf = (k: number, count: number): Round[] =>
  Array.from({ length: count }, () => ({
    first: { successes: k, size: 100 },
    second: { successes: 100, size: 200 },
  }));

describe("burnSeries", () => {
  it("gives each slot on its own, and the window so far with bounds that hold at every look", () => {
    const [series] = watch(even(30, 8)).series;
    expect(series?.cohort).toBe("sex=F");
    expect(series?.points.map(({ slot }) => slot)).toEqual(days(8));
    const bets = bet(roundsOf(30, 8), "ratio");
    const { lower, upper } = bets.bounds(0.95);
    const p = bets.p(0.8);
    expect(p).toBeLessThan(0.05);
    expect(series?.points[7]).toEqual({
      slot: "2026-11-08",
      // 0.8 · 0.5 · 100 − 30.
      alone: { n: 100, nReference: 200, estimate: 0.6, shortfall: 10 },
      sofar: {
        n: 800,
        nReference: 1600,
        estimate: 0.6,
        shortfall: 80,
        interval: { lower, upper, confidence: 0.95, method: "betting" },
        p,
        lowestP: p,
        adjustedP: p,
        verdict: "fail",
        reason: null,
      },
    });
  });

  it("fails by the bounds alone, passes by them, and is open in between", () => {
    const verdicts = (k: number, count: number) => {
      const { verdicts: all, outcome, series } = watch(even(k, count));
      return [all[0]?.verdict, outcome.exitCode, series[0]?.firstOutside];
    };
    expect(verdicts(30, 1)).toEqual(["inconclusive", 0, null]);
    // The first day on which the bounds of 30 % against 50 % lie below 0.8.
    const first = days(20).findIndex(
      (_, i) => bet(roundsOf(30, i + 1), "ratio").bounds(0.95).upper < 0.8,
    );
    expect(verdicts(30, 20)).toEqual(["fail", 1, days(20)[first]]);
    expect(verdicts(30, first)).toEqual(["inconclusive", 0, null]);
    expect(verdicts(40, 20)).toEqual(["inconclusive", 0, null]);
    expect(verdicts(50, 20)).toEqual(["pass", 0, null]);
  });

  it("keeps the smallest p of the window when the evidence fades", () => {
    const groups = [
      ...even(30, 7),
      ...days(20)
        .slice(7)
        .flatMap((day): Group[] => [
          [day, "F", 60, 100],
          [day, "M", 100, 200],
        ]),
    ];
    const [series] = watch(groups).series;
    const lowest = series?.points.map(({ sofar }) => sofar.lowestP) as number[];
    expect(lowest[6]).toBeLessThan(0.05);
    expect(lowest[19]).toBe(lowest[6]);
    expect(series?.points[19]?.sofar.p).toBe(1);
    expect(series?.points[19]?.sofar.verdict).not.toBe("fail");
    expect(series?.firstOutside).not.toBe(null);
  });

  it("starts anew with each window, from the declared day", () => {
    const burn = { window: "10d", since: "2026-10-25" };
    const { series, slots, window, outcome } = watch(even(30, 20), { burn });
    // Windows from 25 October, 4 November and 14 November.
    expect(slots.map((slot) => slot.window.from)).toEqual([
      ...Array(3).fill("2026-10-25"),
      ...Array(10).fill("2026-11-04"),
      ...Array(7).fill("2026-11-14"),
    ]);
    expect(window).toEqual({ from: "2026-11-14", to: "2026-11-24" });
    expect(series[0]?.points.map(({ sofar }) => sofar.n)).toEqual(
      [3, 10, 7].flatMap((length) => Array.from({ length }, (_, i) => 100 * (i + 1))),
    );
    expect(series[0]?.firstOutside).toBe("2026-11-17");
    expect(outcome.verdict).toBe("fail");
  });

  it("leaves out slots that have not ended, and says so", () => {
    const { slots, population } = watch(even(30, 20), {}, "2026-11-03");
    expect(slots.map(({ from, to }) => [from, to])).toEqual([
      ["2026-11-01", "2026-11-02"],
      ["2026-11-02", "2026-11-03"],
    ]);
    expect(population).toEqual({
      rows: 6000,
      used: 600,
      excluded: [{ reason: "in slots not ended before 2026-11-03", column: null, rows: 5400 }],
    });
    expect(() => watch(even(30, 2), {}, "2026-11-01")).toThrow(
      "no slot has ended before 2026-11-01",
    );
  });

  it("gives the same document for slots in any order and in parts", () => {
    const whole = watch(even(30, 4));
    const parts = slotsOf(even(30, 4).reverse());
    const halves = even(30, 4).map((group) => slotsOf([group])[0] as SlotCells);
    const policy = configurationOf({});
    const options = { today: "2026-11-24" };
    expect(burnSeries([...parts].reverse(), policy, options)).toEqual(whole);
    expect(burnSeries(halves, policy, options)).toEqual(whole);
  });

  it("shows a cohort or reference that a slot lacks, without figures of its own", () => {
    const { series } = watch([
      ["2026-11-01", "F", 3, 10],
      ["2026-11-02", "M", 5, 10],
      ["2026-11-03", "X", 5, 10],
    ]);
    const points = (cohort: string) => series.find((one) => one.cohort === cohort)?.points ?? [];
    expect(
      points("sex=F").map(({ alone, sofar }) => [alone.n, sofar.reason ?? sofar.estimate]),
    ).toEqual([
      [10, "reference-not-estimable"],
      [0, "no-shared-stratum"],
      [0, "no-shared-stratum"],
    ]);
    expect(points("sex=X").map(({ slot }) => slot)).toEqual(["2026-11-03"]);
  });

  it("withholds a pass where people of unknown attribute could change it", () => {
    const groups: Group[] = [...even(50, 20), ["2026-11-20", null, 0, 300]];
    const [verdict] = watch(groups).verdicts;
    expect([verdict?.verdict, verdict?.reason]).toEqual(["inconclusive", "unknown-attribute"]);
    const fewer: Group[] = [...even(50, 20), ["2026-11-20", null, 0, 1]];
    expect(watch(fewer).verdicts[0]?.verdict).toBe("pass");
  });

  it("judges a rate on its own by its own evidence", () => {
    const own: BudgetInput = { ...budget, id: "rate", compare: "value", limit: { min: 0.4 } };
    const [verdict] = watch(even(30, 2), { budgets: [own] }).verdicts;
    const rounds = [1, 2].map(() => ({ first: { successes: 30, size: 100 }, second: null }));
    const { lower, upper } = bet(rounds, "value").bounds(0.95);
    expect(verdict?.interval).toEqual({ lower, upper, confidence: 0.95, method: "betting" });
  });

  it("names the budgets that it cannot watch", () => {
    const budgets: BudgetInput[] = [
      { ...budget, id: "auc", metric: "balanced_accuracy", compare: "value", limit: { min: 0.5 } },
      budget,
    ];
    const decisions = { label: "p", prediction: "p", favourable: 1, time: "day" } as const;
    const policy = {
      ...configurationOf({}),
      budgets: parseConfiguration({ decisions, cohorts: { sex: { by: ["sex"] } }, budgets })
        .budgets,
    };
    const { unwatched, series } = burnSeries(slotsOf(even(30, 2)), policy, { today: "2026-11-24" });
    expect(unwatched).toEqual([
      {
        budget: "auc",
        reason:
          "only rates, their differences and their ratios have bounds that hold at every look",
      },
    ]);
    expect(series.map((one) => one.budget)).toEqual(["ratio"]);
    const highest = watch(even(30, 2), { sex: { by: ["sex"], reference: "highest" } });
    expect(highest.unwatched[0]?.reason).toBe(
      "which cohort is highest may change from look to look",
    );
    expect(highest.outcome.verdict).toBe("no-budgets");
  });

  it("allows for every comparison of a budget", () => {
    const groups = even(30, 10).concat(
      days(10).map((day): Group => [day, "X", 30, 100]),
      days(10).map((day): Group => [day, "Y", 50, 100]),
    );
    const { verdicts } = watch(groups);
    const [f, x, y] = verdicts;
    expect(f?.p).toBeLessThan(0.01);
    expect(f?.adjustedP).toBeCloseTo(3 * (f?.p as number), 12);
    expect(x?.adjustedP).toBe(f?.adjustedP);
    expect(y?.adjustedP).toBe(1);
  });

  it("refuses cells whose decisions depend on each other", () => {
    const [slot] = slotsOf(even(30, 1)) as [SlotCells];
    const weighted = {
      ...slot.cells,
      schema: { ...slot.cells.schema, weight: "sampling" as const },
    };
    expect(() => burnSeries([{ ...slot, cells: weighted }], configurationOf({}))).toThrow(
      "2026-11-01: bounds that hold at every look take each decision as one of its own; expected cells without sampling weights and repeated subjects, got sampling weights.",
    );
  });
});

describe("spending", () => {
  const burn = { allowedShortfall: 0.01 };

  it("is null where no share is declared", () => {
    const { series, notes } = watch(even(30));
    expect(series[0]?.spending).toBe(null);
    expect(notes).toContain("There are no alerts, since `burn.allowedShortfall` is not declared.");
  });

  it("raises a rule when both lookbacks burn at its factor", () => {
    // 40 of 100 are wanted: 30 is a shortfall of 10 %, ten times what is allowed.
    const spending = watch(even(30), { burn }).series[0]?.spending;
    expect(spending?.spent).toBeCloseTo(10, 12);
    expect(spending?.alerts).toEqual([
      {
        kind: "page",
        factor: 6,
        long: { slots: 2, n: 200, shortfall: 20, rate: 10 },
        short: { slots: 1, n: 100, shortfall: 10, rate: 10 },
        isRaised: true,
      },
      expect.objectContaining({ kind: "ticket", factor: 3, isRaised: true }),
      expect.objectContaining({ kind: "ticket", factor: 1, isRaised: true }),
    ]);
  });

  it("raises none where it is over, or has only begun", () => {
    const last = (k: number): Group[] => [
      ["2026-11-21", "F", k, 100],
      ["2026-11-21", "M", 100, 200],
    ];
    const over = watch([...even(30), ...last(40)], { burn }).series[0]?.spending;
    expect(over?.alerts.map(({ isRaised }) => isRaised)).toEqual([false, false, false]);
    expect(over?.spent).toBeGreaterThan(9);
    const begun = watch([...even(40), ...last(35)], { burn }).series[0]?.spending;
    expect(
      begun?.alerts.map(({ long, short, isRaised }) => [long.rate, short.rate, isRaised]),
    ).toEqual([
      [2.5, 5, false],
      [expect.closeTo(5 / 3, 12), 5, false],
      [expect.closeTo(5 / 9, 12), 5, false],
    ]);
  });

  it("counts lookbacks by the calendar", () => {
    const gap: Group[] = [
      ...even(30, 5),
      ["2026-11-20", "F", 40, 100],
      ["2026-11-20", "M", 100, 200],
    ];
    const spending = watch(gap, { burn }).series[0]?.spending;
    expect(spending?.alerts.map(({ long }) => [long.slots, long.n, long.shortfall])).toEqual([
      [2, 100, 0],
      [3, 100, 0],
      [9, 100, 0],
    ]);
  });
});
