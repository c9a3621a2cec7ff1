import { EvenhandError, requireColumn, shown, textAt } from "@evenhand/core";
import type { GatheredData } from "../../inputs/gather.ts";

/**
 * The row of a subject, from 0. The messages say nothing of other people.
 *
 * @param id the column that names subjects; null: the data row number, from 1 and before exclusions
 * @throws EvenhandError `usage/unknown-subject`, `input/ambiguous-subject`
 */
export function findSubject(
  { table, rowNumbers }: GatheredData,
  id: string | null,
  subject: string,
): number {
  const rows: number[] = [];
  if (id === null) {
    const row = rowNumbers.indexOf(rowNumberFrom(subject));
    if (row !== -1) rows.push(row);
  } else {
    const column = requireColumn(table, id, "decisions.id");
    for (let row = 0; row < table.rows; row++) {
      if (textAt(column, row) === subject) rows.push(row);
    }
  }
  const [row, another] = rows;
  if (another !== undefined) throw ambiguous(subject, rows.length);
  if (row !== undefined) return row;
  throw new EvenhandError({
    code: "usage/unknown-subject",
    path: "--subject",
    problem: "the audited data hold no such decision",
    received: shown(subject),
    expected: id === null ? "the number of a data row, from 1" : `a value of column ${shown(id)}`,
    hint: "Rows that `data.rows` or `data.where` leave out cannot be explained.",
  });
}

/** 0, which no row has, for anything that is no row number. */
function rowNumberFrom(subject: string): number {
  return /^[1-9]\d{0,15}$/.test(subject) ? Number(subject) : 0;
}

function ambiguous(subject: string, rows: number): EvenhandError {
  return new EvenhandError({
    code: "input/ambiguous-subject",
    path: "--subject",
    problem: "this id stands at more than one decision",
    received: `${shown(subject)}, ${rows} times`,
    hint: "Name a column under `decisions.id` that is different for every decision.",
  });
}
