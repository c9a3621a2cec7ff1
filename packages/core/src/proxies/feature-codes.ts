import { categoriesOf } from "../table/category.ts";
import { type Column, isPresent } from "../table/column.ts";
import { numbersOf } from "../table/numbers.ts";

/** A column as a few groups of rows. What is missing is a group of its own. */
export interface FeatureCodes {
  readonly name: string;
  readonly codes: Uint16Array;
  readonly size: number;
  /** True where neighbouring codes are neighbouring numbers. */
  readonly isOrdered: boolean;
  /** True where a code is a band of several numbers. */
  readonly isBanded: boolean;
}

/** Levels with fewer rows cannot be learnt and are one group together. */
const RARE = 5;
const MOST_LEVELS = 4_096;
const FEWEST_BINS = 5;
const MOST_BINS = 32;

/**
 * Groups of a column: levels of a category; of numbers, also written as texts, bands of about equally
 * many people, √rows ÷ 1.5 of them, 5 to 32. The attribute plays no part in it.
 *
 * @param rows the rows to code, in the order of the codes
 */
export function codeFeature(column: Column, rows: Uint32Array): FeatureCodes {
  const numbers = numbersOf(column);
  return numbers.unreadable === null
    ? codeNumbers(column.name, numbers.column, rows)
    : codeLevels(column, rows);
}

function codeLevels(column: Column, rows: Uint32Array): FeatureCodes {
  const categories = categoriesOf(column);
  const missing = categories.levels.length;
  const levelAt = (row: number): number =>
    isPresent(categories, row) ? (categories.codes[row] as number) : missing;
  const counts = new Uint32Array(missing + 1);
  for (const row of rows) (counts[levelAt(row)] as number)++;
  const byCount = Array.from(counts.keys()).sort(
    (a, b) => (counts[b] as number) - (counts[a] as number) || a - b,
  );
  const kept = byCount.filter((level) => (counts[level] as number) >= RARE).slice(0, MOST_LEVELS);
  const codeOf = new Uint16Array(missing + 1).fill(kept.length);
  kept.forEach((level, code) => {
    codeOf[level] = code;
  });
  return {
    name: column.name,
    codes: Uint16Array.from(rows, (row) => codeOf[levelAt(row)] as number),
    size: kept.length + 1,
    isOrdered: false,
    isBanded: false,
  };
}

function codeNumbers(
  name: string,
  column: Extract<Column, { kind: "numeric" }>,
  rows: Uint32Array,
): FeatureCodes {
  const known = new Float64Array(rows.length);
  let size = 0;
  for (const row of rows) {
    if (isPresent(column, row)) known[size++] = column.values[row] as number;
  }
  const sorted = known.subarray(0, size).sort();
  const bins = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.round(Math.sqrt(size) / 1.5)));
  const distinct = distinctOf(sorted, bins + 1);
  const isBanded = distinct.length > bins;
  const edges = isBanded ? quantilesOf(sorted, bins) : distinct.slice(1);
  // Code 0 is missing, so that it lies at one end of the order.
  return {
    name,
    codes: Uint16Array.from(rows, (row) =>
      isPresent(column, row) ? 1 + placeOf(column.values[row] as number, edges) : 0,
    ),
    size: edges.length + 2,
    isOrdered: true,
    isBanded,
  };
}

/** The lowest values that differ, at most so many. */
function distinctOf(sorted: Float64Array, most: number): number[] {
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length < most; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct.push(sorted[i] as number);
  }
  return distinct;
}

/** Distinct lower edges of all bands but the first. */
function quantilesOf(sorted: Float64Array, bins: number): number[] {
  const edges = Array.from(
    { length: bins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)] as number,
  );
  return [...new Set(edges)].filter((edge) => edge > (sorted[0] as number));
}

/** How many edges are at or below the value. */
function placeOf(value: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
