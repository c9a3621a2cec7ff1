import { encodeCategory } from "../category.ts";
import type { CategoryColumn, Codes } from "../column.ts";
import { type ArrowData, type ArrowVector, validityOf } from "./arrow-vector.ts";

/** A column of dictionary codes; null where the dictionary holds no texts. */
export function dictionaryColumn(name: string, vector: ArrowVector): CategoryColumn | null {
  return codesInPlace(name, vector) ?? recoded(name, vector);
}

/**
 * The codes as they lie, where they are what a column of categories is: one piece, texts that differ
 * and are not empty, in the order in which rows first have them, and no row without a value.
 */
function codesInPlace(name: string, { data, length }: ArrowVector): CategoryColumn | null {
  const [piece] = data;
  if (piece === undefined || data.length > 1 || piece.nullCount > 0) return null;
  const levels = textsOf(piece);
  const codes = unsigned(piece.values)?.subarray(0, length);
  if (levels === null || codes === undefined) return null;
  if (levels.includes("") || new Set(levels).size < levels.length) return null;
  return isByAppearance(codes, levels.length)
    ? { kind: "category", name, codes, levels, validity: null }
    : null;
}

/** True where each code first appears after all smaller ones, and none is unused. */
function isByAppearance(codes: Codes, levels: number): boolean {
  let next = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code > next) return false;
    if (code === next) next++;
  }
  return next === levels;
}

/** Codes of 8, 16 or 32 bits, which are never negative, in an unsigned view of the same memory. */
function unsigned(values: unknown): Codes | null {
  if (values instanceof Uint8Array || values instanceof Uint16Array) return values;
  if (values instanceof Uint32Array) return values;
  if (values instanceof Int8Array) return view(Uint8Array, values);
  if (values instanceof Int16Array) return view(Uint16Array, values);
  return values instanceof Int32Array ? view(Uint32Array, values) : null;
}

function view<A extends Codes>(
  kind: new (buffer: ArrayBufferLike, offset: number, length: number) => A,
  { buffer, byteOffset, length }: Int8Array | Int16Array | Int32Array,
): A {
  return new kind(buffer, byteOffset, length);
}

/** Each piece has a dictionary of its own, which may say the same in another order. */
function recoded(name: string, { data, length }: ArrowVector): CategoryColumn | null {
  const validity = validityOf(data, length);
  const texts: (string | null)[] = [];
  for (const piece of data) {
    const levels = textsOf(piece);
    const codes = unsigned(piece.values);
    if (levels === null || codes === null) return null;
    for (let at = 0; at < piece.length; at++) {
      const isMissing = validity?.[texts.length] === 0;
      const text = isMissing ? null : levels[codes[at] as number];
      texts.push(text === "" ? null : (text ?? null));
    }
  }
  return encodeCategory(name, texts);
}

/** Null where a value of the dictionary is neither a text nor missing. */
function textsOf({ dictionary }: ArrowData): string[] | null {
  const texts: string[] = [];
  for (const value of dictionary ?? []) {
    if (value !== null && typeof value !== "string") return null;
    texts.push(value ?? "");
  }
  return texts;
}
