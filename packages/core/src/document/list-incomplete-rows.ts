import { indexAt } from "../cells/coding.ts";
import { isPresent, type NumericColumn } from "../table/column.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn } from "../table/table.ts";
import { codeRoles } from "./code-roles.ts";
import { type AuditQuestion, completeQuestion } from "./question.ts";

/**
 * Rows that lack what some number needs. `missing weight`: in no number at all, as
 * `population.excluded` counts. `unlabelled`, `undecided`, `unscored`: in no rate that needs it.
 * `unknown-attribute`: in the cohort of the unknown.
 */
export interface IncompleteRows {
  readonly reason: "missing weight" | "unlabelled" | "undecided" | "unscored" | "unknown-attribute";
  readonly column: string;
  /** Indices into the table, from 0, ascending. */
  readonly rows: Uint32Array;
}

/**
 * Which rows of a table an audit leaves out of some of its numbers, and why: what `population.excluded`
 * and the notes count. Rows that a file's `where` or `rows` left out are no longer in the table.
 *
 * @param options the model's scores, one a row, where the prediction rule is `model`
 * @returns one entry a reason and column; none where every row is complete
 * @throws EvenhandError as `audit` does for the same columns
 * @example
 * const people = { sex: ["F", null, "M"], hired: [1, 0, null] };
 * listIncompleteRows(people, { outcome: "hired", favourable: 1, by: ["sex"] });
 * // [{ reason: "unlabelled", column: "hired", rows: [2] },
 * //  { reason: "unknown-attribute", column: "sex", rows: [1] }]
 */
export function listIncompleteRows(
  input: TableInput,
  question: AuditQuestion,
  options: { readonly scores?: NumericColumn } = {},
): IncompleteRows[] {
  const table = tableFrom(input);
  const configuration = completeQuestion(question, table);
  const { decisions } = configuration;
  const roles = codeRoles(table, configuration, options.scores ?? null);
  const found: IncompleteRows[] = [];
  const list = (
    reason: IncompleteRows["reason"],
    column: string,
    isMissing: (row: number) => boolean,
  ): void => {
    const rows: number[] = [];
    for (let row = 0; row < table.rows; row++) if (isMissing(row)) rows.push(row);
    const isListed = found.some((one) => one.reason === reason && one.column === column);
    if (rows.length > 0 && !isListed) found.push({ reason, column, rows: Uint32Array.from(rows) });
  };
  const { weight, label, prediction, attributes } = roles;
  if (weight !== null) {
    list("missing weight", decisions.weight?.column ?? "", (row) => weight.included[row] === 0);
  }
  if (label !== null) {
    list("unlabelled", label.outcome.column, (row) => indexAt(label.coding, row) < 0);
  }
  if (prediction !== null) {
    list("undecided", prediction.outcome.column, (row) => indexAt(prediction.coding, row) < 0);
  }
  if (decisions.score !== null) {
    const scores = requireNumbers(
      requireColumn(table, decisions.score, "decisions.score"),
      "decisions.score",
    );
    list("unscored", decisions.score, (row) => !isPresent(scores, row));
  }
  for (const { attribute, coding } of attributes) {
    list("unknown-attribute", attribute.column, (row) => indexAt(coding, row) < 0);
  }
  return found;
}
