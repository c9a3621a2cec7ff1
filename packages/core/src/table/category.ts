import type { CategoryColumn, Codes, Column, NumericColumn } from "./column.ts";
import { isPresent } from "./column.ts";
import { numberDictionary, textDictionary } from "./dictionary.ts";

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
  const { levels, codeOf } = textDictionary();
  const missing: number[] = [];
  let codes: Codes = new Uint8Array(expectedRows ?? FIRST_CAPACITY);
  let most = mostOf(codes);
  let rows = 0;
  return {
    add(text) {
      if (rows === codes.length) codes = doubled(codes);
      if (text === null || text === undefined) {
        missing.push(rows++);
        return;
      }
      const code = codeOf(text);
      if (code > most) {
        codes = widened(codes);
        most = mostOf(codes);
      }
      codes[rows++] = code;
    },
    column() {
      const validity = maskOf(rows, missing);
      return {
        kind: "category",
        name,
        codes: codes.slice(0, rows),
        levels: levels.slice(),
        validity,
      };
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
  const { levels, codeOf } = textDictionary();
  return encodeRows(name, texts.length, levels, (row) => {
    const text = texts[row];
    return text === null || text === undefined ? -1 : codeOf(text);
  });
}

/** Any column as categories; numbers become their canonical text. */
export function categoriesOf(column: Column): CategoryColumn {
  return column.kind === "category" ? column : encodeNumbers(column);
}

function encodeNumbers(column: NumericColumn): CategoryColumn {
  const { levels, codeOf } = numberDictionary();
  return encodeRows(column.name, column.values.length, levels, (row) =>
    isPresent(column, row) ? codeOf(column.values[row] as number) : -1,
  );
}

/** Codes row by row, −1 for missing; `levels` fills up meanwhile. */
function encodeRows(
  name: string,
  rows: number,
  levels: readonly string[],
  codeAt: (row: number) => number,
): CategoryColumn {
  let codes: Codes = new Uint8Array(rows);
  let most = mostOf(codes);
  let validity: Uint8Array | null = null;
  for (let row = 0; row < rows; row++) {
    const code = codeAt(row);
    if (code < 0) {
      validity ??= new Uint8Array(rows).fill(1);
      validity[row] = 0;
      continue;
    }
    if (code > most) {
      codes = widened(codes);
      most = mostOf(codes);
    }
    codes[row] = code;
  }
  return { kind: "category", name, codes, levels, validity };
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

/** The largest code that fits. */
function mostOf(codes: Codes): number {
  return 2 ** (8 * codes.BYTES_PER_ELEMENT) - 1;
}

/** The same codes in the next wider type. */
function widened(codes: Codes): Codes {
  return codes instanceof Uint8Array ? Uint16Array.from(codes) : Uint32Array.from(codes);
}

function doubled(codes: Codes): Codes {
  const capacity = Math.max(FIRST_CAPACITY, 2 * codes.length);
  const larger = new (codes.constructor as new (length: number) => Codes)(capacity);
  larger.set(codes);
  return larger;
}
