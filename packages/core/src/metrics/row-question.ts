import { type CohortRows, rowsOfAll, rowsOfCohorts } from "../cells/cohort-rows.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError, shown } from "../errors.ts";
import { isPresent, type NumericColumn } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";

/** What every measuring of rows is asked with. */
export interface RowQuestion {
  /** As in the configuration: the measurements' cohorts are then those of its audit. */
  readonly cohorts: readonly CohortDimension[];
  /** Of the two-sided intervals, 0 to 1; 0.95 unless given. */
  readonly confidence?: number;
}

/** All rows, then the cohorts of each dimension with the unknown and the rests; one dimension at a time. */
export function* listGroups(
  table: Table,
  cohorts: readonly CohortDimension[],
  included: Uint8Array | null = null,
): Generator<CohortRows> {
  yield rowsOfAll(table, included);
  for (const dimension of cohorts) yield* rowsOfCohorts(table, dimension, included);
}

/** @throws EvenhandError `usage/confidence-range` */
export function confidenceOf({ confidence = 0.95 }: RowQuestion): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new EvenhandError({
    code: "usage/confidence-range",
    path: "confidence",
    problem: "this is no confidence",
    expected: "a number between 0 and 1",
    received: String(confidence),
  });
}

/**
 * A column of finite numbers; missing ones stay missing.
 *
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/not-finite`
 */
export function requireFinite(table: Table, name: string, path: string): NumericColumn {
  const column = requireNumbers(requireColumn(table, name, path), path);
  for (let row = 0; row < table.rows; row++) {
    if (!isPresent(column, row) || Number.isFinite(column.values[row])) continue;
    throw new EvenhandError({
      code: "input/not-finite",
      path,
      problem: `${shown(name)} holds a number without end`,
      expected: "finite numbers",
      received: `${column.values[row]} in data row ${row + 1}`,
    });
  }
  return column;
}
