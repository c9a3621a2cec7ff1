import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf } from "../table/category.ts";
import { type Column, isPresent } from "../table/column.ts";

/** Not a day: the row has no time. */
export const NO_DAY: number = Number.MIN_SAFE_INTEGER;

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * The UTC day of each row, as days since 1 January 1970; `NO_DAY` where the time is missing. Dates
 * and times are ISO 8601; without an offset they are UTC.
 *
 * @param path where the column was declared, for messages
 * @throws EvenhandError `input/not-a-time`
 */
export function readDays(column: Column, path: string): Float64Array {
  const categories = categoriesOf(column);
  const days = Float64Array.from(categories.levels, (level) => dayOfTime(level) ?? Number.NaN);
  return Float64Array.from(categories.codes, (code, row) => {
    if (!isPresent(categories, row)) return NO_DAY;
    const day = days[code] as number;
    if (!Number.isNaN(day)) return day;
    throw new EvenhandError({
      code: "input/not-a-time",
      path,
      problem: `${shown(column.name)} holds a text that is no date or time`,
      expected: "ISO 8601, such as 2026-11-24 or 2026-11-24T09:30:00+01:00",
      received: `${shown(categories.levels[code] as string)} in data row ${row + 1}`,
      hint: "List the text under `data.missing` if it stands for a missing value.",
    });
  });
}

/** Null where the text is no time of the calendar. */
function dayOfTime(text: string): number | null {
  const found = TIME.exec(text);
  if (found === null) return null;
  const part = (at: number): number => Number(found[at] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const midnight = Date.UTC(year, month - 1, day);
  const isDate = new Date(midnight).toISOString().startsWith(text.slice(0, 10));
  // A minute may have a second 60.
  if (!isDate || hour > 23 || minute > 59 || second > 60) return null;
  const minutes = 60 * hour + minute - offsetOf(found[7]);
  return midnight / 86_400_000 + Math.floor(minutes / 1440);
}

/** Minutes east of UTC. */
function offsetOf(text: string | undefined): number {
  if (text === undefined || text === "Z") return 0;
  const digits = text.slice(1).replace(":", "");
  const minutes = 60 * Number(digits.slice(0, 2)) + Number(digits.slice(2) || 0);
  return text.startsWith("-") ? -minutes : minutes;
}
