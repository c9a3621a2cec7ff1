import { EvenhandError } from "../errors.ts";
import { isPresent } from "../table/column.ts";
import { requireNumbers } from "../table/numbers.ts";
import { requireColumn, type Table } from "../table/table.ts";

/** A column of weights. `frequency`: a row stands for so many; `sampling`: for more people than it is. */
export interface WeightColumn {
  readonly column: string;
  readonly kind: "frequency" | "sampling";
}

/** The weights of a table; a row without one is not included. */
export interface RowWeights {
  readonly kind: "frequency" | "sampling";
  /** One a row; 0 where missing. */
  readonly values: Float64Array;
  /** 1 = has a weight. */
  readonly included: Uint8Array;
  /** Rows without a weight. */
  readonly missing: number;
}

/**
 * Reads a column of weights.
 *
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/weight-range`
 */
export function readWeights(table: Table, weight: WeightColumn, path: string): RowWeights {
  const { column: name, kind } = weight;
  const column = requireNumbers(requireColumn(table, name, path), path);
  const values = new Float64Array(table.rows);
  const included = new Uint8Array(table.rows).fill(1);
  let missing = 0;
  for (let row = 0; row < table.rows; row++) {
    if (!isPresent(column, row)) {
      included[row] = 0;
      missing++;
      continue;
    }
    const value = column.values[row] as number;
    const isValid =
      Number.isFinite(value) && value >= 0 && (kind === "sampling" || Number.isInteger(value));
    if (!isValid) {
      throw new EvenhandError({
        code: "input/weight-range",
        path: name,
        problem: `a ${kind} weight is out of range`,
        expected: kind === "sampling" ? "a finite number, 0 or more" : "a whole number, 0 or more",
        received: `${value} in data row ${row + 1}`,
      });
    }
    values[row] = value;
  }
  return { kind, values, included, missing };
}
