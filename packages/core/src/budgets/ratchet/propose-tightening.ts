import type { Budget, Limit } from "../budget.ts";
import type { Verdict } from "../verdict.ts";

/** A limit that every comparison of a budget would still pass. */
export interface Tightening {
  readonly budget: string;
  readonly before: Limit;
  readonly after: Limit;
}

/** Limits are proposed to so many decimals. */
const DECIMALS = 2;

/**
 * Limits as tight as the evidence bears: to the end of the widest interval, never to the estimates, which may
 * be lucky, and rounded away from them. Only budgets all of whose comparisons pass are tightened;
 * parity stays inside. A proposal for a reviewer, nothing more.
 *
 * @param verdicts all verdicts on these budgets
 * @example
 * proposeTightening(audit.budgets, audit.verdicts);
 * // [{ budget: "selection-ratio-sex", before: { min: 0.8, max: null }, after: { min: 0.86, max: null } }]
 */
export function proposeTightening(
  budgets: readonly Budget[],
  verdicts: readonly Verdict[],
): Tightening[] {
  return budgets.flatMap((budget): Tightening[] => {
    const own = verdicts.filter((verdict) => verdict.budget === budget.id);
    if (own.length === 0 || own.some(({ verdict }) => verdict !== "pass")) return [];
    const intervals = own.map(({ interval }) => interval);
    if (intervals.includes(null)) return [];
    const lowest = Math.min(...intervals.map((interval) => interval?.lower ?? -Infinity));
    const highest = Math.max(...intervals.map((interval) => interval?.upper ?? Infinity));
    const { min, max } = budget.limit;
    const after: Limit = {
      min: min === null ? null : Math.max(min, Math.min(down(lowest), mostOf(budget))),
      max: max === null ? null : Math.min(max, Math.max(up(highest), leastOf(budget))),
    };
    return after.min === min && after.max === max
      ? []
      : [{ budget: budget.id, before: budget.limit, after }];
  });
}

function mostOf({ compare }: Budget): number {
  return compare === "ratio" ? 1 : compare === "value" ? Infinity : 0;
}

function leastOf({ compare }: Budget): number {
  return compare === "ratio" ? 1 : compare === "value" ? -Infinity : 0;
}

function down(value: number): number {
  return Number((Math.floor(value * 10 ** DECIMALS) / 10 ** DECIMALS).toFixed(DECIMALS));
}

function up(value: number): number {
  return Number((Math.ceil(value * 10 ** DECIMALS) / 10 ** DECIMALS).toFixed(DECIMALS));
}
