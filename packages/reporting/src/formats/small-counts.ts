import type { VerdictRow } from "../wording/verdict-table.ts";

/** Formats that leave the team print no count of people below this. */
export const LEAST_COUNT = 10;

/** Stands for a number that does not leave the team. */
export const WITHHELD = "withheld";
const SMALL_COUNT_OF_PEOPLE = /(?<![\d.,\u202f])[1-9](?= (?:rows?|people|person|decisions?)\b)/g;

/** A count, or `<10` for 1 to 9. */
export function hideSmallCount(count: number, text: string): string {
  return count > 0 && count < LEAST_COUNT ? `<${LEAST_COUNT}` : text;
}

/** A sentence whose counts of 1 to 9 people read `fewer than 10`. */
export function hideSmallCounts(sentence: string): string {
  return sentence.replace(SMALL_COUNT_OF_PEOPLE, `fewer than ${LEAST_COUNT}`);
}

/** True where 1 to 9 decisions stand behind a comparison, on either side. */
export function restsOnFew(n: number, nReference: number | null): boolean {
  return [n, nReference ?? 0].some((count) => count > 0 && count < LEAST_COUNT);
}

/** A verdict row; where it rests on 1 to 9 decisions, its numbers and its sentence are withheld. */
export function withholdSmall(row: VerdictRow, n: number, nReference: number | null): VerdictRow {
  if (!restsOnFew(n, nReference)) return row;
  return {
    ...row,
    bound: WITHHELD,
    estimate: WITHHELD,
    interval: WITHHELD,
    n: hideSmallCount(n, row.n),
    nReference: hideSmallCount(nReference ?? 0, row.nReference),
    sentence: `${row.comparison}: withheld, as fewer than ${LEAST_COUNT} decisions stand behind it.`,
  };
}
