import { EvenhandError, shown } from "../../errors.ts";
import type { Column, NumericValues } from "../column.ts";
import { columnFrom } from "../values.ts";
import { dictionaryColumn } from "./arrow-dictionary.ts";
import { type ArrowData, type ArrowType, type ArrowVector, validityOf } from "./arrow-vector.ts";

/** The shape of an Apache Arrow table (or record batch) that the intake reads. */
export interface ArrowTable {
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  readonly numRows: number;
  getChildAt(index: number): ArrowVector | null;
}

/** Ids of types, which belong to Arrow's format. */
const NULL = 1;
const INT = 2;
const FLOAT = 3;
const UTF8 = 5;
const BOOL = 6;
const DECIMAL = 7;
const DATE = 8;
const TIMESTAMP = 10;
const LARGE_UTF8 = 20;
const UTF8_VIEW = 24;
const DICTIONARY = -1;

export function isArrowTable(input: object): input is ArrowTable {
  const { schema, numRows, getChildAt } = input as Partial<ArrowTable>;
  return (
    Array.isArray(schema?.fields) && typeof numRows === "number" && typeof getChildAt === "function"
  );
}

/** @throws EvenhandError `input/cell-kind` for nested, binary and other columns that hold no plain values */
export function columnsOfArrow(table: ArrowTable): Column[] {
  return table.schema.fields.flatMap(({ name }, at) => {
    const vector = table.getChildAt(at);
    return vector === null ? [] : [columnOf(name, vector)];
  });
}

function columnOf(name: string, vector: ArrowVector): Column {
  const { type } = vector;
  switch (type.typeId) {
    case NULL:
    case UTF8:
    case LARGE_UTF8:
    case UTF8_VIEW:
    case BOOL:
      return columnFrom(name, [...vector]);
    case INT:
    case FLOAT:
      return numbersInPlace(name, vector) ?? columnFrom(name, [...vector]);
    case DECIMAL:
      return columnFrom(
        name,
        Array.from(vector, (value) => decimalOf(value, type)),
      );
    case DATE:
      return columnFrom(
        name,
        Array.from(vector, (value) => timeText(value)?.slice(0, 10)),
      );
    case TIMESTAMP:
      return columnFrom(name, Array.from(vector, timeText));
    case DICTIONARY:
      return dictionaryColumn(name, vector) ?? columnFrom(name, [...vector]);
    default:
      throw new EvenhandError({
        code: "input/cell-kind",
        path: name,
        problem: "a column holds neither texts, numbers, booleans nor dates",
        received: shown(String(type)),
        hint: "Leave the column out, or make a text of it.",
      });
  }
}

/** Numbers up to 32 bits and doubles; null where the values are wider whole numbers or half floats. */
function numbersInPlace(name: string, { data, length }: ArrowVector): Column | null {
  const pieces: NumericValues[] = [];
  for (const piece of data) {
    const { values } = piece;
    if (!isNumericArray(values) || isHalfFloat(piece, values)) return null;
    pieces.push(values.subarray(0, piece.length));
  }
  const [first] = pieces;
  if (first === undefined)
    return { kind: "numeric", name, values: new Float64Array(0), validity: null };
  return {
    kind: "numeric",
    name,
    values: pieces.length === 1 ? first : joined(pieces, first, length),
    validity: validityOf(data, length),
  };
}

function isHalfFloat(piece: ArrowData, values: NumericValues): boolean {
  const { type } = piece as { readonly type?: ArrowType };
  return type?.typeId === FLOAT && values instanceof Uint16Array;
}

function isNumericArray(values: unknown): values is NumericValues {
  return [
    ...[Float64Array, Float32Array, Int32Array, Uint32Array],
    ...[Int16Array, Uint16Array, Int8Array, Uint8Array],
  ].some((kind) => values instanceof kind);
}

function joined(
  pieces: readonly NumericValues[],
  like: NumericValues,
  length: number,
): NumericValues {
  const whole = new (like.constructor as new (length: number) => NumericValues)(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function timeText(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : new Date(value as number | Date).toISOString();
}

/** The digits of a decimal come as one whole number; the type says where its point is. */
function decimalOf(value: unknown, type: ArrowType): number | null {
  if (value === null || value === undefined) return null;
  const { scale = 0 } = type as { readonly scale?: number };
  return Number(`${String(value)}e${-scale}`);
}
