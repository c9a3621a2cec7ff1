import { rowsOfCohorts } from "../cells/cohort-rows.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import type { Table } from "../table/table.ts";

/** The rows of a cohort and of its reference, positions from 0; they share none. */
export interface RowPair {
  readonly dimension: string;
  readonly cohort: string;
  readonly reference: string;
  readonly rows: Uint32Array;
  readonly referenceRows: Uint32Array;
}

/**
 * The rows of each known cohort and of its reference, for what is taken apart by rows, such as
 * `attributionGap` of the package for models. None with the reference `highest`, which no rows name.
 *
 * @throws EvenhandError `config/unknown-column`, `config/unknown-reference`, `config/too-many-cohorts`,
 *   `config/too-many-levels`, `input/not-a-number`
 * @example
 * for (const { rows, referenceRows } of pairRows(people, dimension)) {
 *   attributionGap(attributions, rows, referenceRows);
 * }
 */
export function pairRows(table: Table, dimension: CohortDimension): RowPair[] {
  const all = rowsOfCohorts(table, dimension);
  const listRowsOf = new Map(all.map(({ cohort, listRows }) => [cohort.id, listRows]));
  return all.flatMap(({ cohort, listRows }) => {
    const { id, kind, reference } = cohort;
    if (kind !== "observed" || reference === null) return [];
    const rows = listRows();
    const referenceRows = listRowsOf.get(reference)?.() ?? new Uint32Array();
    if (rows.length === 0 || referenceRows.length === 0) return [];
    return [{ dimension: dimension.name, cohort: id, reference, rows, referenceRows }];
  });
}
