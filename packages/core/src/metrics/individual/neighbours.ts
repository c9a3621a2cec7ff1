import { EvenhandError, shown } from "../../errors.ts";
import { meanOf } from "../../stats/mean.ts";
import { isPresent } from "../../table/column.ts";
import type { Table } from "../../table/table.ts";
import { requireFinite } from "../row-question.ts";
import { consistencyOfRows } from "./consistency.ts";

export interface NeighbourQuestion {
  /** Columns of numbers that say who is near to whom. */
  readonly features: readonly string[];
  /** How many other rows a row is compared with; 5 unless given. */
  readonly neighbours?: number;
  /** `standard` divides each feature by its standard deviation and is meant unless given. */
  readonly scale?: "standard" | "none";
}

/**
 * The consistency of each row of a table, NaN where a feature or the prediction is missing; such
 * rows are no neighbours either.
 *
 * @param predictions one a row, 0 to 1, NaN where missing
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/not-finite`,
 *   `input/too-few-rows`, `usage/neighbours-range`
 */
export function measureConsistency(
  table: Table,
  predictions: Float64Array,
  { features, neighbours = 5, scale = "standard" }: NeighbourQuestion,
): Float64Array {
  if (!Number.isInteger(neighbours) || neighbours < 1 || features.length === 0) {
    throw new EvenhandError({
      code: "usage/neighbours-range",
      path: "consistency",
      problem: "nearness needs features and a number of neighbours",
      expected: "one feature or more, and a whole number of 1 or more",
      received: `${features.length} features, ${shown(neighbours)} neighbours`,
    });
  }
  const columns = features.map((name, i) =>
    requireFinite(table, name, `consistency.features[${i}]`),
  );
  const known: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const hasAll = columns.every((column) => isPresent(column, row));
    if (hasAll && !Number.isNaN(predictions[row])) known.push(row);
  }
  if (known.length <= neighbours) {
    throw new EvenhandError({
      code: "input/too-few-rows",
      path: "consistency.neighbours",
      problem: "there are too few rows with all features to have so many neighbours",
      expected: `more than ${neighbours}`,
      received: String(known.length),
    });
  }
  const points = new Float64Array(known.length * columns.length);
  columns.forEach((column, feature) => {
    const values = Float64Array.from(known, (row) => column.values[row] as number);
    const size = scale === "none" ? 1 : deviationOf(values);
    values.forEach((value, at) => {
      points[columns.length * at + feature] = value / size;
    });
  });
  const own = Float64Array.from(known, (row) => predictions[row] as number);
  const found = consistencyOfRows(points, own, neighbours);
  const values = new Float64Array(table.rows).fill(Number.NaN);
  known.forEach((row, at) => {
    values[row] = found[at] as number;
  });
  return values;
}

/** Standard deviation (n); 1 where all are alike, as the feature then tells nobody apart. */
function deviationOf(values: Float64Array): number {
  const mean = meanOf(values)?.value ?? 0;
  const variance = meanOf(values.map((value) => (value - mean) ** 2))?.value ?? 0;
  return variance > 0 ? Math.sqrt(variance) : 1;
}
