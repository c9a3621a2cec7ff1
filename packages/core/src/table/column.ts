/** Any typed numeric array a column may hold. */
export type NumericValues =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Numbers, one a row. Where `validity[row]` is 0 the value is missing and must not be read. */
export interface NumericColumn {
  readonly kind: "numeric";
  readonly name: string;
  readonly values: NumericValues;
  /** 1 = present, 0 = missing; null = every row present. */
  readonly validity: Uint8Array | null;
}

/** Dictionary-encoded text: row r reads `levels[codes[r]]`. The code of a missing row is 0. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly name: string;
  readonly codes: Codes;
  /** Distinct texts, in order of first appearance. */
  readonly levels: readonly string[];
  /** 1 = present, 0 = missing; null = every row present. */
  readonly validity: Uint8Array | null;
}

export type Column = NumericColumn | CategoryColumn;

/** Number of rows of a column. */
export function lengthOf(column: Column): number {
  return column.kind === "numeric" ? column.values.length : column.codes.length;
}

/** True where the column has a value in this row (a NaN counts as missing). */
export function isPresent(column: Column, row: number): boolean {
  if (column.validity !== null && column.validity[row] === 0) return false;
  return column.kind === "category" || !Number.isNaN(column.values[row]);
}

/**
 * The canonical text of one value, or null where it is missing: levels as they are, numbers in
 * their shortest form (`1` also for 1.0).
 */
export function textAt(column: Column, row: number): string | null {
  if (!isPresent(column, row)) return null;
  return column.kind === "category"
    ? (column.levels[column.codes[row] as number] as string)
    : String(column.values[row]);
}

/** Number of rows without a value. */
export function countMissing(column: Column): number {
  let missing = 0;
  const rows = lengthOf(column);
  for (let row = 0; row < rows; row++) if (!isPresent(column, row)) missing++;
  return missing;
}
