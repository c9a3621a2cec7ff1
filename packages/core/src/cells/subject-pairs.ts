import { categoriesOf } from "../table/category.ts";
import type { Column } from "../table/column.ts";
import type { CellPair, Cells } from "./cells.ts";
import { forEachBlock } from "./row-keys.ts";
import type { TallyInput } from "./tally.ts";

/**
 * The cells with what the decisions of one subject have in common: for each two cells (or one cell
 * twice) that hold decisions of the same subjects, Σ over subjects of the product of the subject's
 * weights in them. From these follows the variance of any rate between subjects, of any cohort. They
 * add up over shards as long as no subject is in two of them.
 *
 * A row without a subject is a subject of its own.
 *
 * @param cells of the same input
 */
export function pairSubjects(cells: Cells, input: TallyInput, subjects: Column): Cells {
  const entryOf = entriesOfRows(cells, input);
  const { codes, levels, validity } = categoriesOf(subjects);
  const subjectOf = (row: number): number | null =>
    validity !== null && validity[row] === 0 ? null : (codes[row] as number);
  const weightOf = (row: number): number =>
    input.weight === null ? 1 : (input.weight.values[row] as number);
  const sums = new Map<number, number>();
  const size = cells.entries.length;
  const add = (weights: ReadonlyMap<number, number>): void => {
    for (const [first, own] of weights) {
      for (const [second, other] of weights) {
        if (second < first) continue;
        const key = first * size + second;
        sums.set(key, (sums.get(key) ?? 0) + own * other);
      }
    }
  };
  const bySubject = groupRows(input.rows, levels.length, subjectOf);
  for (let subject = 0; subject < levels.length; subject++) {
    const weights = new Map<number, number>();
    for (
      let at = bySubject.starts[subject] as number;
      at < (bySubject.starts[subject + 1] as number);
      at++
    ) {
      const row = bySubject.rows[at] as number;
      const entry = entryOf[row] as number;
      if (entry >= 0) weights.set(entry, (weights.get(entry) ?? 0) + weightOf(row));
    }
    add(weights);
  }
  for (let row = 0; row < input.rows; row++) {
    const entry = entryOf[row] as number;
    if (entry >= 0 && subjectOf(row) === null) add(new Map([[entry, weightOf(row)]]));
  }
  const pairs = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([key, sum]): CellPair => ({ first: Math.floor(key / size), second: key % size, sum }));
  return { ...cells, pairs };
}

/** The place of each row's cell among the entries; −1 for rows that are not counted. */
function entriesOfRows(
  cells: Cells,
  { rows, attributes, label, prediction, included }: TallyInput,
) {
  const codings = [...attributes, ...[label, prediction].filter((one) => one !== null)].map(
    ({ coding }) => coding,
  );
  const indexOf = new Map(
    cells.entries.map(({ key }, index) => {
      const digits = key.reduce((sum, code, i) => {
        return sum * ((codings[i]?.levels.length as number) + 1) + code + 1;
      }, 0);
      return [digits, index];
    }),
  );
  const entries = new Int32Array(rows).fill(-1);
  forEachBlock(rows, codings, "large", (keys, from, length) => {
    for (let i = 0; i < length; i++) {
      if (included !== null && included[from + i] === 0) continue;
      entries[from + i] = indexOf.get(keys[i] as number) as number;
    }
  });
  return entries;
}

/** Rows in the order of their subject: those of subject s are from `starts[s]` to before `starts[s + 1]`. */
function groupRows(rows: number, subjects: number, subjectOf: (row: number) => number | null) {
  const starts = new Uint32Array(subjects + 1);
  for (let row = 0; row < rows; row++) {
    const subject = subjectOf(row);
    if (subject !== null) starts[subject + 1] = (starts[subject + 1] as number) + 1;
  }
  for (let subject = 0; subject < subjects; subject++) {
    starts[subject + 1] = (starts[subject + 1] as number) + (starts[subject] as number);
  }
  const next = starts.slice();
  const ordered = new Uint32Array(starts[subjects] as number);
  for (let row = 0; row < rows; row++) {
    const subject = subjectOf(row);
    if (subject === null) continue;
    ordered[next[subject] as number] = row;
    next[subject] = (next[subject] as number) + 1;
  }
  return { starts, rows: ordered };
}
