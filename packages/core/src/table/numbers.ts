import { EvenhandError, shown } from "../errors.ts";
import type { Column, NumericColumn } from "./column.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number a text stands for (decimal or exponent form, surrounding blanks ignored), or null. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed) : null;
}

export interface Numbers {
  readonly column: NumericColumn;
  /** The first text that is not a number, with its row counted from 0; null when all are. */
  readonly unreadable: { readonly row: number; readonly text: string } | null;
}

/**
 * Any column as numbers: each level of a category is parsed once. Texts that are no number become
 * missing and the first of them is reported.
 */
export function numbersOf(column: Column): Numbers {
  if (column.kind === "numeric") return { column, unreadable: null };
  const parsed = column.levels.map(parseNumber);
  const values = new Float64Array(column.codes.length);
  let validity = column.validity;
  let unreadable: Numbers["unreadable"] = null;
  for (let row = 0; row < values.length; row++) {
    if (column.validity !== null && column.validity[row] === 0) continue;
    const code = column.codes[row] as number;
    const number = parsed[code] as number | null;
    if (number !== null) {
      values[row] = number;
      continue;
    }
    unreadable ??= { row, text: column.levels[code] as string };
    if (validity === column.validity) {
      validity = validity === null ? new Uint8Array(values.length).fill(1) : validity.slice();
    }
    (validity as Uint8Array)[row] = 0;
  }
  return { column: { kind: "numeric", name: column.name, values, validity }, unreadable };
}

/** Any column as numbers. @throws EvenhandError `input/not-a-number` */
export function requireNumbers(column: Column, path: string): NumericColumn {
  const { column: numbers, unreadable } = numbersOf(column);
  if (unreadable === null) return numbers;
  throw new EvenhandError({
    code: "input/not-a-number",
    path,
    problem: `${shown(column.name)} must hold numbers here`,
    received: `${shown(unreadable.text)} in data row ${unreadable.row + 1}`,
    hint: "List the text under `data.missing` if it stands for a missing value.",
  });
}
