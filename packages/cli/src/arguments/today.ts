import { EvenhandError, shown } from "@evenhand/core";
import type { Session } from "../session.ts";

/**
 * The date an audit is judged for (YYYY-MM-DD): `--today`, else EVENHAND_TODAY, else the UTC date
 * of the clock, which is read nowhere else.
 *
 * @throws EvenhandError `usage/date`
 */
export function resolveToday(option: string | undefined, session: Session): string {
  if (option !== undefined) return requireDate(option, "--today");
  const { EVENHAND_TODAY } = session.env;
  if (EVENHAND_TODAY !== undefined && EVENHAND_TODAY !== "") {
    return requireDate(EVENHAND_TODAY, "EVENHAND_TODAY");
  }
  const now = session.now?.() ?? new Date();
  return now.toISOString().slice(0, 10);
}

function requireDate(text: string, path: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
  if (isDate && date.toISOString().startsWith(text)) return text;
  throw new EvenhandError({
    code: "usage/date",
    path,
    problem: "this is not a date",
    expected: "a day of the calendar as YYYY-MM-DD",
    received: shown(text),
  });
}
