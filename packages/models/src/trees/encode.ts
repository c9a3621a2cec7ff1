import {
  type Column,
  EvenhandError,
  isPresent,
  numbersOf,
  requireColumn,
  shown,
  type Table,
  takeRows,
  textAt,
} from "@evenhand/core";
import type { CategoryFeature, ModelFeature } from "./ensemble.ts";

/**
 * Rows as a model reads them: row-major, one value a feature in the order of the model. A number, a
 * level index, or NaN where the value is missing or its level is unknown to the model (which a feature
 * may mark by an index of its own, one behind the last level).
 */
export interface EncodedRows {
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * A table as the model reads it. Columns are found by feature name; texts of numeric features are
 * parsed, levels are matched by text.
 *
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/unseen-level`
 */
export function encodeTable(features: readonly ModelFeature[], table: Table): EncodedRows {
  const width = features.length;
  const values = new Float64Array(table.rows * width);
  features.forEach((feature, index) => {
    const column = requireColumn(table, feature.name, "model features");
    const encoded = feature.kind === "numeric" ? numbersIn(column) : levelIndices(column, feature);
    for (let row = 0; row < table.rows; row++) values[row * width + index] = encoded[row] as number;
  });
  return { rows: table.rows, width, values };
}

/**
 * One row as the model reads it.
 *
 * @throws EvenhandError `usage/row-range`, and as {@link encodeTable}
 */
export function encodeRow(
  features: readonly ModelFeature[],
  table: Table,
  row: number,
): Float64Array {
  requireRow(table, row);
  return encodeTable(features, takeRows(table, [row])).values;
}

/** @throws EvenhandError `usage/row-range` */
export function requireRow(table: Table, row: number): void {
  if (Number.isInteger(row) && row >= 0 && row < table.rows) return;
  throw new EvenhandError({
    code: "usage/row-range",
    problem: "the table has no such row",
    expected: `a whole number from 0 to ${table.rows - 1}`,
    received: shown(row),
  });
}

/**
 * Any column as numbers, NaN where missing.
 *
 * @throws EvenhandError `input/not-a-number` for a text that is none
 */
export function numbersIn(column: Column): Float64Array {
  const { column: numeric, unreadable } = numbersOf(column);
  if (unreadable !== null) {
    throw new EvenhandError({
      code: "input/not-a-number",
      path: `${column.name}[${unreadable.row}]`,
      problem: "the model reads this column as numbers, but a value is none",
      received: shown(unreadable.text),
      hint: "Declare it as missing, or give the column the model was trained with.",
    });
  }
  const numbers = new Float64Array(numeric.values.length);
  for (let row = 0; row < numbers.length; row++) {
    numbers[row] = isPresent(numeric, row) ? (numeric.values[row] as number) : Number.NaN;
  }
  return numbers;
}

/**
 * Any column as level indices of the feature, NaN where missing, and where unknown to it too unless it
 * marks unknown levels.
 *
 * @throws EvenhandError `input/unseen-level` where the feature refuses unknown levels
 */
export function levelIndices(column: Column, feature: CategoryFeature): Float64Array {
  const indexOf = new Map(feature.levels.map((level, index) => [level, index]));
  const unseen = feature.marksUnseen ? feature.levels.length : Number.NaN;
  const indexAt = (text: string, row: number): number => {
    const index = indexOf.get(text);
    if (index !== undefined) return index;
    if (feature.refusesUnseen) throw unseenFault(column.name, row, text);
    return unseen;
  };
  if (column.kind === "numeric") {
    return Float64Array.from({ length: column.values.length }, (_, row) => {
      const text = textAt(column, row);
      return text === null ? Number.NaN : indexAt(text, row);
    });
  }
  return Float64Array.from(column.codes, (code, row) =>
    isPresent(column, row) ? indexAt(column.levels[code] as string, row) : Number.NaN,
  );
}

function unseenFault(name: string, row: number, level: string): EvenhandError {
  return new EvenhandError({
    code: "input/unseen-level",
    path: `${name}[${row}]`,
    problem: "the model was not trained with this level",
    received: shown(level),
    hint: "Declare it as missing, or map it to a level of the model.",
  });
}
