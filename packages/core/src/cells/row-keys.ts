import type { Coding } from "./coding.ts";

/** Keys of some consecutive rows; whole numbers, in the narrower array where they fit it. */
export type RowKeys = Int32Array | Float64Array;

/** Rows whose keys are made at a time, so that the buffer stays in the processor's cache. */
const BLOCK = 4096;

/**
 * Visits the rows block by block with one number for each: the key of row `from + i` is `keys[i]`.
 * The buffer is used again for the next block. Each column is added in a loop of its own, over
 * arrays of one type.
 *
 * key = Σ digit · place, where the digit is 0 for missing, else 1 + the index of the level, and the
 * place is the product of the sizes (levels + 1) of the codings that follow
 */
export function forEachBlock(
  rows: number,
  codings: readonly Coding[],
  keys: "small" | "large",
  visit: (keys: RowKeys, from: number, length: number) => void,
): void {
  const buffer = keys === "small" ? new Int32Array(BLOCK) : new Float64Array(BLOCK);
  const addends = addendsOf(codings, keys);
  for (let from = 0; from < rows; from += BLOCK) {
    const length = Math.min(BLOCK, rows - from);
    buffer.fill(0);
    codings.forEach((coding, i) => {
      addColumn(buffer, coding, addends[i] as RowKeys, from, length);
    });
    visit(buffer, from, length);
  }
}

/** digit · place by code, for each coding. */
function addendsOf(codings: readonly Coding[], keys: "small" | "large"): RowKeys[] {
  const addends: RowKeys[] = [];
  let place = 1;
  for (const { ranks, levels } of [...codings].reverse()) {
    const made = keys === "small" ? new Int32Array(ranks.length) : new Float64Array(ranks.length);
    for (let code = 0; code < made.length; code++) {
      made[code] = ((ranks[code] as number) + 1) * place;
    }
    addends.unshift(made);
    place *= levels.length + 1;
  }
  return addends;
}

function addColumn(
  keys: RowKeys,
  { codes, validity }: Coding,
  addends: RowKeys,
  from: number,
  length: number,
): void {
  if (validity === null) {
    for (let i = 0; i < length; i++) {
      keys[i] = (keys[i] as number) + (addends[codes[from + i] as number] as number);
    }
    return;
  }
  for (let i = 0; i < length; i++) {
    if (validity[from + i] === 0) continue;
    keys[i] = (keys[i] as number) + (addends[codes[from + i] as number] as number);
  }
}
