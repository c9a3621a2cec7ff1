import type { CategoryColumn, Codes, Column } from "./column.ts";
import { isPresent, lengthOf, textAt } from "./column.ts";

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
  const codeOf = new Map<string, number>();
  const levels: string[] = [];
  const wide = new Uint32Array(texts.length);
  let validity: Uint8Array | null = null;
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row];
    if (text === null || text === undefined) {
      validity ??= new Uint8Array(texts.length).fill(1);
      validity[row] = 0;
      continue;
    }
    let code = codeOf.get(text);
    if (code === undefined) {
      code = levels.push(text) - 1;
      codeOf.set(text, code);
    }
    wide[row] = code;
  }
  return { kind: "category", name, codes: narrow(wide, levels.length), levels, validity };
}

/** Any column as categories; numbers become their canonical text. */
export function categoriesOf(column: Column): CategoryColumn {
  if (column.kind === "category") return column;
  const texts = Array.from({ length: lengthOf(column) }, (_, row) => textAt(column, row));
  return encodeCategory(column.name, texts);
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

function narrow(codes: Uint32Array, levels: number): Codes {
  if (levels <= 0x100) return Uint8Array.from(codes);
  return levels <= 0x10000 ? Uint16Array.from(codes) : codes;
}
