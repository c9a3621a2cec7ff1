import { EvenhandError, shown } from "../../errors.ts";
import { encodeCategory } from "../../table/category.ts";
import { type Column, textAt } from "../../table/column.ts";
import { requireNumbers } from "../../table/numbers.ts";
import { requireColumn, type Table, withColumn } from "../../table/table.ts";

/** A decision asked again with one attribute changed and nothing else. */
export interface FlipTest {
  /** The attribute that is changed. */
  readonly attribute: string;
  /** The values it is given; those that occur unless given. */
  readonly values?: readonly string[];
  /** The decisions of a model, one a row: texts or numbers that are equal for equal decisions. */
  predict(table: Table): ArrayLike<string | number>;
}

/** Every value is one run of the model over all rows. */
const MOST_VALUES = 50;

/**
 * Whose decision changes when the attribute alone is given any other of the values: 1 changed, 0
 * not, −1 where the attribute is missing. That nothing changes does not say that the attribute
 * plays no part: others may stand for it.
 *
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `usage/prediction-length`,
 *   `input/not-a-number` for a text in a column of numbers
 */
export function flipRows(table: Table, { attribute, values, predict }: FlipTest): Int8Array {
  const column = requireColumn(table, attribute, "flip.attribute");
  const own = Array.from({ length: table.rows }, (_, row) => textAt(column, row));
  const given = values ?? [...new Set(own.filter((text) => text !== null))].sort();
  if (given.length > MOST_VALUES) {
    throw new EvenhandError({
      code: "config/too-many-levels",
      path: "flip.values",
      problem: `${shown(attribute)} has too many values to try each`,
      expected: `at most ${MOST_VALUES}`,
      received: String(given.length),
      hint: "Name the `values` to try.",
    });
  }
  const decide = (asked: Table): ArrayLike<string | number> => {
    const decisions = predict(asked);
    if (decisions.length === table.rows) return decisions;
    throw new EvenhandError({
      code: "usage/prediction-length",
      path: "flip.predict",
      problem: "the model gave another number of decisions than there are rows",
      expected: String(table.rows),
      received: String(decisions.length),
    });
  };
  const before = Array.from(decide(table));
  const flipped = Int8Array.from(own, (text) => (text === null ? -1 : 0));
  for (const value of given) {
    const after = decide(withColumn(table, constantColumn(column, value, table.rows)));
    for (let row = 0; row < table.rows; row++) {
      if (flipped[row] === 0 && after[row] !== before[row]) flipped[row] = 1;
    }
  }
  return flipped;
}

/** The value in every row; a number where the column holds numbers. */
function constantColumn(column: Column, value: string, rows: number): Column {
  const made = encodeCategory(column.name, new Array<string>(rows).fill(value));
  return column.kind === "numeric" ? requireNumbers(made, "flip.values") : made;
}
