import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf } from "./category.ts";
import type { Column } from "./column.ts";
import { isPresent, textAt } from "./column.ts";
import { suggestName } from "./nearest.ts";
import { numbersOf } from "./numbers.ts";
import { requireColumn, type Table, takeRows } from "./table.ts";

/** Keeps a row when its text equals one of these, or its number lies in the range (both ends included). */
export type Condition =
  | string
  | readonly string[]
  | { readonly min?: number; readonly max?: number };

/** Data rows to keep, from 1, both ends included. */
export interface RowRange {
  readonly from?: number;
  readonly to?: number;
}

/** Some rows of a table, and how many were left out on what ground. */
export interface RowSelection {
  readonly table: Table;
  /** The rows kept, as positions from 0 in the table before. */
  readonly kept: Uint32Array;
  /** One entry a ground that left out a row; a row counts under the first one only. */
  readonly excluded: readonly {
    readonly reason: string;
    readonly column: string | null;
    readonly rows: number;
  }[];
}

/**
 * Keeps the rows that meet every condition; a row without a value meets none. Conditions on text
 * compare canonical text; those on numbers need a column of numbers.
 *
 * @throws EvenhandError `config/unknown-column`; `input/not-a-number` where a range meets text;
 *   `input/no-rows` when nothing is left
 * @example
 * filterRows(table({ age: [17, 30] }), { age: { min: 18 } }).table.rows; // 1
 */
export function filterRows(table: Table, where: Readonly<Record<string, Condition>>): RowSelection {
  const excluded: { reason: string; column: string; rows: number }[] = [];
  let kept = Uint32Array.from({ length: table.rows }, (_, row) => row);
  for (const [name, condition] of Object.entries(where)) {
    const path = `data.where.${name}`;
    const column = requireColumn(table, name, path);
    const left = kept.filter(testOf(column, condition, path));
    if (left.length === 0) throw noRows(path, "no row is left", hintFor(column, condition));
    if (left.length < kept.length) {
      excluded.push({ reason: `outside ${path}`, column: name, rows: kept.length - left.length });
    }
    kept = left;
  }
  return { table: takeRows(table, kept), kept, excluded };
}

/**
 * Keeps a stretch of rows, counted from 1, both ends included: for files in time order.
 *
 * @throws EvenhandError `config/row-range` for ends that are no row numbers or cross;
 *   `input/no-rows` when the stretch begins after the last row
 * @example
 * sliceRows(table({ x: [1, 2, 3] }), { from: 2 }).kept; // Uint32Array [1, 2]
 */
export function sliceRows(table: Table, range: RowRange, path: string = "data.rows"): RowSelection {
  const from = range.from ?? 1;
  const to = range.to ?? Math.max(from, table.rows);
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to < from) {
    throw new EvenhandError({
      code: "config/row-range",
      path,
      problem: "this is no range of rows",
      expected: "whole numbers with 1 ≤ from ≤ to",
      received: `from ${from}, to ${to}`,
    });
  }
  if (from > table.rows) throw noRows(path, "no row is left", `The last row is ${table.rows}.`);
  const end = Math.min(to, table.rows);
  const kept = Uint32Array.from({ length: end - from + 1 }, (_, offset) => from - 1 + offset);
  const left = table.rows - kept.length;
  const excluded = left === 0 ? [] : [{ reason: `outside ${path}`, column: null, rows: left }];
  return { table: takeRows(table, kept), kept, excluded };
}

function testOf(column: Column, condition: Condition, path: string): (row: number) => boolean {
  if (typeof condition === "string" || isList(condition)) {
    const wanted = new Set(typeof condition === "string" ? [condition] : condition);
    return (row) => {
      const text = textAt(column, row);
      return text !== null && wanted.has(text);
    };
  }
  const { column: numbers, unreadable } = numbersOf(column);
  if (unreadable !== null) {
    throw new EvenhandError({
      code: "input/not-a-number",
      path,
      problem: `row ${unreadable.row + 1} of column ${shown(column.name)} holds no number`,
      received: shown(unreadable.text),
      hint: "Add it to data.missing, or compare with a list of values.",
    });
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = condition;
  return (row) => {
    const value = numbers.values[row] as number;
    return isPresent(numbers, row) && value >= min && value <= max;
  };
}

function isList(condition: Condition): condition is readonly string[] {
  return Array.isArray(condition);
}

function noRows(path: string, problem: string, hint: string): EvenhandError {
  return new EvenhandError({ code: "input/no-rows", path, problem, hint });
}

function hintFor(column: Column, condition: Condition): string {
  if (typeof condition !== "string" && !isList(condition)) {
    return `No number of column ${shown(column.name)} lies in this range.`;
  }
  const wanted = typeof condition === "string" ? condition : (condition[0] ?? "");
  return suggestName(wanted, categoriesOf(column).levels);
}
