import { EvenhandError, shown } from "../errors.ts";
import { encodeCategory } from "./category.ts";
import type { Column, NumericColumn, NumericValues } from "./column.ts";
import { type Table, tableOf } from "./table.ts";

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
  | readonly Readonly<Record<string, Cell>>[]
  | Readonly<Record<string, readonly Cell[] | NumericValues>>;

/**
 * A table from what a notebook has at hand: an array of row objects, an object of columns (arrays
 * or typed arrays), or a danfojs data frame, recognised by shape. A column of numbers (and missing
 * values) becomes numeric, anything else text in canonical form: `true`, `1` (also for 1.0), ISO
 * dates. null, undefined, NaN, invalid dates and empty texts are missing. No row gives no column.
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

function columnFrom(name: string, values: ArrayLike<unknown>): Column {
  if (isNumericValues(values)) return { kind: "numeric", name, values, validity: null };
  if (typeof values !== "object" || values === null || typeof values.length !== "number") {
    throw new EvenhandError({
      code: "input/not-a-table",
      path: name,
      problem: "a column is no array",
      expected: "an array or a typed array",
      received: shown(values),
    });
  }
  return numericFrom(name, values) ?? textFrom(name, values);
}

function numericFrom(name: string, values: ArrayLike<unknown>): NumericColumn | null {
  const numbers = new Float64Array(values.length);
  let validity: Uint8Array | null = null;
  let present = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value === "number" && !Number.isNaN(value)) {
      numbers[row] = value;
      present++;
    } else if (value === null || value === undefined || Number.isNaN(value)) {
      validity ??= new Uint8Array(values.length).fill(1);
      validity[row] = 0;
    } else return null;
  }
  return present === 0 && values.length > 0
    ? null
    : { kind: "numeric", name, values: numbers, validity };
}

function textFrom(name: string, values: ArrayLike<unknown>): Column {
  const texts: (string | null)[] = [];
  for (let row = 0; row < values.length; row++) texts.push(canonicalText(values[row], name, row));
  return encodeCategory(name, texts);
}

function canonicalText(value: unknown, name: string, row: number): string | null {
  switch (typeof value) {
    case "string":
      return value === "" ? null : value;
    case "undefined":
      return null;
    case "number":
      return Number.isNaN(value) ? null : String(value);
    case "boolean":
    case "bigint":
      return String(value);
    default:
      if (value === null) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
      throw new EvenhandError({
        code: "input/cell-kind",
        path: `${name}[${row}]`,
        problem: "a value is neither text, number, boolean nor date",
        received: shown(Object.prototype.toString.call(value)),
      });
  }
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

function isNumericValues(values: unknown): values is NumericValues {
  return (
    ArrayBuffer.isView(values) &&
    !(values instanceof DataView) &&
    !(values instanceof BigInt64Array) &&
    !(values instanceof BigUint64Array) &&
    !(values instanceof Uint8ClampedArray)
  );
}
