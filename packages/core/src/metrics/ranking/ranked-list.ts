/** The rows of one list from the top, ties side by side. */
export interface RankedList {
  /** Positions in the table. */
  readonly rows: Uint32Array;
  /** For each block of ties, one past its last place, from 0. */
  readonly ends: Uint32Array;
}

/**
 * The attention that a place gets: 1 / log2(1 + place), the discount of DCG (Järvelin & Kekäläinen
 * 2002), so 1 at the top and 0.63 below it.
 *
 * @param place from 1
 */
export function discountAt(place: number): number {
  return 1 / Math.log2(1 + place);
}

/**
 * Orders rows into a list.
 *
 * @param keyOf lower is nearer the top; equal keys are ties
 */
export function rankRows(rows: readonly number[], keyOf: (row: number) => number): RankedList {
  const sorted = Uint32Array.from(rows).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
  const ends: number[] = [];
  sorted.forEach((row, at) => {
    const next = sorted[at + 1];
    if (next === undefined || keyOf(next) !== keyOf(row)) ends.push(at + 1);
  });
  return { rows: sorted, ends: Uint32Array.from(ends) };
}

/** The rows that are kept, in the same order, with their own places. */
export function pickRows(list: RankedList, keep: (row: number) => boolean): RankedList {
  const rows: number[] = [];
  const ends: number[] = [];
  forEachBlock(list, (start, end) => {
    const before = rows.length;
    for (let at = start; at < end; at++) {
      const row = list.rows[at] as number;
      if (keep(row)) rows.push(row);
    }
    if (rows.length > before) ends.push(rows.length);
  });
  return { rows: Uint32Array.from(rows), ends: Uint32Array.from(ends) };
}

/** Visits the blocks of ties from the top: places `start` to `end` − 1, from 0. */
export function forEachBlock(
  { ends }: RankedList,
  visit: (start: number, end: number) => void,
): void {
  let start = 0;
  for (const end of ends) {
    visit(start, end);
    start = end;
  }
}

/**
 * How much of each place belongs to each group, at index groups · place + group. Ties share their
 * places alike, which is what they get on average when ties are broken at random.
 *
 * @param groupOf group of each row of the table, from 0
 */
export function sharesOfPlaces(
  list: RankedList,
  groups: number,
  groupOf: ArrayLike<number>,
): Float64Array {
  const shares = new Float64Array(groups * list.rows.length);
  const counts = new Float64Array(groups);
  forEachBlock(list, (start, end) => {
    counts.fill(0);
    for (let at = start; at < end; at++) {
      const group = groupOf[list.rows[at] as number] as number;
      counts[group] = (counts[group] as number) + 1;
    }
    for (let place = start; place < end; place++) {
      for (let group = 0; group < groups; group++) {
        shares[groups * place + group] = (counts[group] as number) / (end - start);
      }
    }
  });
  return shares;
}
