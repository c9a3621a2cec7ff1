import type { Cells } from "../cells/cells.ts";
import { pairSubjects } from "../cells/subject-pairs.ts";
import { type TallyInput, tally } from "../cells/tally.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import type { NumericColumn } from "../table/column.ts";
import { requireColumn, type Table } from "../table/table.ts";
import type { Exclusion } from "./audit-document.ts";
import { codeRoles } from "./code-roles.ts";

/** The cells of a table, and the rows that could not be counted. */
export interface CountedTable {
  readonly cells: Cells;
  readonly excluded: readonly Exclusion[];
}

/**
 * Counts a table into cells as a configuration asks.
 *
 * @param scores the model's scores where the prediction rule is `model`
 * @throws EvenhandError `input/empty-table`, `config/unknown-column`,
 *   `config/too-many-levels`, `input/not-a-number`, `input/weight-range`, `usage/no-scores`
 */
export function countTable(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | null,
): CountedTable {
  if (table.rows === 0) {
    throw new EvenhandError({
      code: "input/empty-table",
      problem: "there are no rows to audit",
      expected: "at least one data row",
      received: "0",
    });
  }
  const { label, prediction, attributes, weight } = codeRoles(table, configuration, scores);
  const { clusterBy, weight: declared } = configuration.decisions;
  const input: TallyInput = {
    rows: table.rows,
    attributes,
    label,
    prediction,
    weight,
    included: weight?.included ?? null,
    clusterBy,
  };
  const counted = tally(input);
  const cells =
    clusterBy === null
      ? counted
      : pairSubjects(counted, input, requireColumn(table, clusterBy, "decisions.clusterBy"));
  const excluded =
    declared === null || weight === null || weight.missing === 0
      ? []
      : [{ reason: "missing weight", column: declared.column, rows: weight.missing }];
  return { cells, excluded };
}
