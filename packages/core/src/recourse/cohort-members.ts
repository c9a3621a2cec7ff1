import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError } from "../errors.ts";
import { listGroups } from "../metrics/row-question.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";

/** Some rows of a table that belong to one cohort. */
export interface CohortMembers {
  /** Null for all rows. */
  readonly dimension: string | null;
  readonly cohort: string;
  /** From 0, ascending. */
  readonly rows: Uint32Array;
}

/**
 * Which of some rows belong to which cohort: all of them first, then the observed cohorts of each
 * dimension and the unknown one, those without any such row left out.
 *
 * @param input a table, row objects, columns, or a data frame
 * @param cohorts as in a checked configuration
 * @param rows from 0; all rows of the table unless given
 * @throws EvenhandError `usage/row-range`, and what `audit` throws for the cohorts
 * @example
 * const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;
 * cohortMembers({ sex: ["F", "M", "F"] }, [sex]).map(({ cohort, rows }) => [cohort, rows.length]);
 * // [["all", 3], ["sex=F", 2], ["sex=M", 1]]
 */
export function cohortMembers(
  input: TableInput,
  cohorts: readonly CohortDimension[],
  rows?: Iterable<number>,
): readonly CohortMembers[] {
  const table = tableFrom(input);
  const included = rows === undefined ? null : new Uint8Array(table.rows);
  for (const row of rows ?? []) {
    if (Number.isInteger(row) && row >= 0 && row < table.rows) {
      (included as Uint8Array)[row] = 1;
      continue;
    }
    throw new EvenhandError({
      code: "usage/row-range",
      path: "rows",
      problem: "the table has no such row",
      expected: `whole numbers from 0 to ${table.rows - 1}`,
      received: String(row),
    });
  }
  return [...listGroups(table, cohorts, included)].flatMap(({ cohort, listRows }) => {
    const members = cohort.kind === "rest" ? new Uint32Array(0) : listRows();
    if (members.length === 0) return [];
    return [{ dimension: cohort.dimension, cohort: cohort.id, rows: members }];
  });
}
