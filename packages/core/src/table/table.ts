import { EvenhandError, shown } from "../errors.ts";
import type { Codes, Column, NumericValues } from "./column.ts";
import { lengthOf } from "./column.ts";
import { suggestName } from "./nearest.ts";

/** Named columns of equal length. */
export interface Table {
  readonly rows: number;
  /** By name, in the order of the source. */
  readonly columns: ReadonlyMap<string, Column>;
}

/**
 * A table of ready-made columns.
 *
 * @throws EvenhandError `input/duplicate-column`, `input/column-length`
 */
export function tableOf(columns: readonly Column[]): Table {
  const byName = new Map<string, Column>();
  const rows = columns.length === 0 ? 0 : lengthOf(columns[0] as Column);
  for (const column of columns) {
    if (byName.has(column.name)) {
      throw new EvenhandError({
        code: "input/duplicate-column",
        problem: "two columns have the same name",
        received: shown(column.name),
        hint: "Rename one of them.",
      });
    }
    if (lengthOf(column) !== rows) {
      throw new EvenhandError({
        code: "input/column-length",
        path: column.name,
        problem: "columns differ in length",
        expected: `${rows} values as in ${shown((columns[0] as Column).name)}`,
        received: String(lengthOf(column)),
      });
    }
    byName.set(column.name, column);
  }
  return { rows, columns: byName };
}

/**
 * The column of this name.
 *
 * @param path where the name was written, for the message
 * @throws EvenhandError `config/unknown-column`, with the nearest name suggested
 */
export function requireColumn(table: Table, name: string, path: string): Column {
  const column = table.columns.get(name);
  if (column !== undefined) return column;
  throw new EvenhandError({
    code: "config/unknown-column",
    path,
    problem: "no column has this name",
    received: shown(name),
    hint: suggestName(name, [...table.columns.keys()]),
  });
}

/** The table with one column added, or replaced where the name exists. */
export function withColumn(table: Table, column: Column): Table {
  const others = [...table.columns.values()].filter(({ name }) => name !== column.name);
  return tableOf([...others, column]);
}

/** The given rows, in the given order. */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  const columns = [...table.columns.values()].map((column) => takeColumn(column, rows));
  return { rows: rows.length, columns: new Map(columns.map((column) => [column.name, column])) };
}

function takeColumn(column: Column, rows: ArrayLike<number>): Column {
  const validity = column.validity === null ? null : gather(column.validity, rows);
  return column.kind === "numeric"
    ? { ...column, values: gather(column.values, rows), validity }
    : { ...column, codes: gather(column.codes, rows), validity };
}

function gather<A extends NumericValues | Codes>(values: A, rows: ArrayLike<number>): A {
  const taken = new (values.constructor as new (length: number) => A)(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number;
  return taken;
}
