import { EvenhandError, shown } from "../errors.ts";
import type { NumericValues } from "./column.ts";
import { type ArqueroTable, columnsOfArquero, isArqueroTable } from "./frames/arquero.ts";
import { type ArrowTable, columnsOfArrow, isArrowTable } from "./frames/arrow.ts";
import { columnsOfPolars, isPolarsFrame, type PolarsFrame } from "./frames/polars.ts";
import { type Table, tableOf } from "./table.ts";
import { columnFrom } from "./values.ts";

/** A value as it may stand in a row; other objects are refused. */
export type Cell = number | string | boolean | bigint | Date | null | undefined;

/** The shape of a danfojs data frame that the intake reads. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  column(name: string): { readonly values: ArrayLike<unknown> };
}

export type TableInput =
  | Table
  | DataFrameLike
  | PolarsFrame
  | ArqueroTable
  | ArrowTable
  | readonly Readonly<Record<string, Cell>>[]
  | Readonly<Record<string, readonly Cell[] | NumericValues>>;

/**
 * A table from what a notebook has at hand: an array of row objects, an object of columns (arrays
 * or typed arrays), or a table of danfojs, Polars, Arquero or Apache Arrow, recognised by shape.
 * A column of numbers (and missing values) becomes numeric, anything else text in canonical form:
 * `true`, `1` (also for 1.0), days as `2026-11-24`, points in time as `2026-11-24T10:00:00.000Z`.
 * null, undefined, NaN, invalid dates and empty texts are missing. An array without rows has no columns.
 *
 * Arquero's filter and order are followed; its groups are not. Numbers and dictionaries of Arrow are used in
 * place where they lie in one piece; elsewhere they are copied.
 *
 * @throws EvenhandError `input/not-a-table`, `input/cell-kind`, `input/column-length`
 * @example
 * table({ sex: ["F", "M"], hired: [1, 0] }).rows; // 2
 */
export function table(input: TableInput): Table {
  if (typeof input !== "object" || input === null) throw noTable("this value is no table", input);
  if (isTable(input)) return input;
  if (isDataFrame(input)) {
    return tableOf(input.columns.map((name) => columnFrom(name, input.column(name).values)));
  }
  if (isPolarsFrame(input)) return tableOf(columnsOfPolars(input));
  if (isArqueroTable(input)) return tableOf(columnsOfArquero(input));
  if (isArrowTable(input)) return tableOf(columnsOfArrow(input));
  if (isLazy(input)) throw notCollected();
  if (Array.isArray(input)) return fromRows(input as readonly Readonly<Record<string, Cell>>[]);
  return tableOf(
    Object.entries(input).map(([name, values]) => columnFrom(name, values as ArrayLike<unknown>)),
  );
}

function noTable(problem: string, received: unknown): EvenhandError {
  return new EvenhandError({
    code: "input/not-a-table",
    problem,
    expected: "an array of row objects, an object of columns, or a data frame",
    received: shown(received),
  });
}

/** A query of Polars that has not run. */
function isLazy(input: object): boolean {
  return "collectSync" in input && typeof input.collectSync === "function";
}

function notCollected(): EvenhandError {
  return new EvenhandError({
    code: "input/not-a-table",
    problem: "this data frame is lazy and holds no rows yet",
    expected: "a collected data frame",
    hint: "Call `collectSync()` on it, or await `collect()`.",
  });
}

function fromRows(rows: readonly Readonly<Record<string, Cell>>[]): Table {
  const names = new Set<string>();
  for (const row of rows) {
    if (typeof row !== "object" || row === null) throw noTable("a row is no object", row);
    for (const name of Object.keys(row)) names.add(name);
  }
  return tableOf(
    [...names].map((name) =>
      columnFrom(
        name,
        rows.map((row) => row[name]),
      ),
    ),
  );
}

function isTable(input: TableInput): input is Table {
  return (input as Table).columns instanceof Map && typeof (input as Table).rows === "number";
}

function isDataFrame(input: TableInput): input is DataFrameLike {
  const frame = input as Partial<DataFrameLike>;
  return (
    Array.isArray(frame.columns) && Array.isArray(frame.shape) && typeof frame.column === "function"
  );
}
