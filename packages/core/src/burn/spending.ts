import type { BudgetContrasts } from "../budgets/budget-contrasts.ts";
import type { Cells } from "../cells/cells.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import { alertRules } from "./alerts.ts";
import type { ArrangedSlot } from "./arrange.ts";
import type { BurnAlert, Evidenced, Lookback, Spending } from "./burn-document.ts";
import { type Pooled, poolShortfalls } from "./figures.ts";

/** How fast each comparison uses up what is put up with, as of the last slot. */
export type Spender = (key: string, sofar: Evidenced) => Spending | null;

/**
 * Lookbacks are pooled: the shortfall of all their decisions together, so that a good slot makes up
 * for a bad one and chance evens out. They count slots of the calendar, also those without rows.
 */
export function spendingOf(
  slots: readonly ArrangedSlot[],
  { window, slot, allowedShortfall }: BurnSection,
  contrastsOf: (cells: Cells) => readonly BudgetContrasts[],
): Spender {
  if (allowedShortfall === null) return () => null;
  const last = slots[slots.length - 1] as ArrangedSlot;
  const pooled = new Map<number, ReadonlyMap<string, Pooled>>();
  const figuresIn = (length: number): ReadonlyMap<string, Pooled> => {
    const known = pooled.get(length);
    if (known !== undefined) return known;
    const inside = slots.filter(({ index }) => index > last.index - length);
    const figures = poolShortfalls(inside.map(({ cells }) => contrastsOf(cells)));
    pooled.set(length, figures);
    return figures;
  };
  const pace = ({ n, shortfall }: Pooled): number =>
    n === 0 ? 0 : (shortfall ?? 0) / (allowedShortfall * n);
  const lookBack = (key: string, length: number): Lookback => {
    const { n, shortfall } = figuresIn(length).get(key) ?? { n: 0, shortfall: null };
    return { slots: length, n, shortfall: shortfall ?? 0, rate: pace({ n, shortfall }) };
  };
  const rules = alertRules(window, slot);
  return (key, sofar) => ({
    spent: pace(sofar),
    alerts: rules.map(({ kind, factor, long, short }): BurnAlert => {
      const far = lookBack(key, long);
      const near = lookBack(key, short);
      const isRaised = far.rate >= factor && near.rate >= factor;
      return { kind, factor, long: far, short: near, isRaised };
    }),
  });
}
