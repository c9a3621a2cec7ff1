import { bandLevels, bandOf } from "../cohorts/bands.ts";
import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf } from "../table/category.ts";
import { type Column, isPresent, lengthOf } from "../table/column.ts";
import { numbersOf } from "../table/numbers.ts";

/** A column as small integers: `levels[codes[row]]`, −1 where missing. Levels are sorted. */
export interface Coding {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
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
  const { codes, levels } = categoriesOf(column);
  const occurring = new Uint8Array(levels.length);
  const rows = lengthOf(column);
  for (let row = 0; row < rows; row++) {
    if (isPresent(column, row)) occurring[codes[row] as number] = 1;
  }
  const sorted = levels.filter((_, code) => occurring[code] === 1).sort();
  if (sorted.length > MOST_LEVELS) throw tooManyLevels(column, sorted, path, use);
  const rank = new Map(sorted.map((level, index) => [level, index]));
  const recode = Int32Array.from(levels, (level) => rank.get(level) ?? -1);
  const coded = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row++) {
    if (isPresent(column, row)) coded[row] = recode[codes[row] as number] as number;
  }
  return { levels: sorted, codes: coded };
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
  const codes = new Int32Array(numbers.values.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    if (isPresent(numbers, row)) codes[row] = bandOf(numbers.values[row] as number, bands);
  }
  return { levels: bandLevels(bands), codes };
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
