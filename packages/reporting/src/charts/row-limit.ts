import { formatCount } from "../wording/numbers.ts";

const MOST_ROWS = 40;

/**
 * The rows a picture has room for: all, or the `most` (40) of greatest `weight` in their given order, with a
 * remark that says so. The table beside the picture always holds all.
 */
export function chooseRows<Row>(
  rows: readonly Row[],
  weight: (row: Row) => number,
  most: number = MOST_ROWS,
): { readonly drawn: readonly Row[]; readonly remark: string } {
  if (rows.length <= most) return { drawn: rows, remark: "" };
  const chosen = new Set([...rows].sort((a, b) => weight(b) - weight(a)).slice(0, most));
  return {
    drawn: rows.filter((row) => chosen.has(row)),
    remark: `${most} of ${formatCount(rows.length)} cohorts are drawn; the table lists all`,
  };
}
