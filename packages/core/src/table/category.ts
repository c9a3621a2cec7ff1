import type { CategoryColumn, Codes, Column, NumericColumn } from "./column.ts";
import { isPresent } from "./column.ts";

/** Collects the texts of one column, row by row, and keeps each distinct text once. */
export interface CategoryBuilder {
  /** Adds one row; null and undefined are missing. */
  add(text: string | null | undefined): void;
  /** The column of the rows added so far. */
  column(): CategoryColumn;
}

const FIRST_CAPACITY = 1024;

/**
 * A dictionary encoder for rows that arrive one at a time. Levels keep the order of first
 * appearance; codes take the narrowest unsigned type that holds them.
 *
 * @example
 * const sex = categoryBuilder("sex");
 * for (const text of ["Male", "Female", null]) sex.add(text);
 * sex.column().levels; // ["Male", "Female"]
 */
export function categoryBuilder(name: string, expectedRows?: number): CategoryBuilder {
  const codeOf = new Map<string, number>();
  const levels: string[] = [];
  const missing: number[] = [];
  let codes: Uint32Array = new Uint32Array(expectedRows ?? FIRST_CAPACITY);
  let rows = 0;
  return {
    add(text) {
      if (rows === codes.length) codes = doubled(codes);
      if (text === null || text === undefined) {
        missing.push(rows++);
        return;
      }
      let code = codeOf.get(text);
      if (code === undefined) {
        code = levels.push(text) - 1;
        codeOf.set(text, code);
      }
      codes[rows++] = code;
    },
    column() {
      const validity = maskOf(rows, missing);
      const used = narrow(codes.subarray(0, rows), levels.length);
      return { kind: "category", name, codes: used, levels: levels.slice(), validity };
    },
  };
}

/**
 * Dictionary-encodes texts; null and undefined are missing. Levels keep the order of first
 * appearance; codes take the narrowest unsigned type that holds them.
 *
 * @example
 * encodeCategory("sex", ["Male", "Female", null]).levels; // ["Male", "Female"]
 */
export function encodeCategory(
  name: string,
  texts: ArrayLike<string | null | undefined>,
): CategoryColumn {
  const builder = categoryBuilder(name, texts.length);
  for (let row = 0; row < texts.length; row++) builder.add(texts[row]);
  return builder.column();
}

/** Any column as categories; numbers become their canonical text. */
export function categoriesOf(column: Column): CategoryColumn {
  return column.kind === "category" ? column : encodeNumbers(column);
}

/** Each distinct number is written out once, not once a row. */
function encodeNumbers(column: NumericColumn): CategoryColumn {
  const codeOf = new Map<number, number>();
  const levels: string[] = [];
  const codes = new Uint32Array(column.values.length);
  const missing: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    if (!isPresent(column, row)) {
      missing.push(row);
      continue;
    }
    const value = column.values[row] as number;
    let code = codeOf.get(value);
    if (code === undefined) {
      code = levels.push(String(value)) - 1;
      codeOf.set(value, code);
    }
    codes[row] = code;
  }
  const used = narrow(codes, levels.length);
  const validity = maskOf(codes.length, missing);
  return { kind: "category", name: column.name, codes: used, levels, validity };
}

/** Rows of each level, by code, and of the missing. */
export function countLevels(column: CategoryColumn): { counts: Uint32Array; missing: number } {
  const counts = new Uint32Array(column.levels.length);
  let missing = 0;
  for (let row = 0; row < column.codes.length; row++) {
    if (!isPresent(column, row)) missing++;
    else (counts[column.codes[row] as number] as number)++;
  }
  return { counts, missing };
}

/** Null where nothing is missing. */
function maskOf(rows: number, missing: readonly number[]): Uint8Array | null {
  if (missing.length === 0) return null;
  const mask = new Uint8Array(rows).fill(1);
  for (const row of missing) mask[row] = 0;
  return mask;
}

function narrow(codes: Uint32Array, levels: number): Codes {
  if (levels <= 0x100) return Uint8Array.from(codes);
  return levels <= 0x10000 ? Uint16Array.from(codes) : codes.slice();
}

function doubled(codes: Uint32Array): Uint32Array {
  const larger = new Uint32Array(Math.max(FIRST_CAPACITY, 2 * codes.length));
  larger.set(codes);
  return larger;
}
