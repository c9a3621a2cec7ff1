import { bandLevels, bandOf } from "../cohorts/bands.ts";
import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf } from "../table/category.ts";
import { type CategoryColumn, type Codes, type Column, isPresent } from "../table/column.ts";
import { numbersOf } from "../table/numbers.ts";

/**
 * A column as level indices, with no copy of its codes: a row that is present has the level
 * `levels[ranks[codes[row]]]`. Levels are sorted.
 */
export interface Coding {
  readonly levels: readonly string[];
  readonly codes: Codes;
  /** Index of each code in `levels`; −1 for a code that stands for missing. */
  readonly ranks: Int32Array;
  /** 0 = missing; null = no row is masked. */
  readonly validity: Uint8Array | null;
}

/** The index of a row's level, −1 where it is missing. */
export function indexAt({ codes, ranks, validity }: Coding, row: number): number {
  return validity?.[row] === 0 ? -1 : (ranks[codes[row] as number] as number);
}

/** More levels than this make an attribute useless for cohorts. */
export const MOST_LEVELS = 1_000;

/**
 * Codes a cohort attribute: levels in code-unit order, or the bands of a number.
 *
 * @param path where the attribute was declared, for messages
 * @throws EvenhandError `config/too-many-levels`, `input/not-a-number`
 */
export function codeAttribute(
  column: Column,
  bands: readonly number[] | null,
  path: string,
): Coding {
  return bands === null ? codeLevels(column, path, "cohorts") : codeBands(column, bands, path);
}

/**
 * Codes a column by its texts.
 *
 * @throws EvenhandError `config/too-many-levels`
 */
export function codeLevels(column: Column, path: string, use: "cohorts" | "classes"): Coding {
  const categories = categoriesOf(column);
  const { codes, levels, validity } = categories;
  const occurring = findOccurring(categories);
  const sorted = levels.filter((_, code) => occurring[code] === 1).sort();
  if (sorted.length > MOST_LEVELS) throw tooManyLevels(column, sorted, path, use);
  const rank = new Map(sorted.map((level, index) => [level, index]));
  const ranks = Int32Array.from(levels, (level) => rank.get(level) ?? -1);
  return { levels: sorted, codes, ranks, validity };
}

/** By code, 1 where some present row has it; stops once every level has been seen. */
function findOccurring({ codes, levels, validity }: CategoryColumn): Uint8Array {
  const occurring = new Uint8Array(levels.length);
  let unseen = levels.length;
  for (let row = 0; row < codes.length && unseen > 0; row++) {
    const code = codes[row] as number;
    if (occurring[code] === 1 || validity?.[row] === 0) continue;
    occurring[code] = 1;
    unseen--;
  }
  return occurring;
}

/**
 * A coding made row by row; −1 is missing.
 *
 * @param indexOf the index of a row's level in `levels`, fewer than 65,536
 */
export function codeRows(
  levels: readonly string[],
  rows: number,
  indexOf: (row: number) => number,
): Coding {
  const missing = levels.length;
  const codes = missing < 0x100 ? new Uint8Array(rows) : new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const index = indexOf(row);
    codes[row] = index < 0 ? missing : index;
  }
  const ranks = Int32Array.from([...levels.keys(), -1]);
  return { levels, codes, ranks, validity: null };
}

function codeBands(column: Column, bands: readonly number[], path: string): Coding {
  const { column: numbers, unreadable } = numbersOf(column);
  if (unreadable !== null) {
    throw new EvenhandError({
      code: "input/not-a-number",
      path,
      problem: `bands are declared on ${shown(column.name)}, which holds a text`,
      expected: "numbers",
      received: `${shown(unreadable.text)} in data row ${unreadable.row + 1}`,
      hint: "List the text under `data.missing` if it stands for a missing value.",
    });
  }
  return codeRows(bandLevels(bands), numbers.values.length, (row) =>
    isPresent(numbers, row) ? bandOf(numbers.values[row] as number, bands) : -1,
  );
}

function tooManyLevels(
  column: Column,
  levels: readonly string[],
  path: string,
  use: "cohorts" | "classes",
): EvenhandError {
  const some = levels.slice(0, 3).map(shown).join(", ");
  return new EvenhandError({
    code: "config/too-many-levels",
    path,
    problem: `${shown(column.name)} has too many distinct values for ${use}`,
    expected: `at most ${MOST_LEVELS}`,
    received: `${levels.length} (${some}, …)`,
    hint:
      use === "cohorts"
        ? "Declare `bands` if it is a number, or use a coarser column."
        : "Declare a threshold such as `{ above: 50000 }` if it is a number.",
  });
}
