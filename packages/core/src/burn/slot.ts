import type { Duration } from "../configuration/duration.ts";

/** A stretch of UTC days that is counted together. */
export interface Slot {
  /** Its first day (YYYY-MM-DD). */
  readonly from: string;
  /** The first day after it. */
  readonly to: string;
}

const DAY = 86_400_000;

/** Monday, 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY = 4;

/** Days since 1 January 1970 of a date (YYYY-MM-DD) that exists. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** The date (YYYY-MM-DD) of a day since 1 January 1970. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The place of a day’s slot on the calendar. Slots of days and weeks are counted from Monday,
 * 5 January 1970, slots of months from January 1970.
 */
export function slotIndex(day: number, { count, unit }: Duration): number {
  if (unit === "month") return Math.floor(monthOf(day) / count);
  const length = count * (unit === "week" ? 7 : 1);
  return Math.floor((day - FIRST_MONDAY) / length);
}

/** The slot at a place of the calendar. */
export function slotAt(index: number, { count, unit }: Duration): Slot {
  if (unit === "month") {
    return { from: dateOf(monthStart(index * count)), to: dateOf(monthStart((index + 1) * count)) };
  }
  const length = count * (unit === "week" ? 7 : 1);
  const from = FIRST_MONDAY + index * length;
  return { from: dateOf(from), to: dateOf(from + length) };
}

/**
 * The window that a day lies in, where windows are laid end to end from a day, both ways. A month
 * after the 31st is the last day of a shorter month.
 */
export function windowOf(day: number, since: number, window: Duration): Slot {
  if (window.unit !== "month") {
    const length = window.count * (window.unit === "week" ? 7 : 1);
    const from = since + Math.floor((day - since) / length) * length;
    return { from: dateOf(from), to: dateOf(from + length) };
  }
  const months = monthOf(day) - monthOf(since);
  let index = Math.floor(months / window.count);
  if (addMonths(since, index * window.count) > day) index--;
  return {
    from: dateOf(addMonths(since, index * window.count)),
    to: dateOf(addMonths(since, (index + 1) * window.count)),
  };
}

/** Months since January 1970. */
function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return 12 * (date.getUTCFullYear() - 1970) + date.getUTCMonth();
}

function monthStart(month: number): number {
  return Date.UTC(1970, month) / DAY;
}

function addMonths(day: number, months: number): number {
  const month = monthOf(day) + months;
  const offset = day - monthStart(monthOf(day));
  return Math.min(monthStart(month) + offset, monthStart(month + 1) - 1);
}
