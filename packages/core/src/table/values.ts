import { EvenhandError, shown } from "../errors.ts";
import { encodeCategory } from "./category.ts";
import type { Column, NumericColumn, NumericValues } from "./column.ts";

/**
 * A column from an array of values: numbers (also whole ones as bigint, while a number holds them
 * exactly) where every value present is one, else canonical text. A typed array is used as it is.
 *
 * @throws EvenhandError `input/not-a-table`, `input/cell-kind`
 */
export function columnFrom(name: string, values: ArrayLike<unknown>): Column {
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
    } else if (typeof value === "bigint" && isExact(value)) {
      numbers[row] = Number(value);
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

const MOST_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

/** True where no other whole number reads as the same number. */
function isExact(value: bigint): boolean {
  return value <= MOST_EXACT && value >= -MOST_EXACT;
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

function isNumericValues(values: unknown): values is NumericValues {
  return (
    ArrayBuffer.isView(values) &&
    !(values instanceof DataView) &&
    !(values instanceof BigInt64Array) &&
    !(values instanceof BigUint64Array) &&
    !(values instanceof Uint8ClampedArray)
  );
}
