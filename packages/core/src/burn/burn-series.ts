import type { BudgetContrasts } from "../budgets/budget-contrasts.ts";
import { type Decided, decideContrasts } from "../budgets/decide.ts";
import type { Policy } from "../budgets/policy.ts";
import type { Verdict } from "../budgets/verdict.ts";
import type { Cells } from "../cells/cells.ts";
import { mergeCells } from "../cells/merge.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import type { Exclusion, FileIdentity } from "../document/audit-document.ts";
import { EvenhandError } from "../errors.ts";
import { VERSION } from "../version.ts";
import { type ArrangedSlot, arrangeSlots, countRows } from "./arrange.ts";
import {
  BURN_SCHEMA,
  type BurnDocument,
  type BurnPoint,
  type BurnSeries,
  type BurnSlot,
  type Figures,
} from "./burn-document.ts";
import { writeBurnNotes } from "./burn-notes.ts";
import type { SlotCells } from "./count-slots.ts";
import { evidenceOf, figuresByKey, seriesKey } from "./figures.ts";
import { requireBurn } from "./require-burn.ts";
import { type Spender, spendingOf } from "./spending.ts";
import { watchContrasts } from "./watch-contrasts.ts";
import { type WatchedBudgets, watchBudgets } from "./watched-budgets.ts";

/** What was declared, of which `burn` must not be null. A parsed `Configuration` is one. */
export interface BurnPolicy extends Policy {
  readonly burn: BurnSection | null;
  readonly title?: string | null;
}

/** What the series cannot know from the cells. */
export interface BurnOptions {
  /** The UTC date (YYYY-MM-DD) to judge for: slots that end later are left out. Needed where there are waivers. */
  readonly today?: string;
  readonly title?: string;
  readonly data?: readonly FileIdentity[];
  readonly configuration?: FileIdentity;
  /** Rows that are in no slot. */
  readonly excluded?: readonly Exclusion[];
}

/**
 * Watches budgets over time. Each slot on its own gives points; the slots of a window so far give an
 * interval, a p-value and a verdict that hold at every look in the window at once: where the truth lies
 * inside a budget’s limits in every slot, at most 1 − confidence of the windows ever show a `fail` of
 * it, however often one looks and however the rates move (see `bet` in stats/betting.ts). A `pass` takes
 * the gap as unchanged within the window, and all takes each decision as independent. A comparison
 * enters the family when its cohort first occurs in the window. Verdicts follow the one rule of
 * `decide`; the outcome is that of the window of the last slot. Alerts are points against the declared
 * `allowedShortfall`.
 *
 * @param given cells of slots, in any order; those of one slot are merged
 * @throws EvenhandError `config/missing-key` without `burn`, `input/no-slots`, `input/cells-differ`,
 *   `input/cells-dependent` for sampling weights or repeated subjects, and those of `decide`
 * @example
 * const rows = ["F", "M"].flatMap((sex) => [0, 1].map((hired) => ({ day: "2026-11-24", sex, hired })));
 * const configuration = parseConfiguration({
 *   decisions: { label: "hired", favourable: 1, time: "day" },
 *   cohorts: { sex: { by: ["sex"], reference: "M" } },
 *   budgets: [{ id: "b", metric: "base_rate", compare: "ratio", cohorts: "sex", limit: { min: 0.8 }, severity: "warn" }],
 *   burn: { window: "90d", slot: "1w" },
 * });
 * const { slots } = countSlots(rows, configuration);
 * burnSeries(slots, configuration, { today: "2026-11-30" }).series[0]?.points.length; // 1
 */
export function burnSeries(
  given: readonly SlotCells[],
  policy: BurnPolicy,
  options: BurnOptions = {},
): BurnDocument {
  const today = options.today ?? null;
  requireIndependent(given);
  const { slots, burn, open } = arrangeSlots(given, requireBurn(policy.burn), today);
  const last = slots[slots.length - 1] as ArrangedSlot;
  const watched = watchBudgets(policy);
  const looks = lookAtWindows(slots, watched, policy, today);
  const present = looks[looks.length - 1] as Look;
  const listed = slots.map(({ slot, window, cells }): BurnSlot => {
    return { ...slot, window, rows: countRows(cells) };
  });
  const excluded = [
    ...(options.excluded ?? []),
    ...(open === 0
      ? []
      : [{ reason: `in slots not ended before ${today}`, column: null, rows: open }]),
  ];
  const used = listed.reduce((sum, { rows }) => sum + rows, 0);
  return {
    schema: BURN_SCHEMA,
    title: options.title ?? policy.title ?? "Budgets over time",
    provenance: {
      generator: { name: "evenhand", version: VERSION },
      today,
      data: options.data ?? [],
      configuration: options.configuration ?? null,
      evidence: policy.evidence,
    },
    burn,
    population: {
      rows: used + excluded.reduce((sum, { rows }) => sum + rows, 0),
      used,
      excluded,
    },
    slots: listed,
    window: last.window,
    series: writeSeries(looks, watched, spendingOf(slots, burn, watched.contrasts)),
    budgets: watched.budgets,
    unwatched: watched.unwatched,
    ...present.decided,
    notes: writeBurnNotes(policy.burn as BurnSection, policy.evidence),
  };
}

function requireIndependent(given: readonly SlotCells[]): void {
  for (const { date, cells } of given) {
    const { weight, clusterBy } = cells.schema;
    if (weight !== "sampling" && clusterBy === undefined) continue;
    throw new EvenhandError({
      code: "input/cells-dependent",
      path: date,
      problem: "bounds that hold at every look take each decision as one of its own",
      expected: "cells without sampling weights and repeated subjects",
      received: clusterBy === undefined ? "sampling weights" : `subjects by ${clusterBy}`,
    });
  }
}

/** What one look sees: a slot on its own, and its window so far. */
interface Look {
  readonly at: ArrangedSlot;
  readonly alone: ReadonlyMap<string, Figures>;
  readonly decided: Decided;
}

function lookAtWindows(
  slots: readonly ArrangedSlot[],
  { budgets, contrasts }: WatchedBudgets,
  policy: Policy,
  today: string | null,
): readonly Look[] {
  let window = "";
  let cells: Cells | null = null;
  let before: BudgetContrasts[][] = [];
  return slots.map((at): Look => {
    const isNew = cells === null || window !== at.window.from;
    window = at.window.from;
    cells = isNew ? at.cells : mergeCells(cells as Cells, at.cells);
    const alone = contrasts(at.cells);
    before = isNew ? [alone] : [...before, alone];
    const { weight } = cells.schema;
    const judged = contrasts(cells).map((one, i) =>
      watchContrasts(
        one,
        before.map((each) => each[i] as BudgetContrasts),
        weight,
      ),
    );
    return {
      at,
      alone: figuresByKey(alone),
      decided: decideContrasts(judged, weight, { ...policy, budgets }, { today }),
    };
  });
}

function writeSeries(
  looks: readonly Look[],
  { budgets }: WatchedBudgets,
  spend: Spender,
): readonly BurnSeries[] {
  const order = new Map(budgets.map(({ id }, i) => [id, i]));
  const all = new Map<string, { verdict: Verdict; points: BurnPoint[]; windows: string[] }>();
  for (const { at, alone, decided } of looks) {
    for (const verdict of decided.verdicts) {
      const key = seriesKey(verdict.budget, verdict.cohort);
      const known = all.get(key) ?? { verdict, points: [], windows: [] };
      all.set(key, { ...known, verdict });
      const isSameWindow = known.windows.at(-1) === at.window.from;
      const before = isSameWindow ? (known.points.at(-1)?.sofar ?? null) : null;
      known.windows.push(at.window.from);
      known.points.push({
        slot: at.slot.from,
        alone: alone.get(key) ?? NOBODY,
        sofar: evidenceOf(verdict, before),
      });
    }
  }
  const present = looks.at(-1)?.at.window.from;
  return [...all]
    .map(([key, { verdict, points, windows }]): BurnSeries => {
      const { budget, metric, compare, dimension, cohort, reference, severity, limit } = verdict;
      const current = points.filter((_, i) => windows[i] === present);
      const lastPoint = current.at(-1);
      return {
        ...{ budget, metric, compare, dimension, cohort, reference, severity, limit, points },
        firstOutside: current.find(({ sofar }) => sofar.verdict === "fail")?.slot ?? null,
        spending: lastPoint === undefined ? null : spend(key, lastPoint.sofar),
      };
    })
    .sort((a, b) => (order.get(a.budget) as number) - (order.get(b.budget) as number));
}

const NOBODY: Figures = { n: 0, nReference: null, estimate: null, shortfall: null };
