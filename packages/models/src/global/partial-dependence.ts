import type { FeatureValue, Interval, OutputUnit, Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { encodeTable } from "../trees/encode.ts";
import { featureNamed, quantiles, sortedValues, withValue } from "./feature-grid.ts";
import { outputReader } from "./outputs.ts";
import { requireConfidence, requireCount, requireRows, rowMean } from "./row-mean.ts";

export interface DependenceOptions {
  readonly feature: string;
  /** Of numbers: how many quantiles of the table's values, 2 or more. Default 20. */
  readonly points?: number;
  /** Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** Default 0.95. */
  readonly confidence?: number;
}

export interface DependencePoint {
  /** The value given to every row; null is missing. */
  readonly value: FeatureValue;
  /** Mean output over the rows. */
  readonly mean: number;
  /** Student's t over the rows; null with fewer than two. */
  readonly interval: Interval | null;
}

export interface PartialDependence {
  readonly feature: string;
  readonly unit: OutputUnit;
  readonly points: readonly DependencePoint[];
  /**
   * The curve of each row (individual conditional expectation), `row·points + point`: where curves are
   * not parallel, the feature interacts.
   */
  readonly curves: Float64Array;
}

/**
 * How outputs depend on one feature with all others as they are: for each value v of a grid, every row is
 * given v and the outputs are averaged, PD(v) = (1/n)·Σ_r f(v, x_r without the feature). The grid of a
 * number holds distinct quantiles of the table's values, that of a category its levels; a missing value is
 * added where the table has one. Rows that do not exist (a child with a pension) are averaged like all
 * others: where features go together, look at `accumulatedLocalEffects` too.
 *
 * @throws EvenhandError `input/empty-table`, `config/unknown-feature`, `usage/output-unit`, `usage/whole-number`,
 * `usage/confidence-range`, and as `encodeTable`
 * @example
 * const { points } = partialDependence(model, people, { feature: "age" });
 * points.map(({ value, mean }) => [value, mean]);
 */
export function partialDependence(
  model: Model,
  table: Table,
  options: DependenceOptions,
): PartialDependence {
  const { points = 20, confidence = 0.95 } = options;
  requireCount(points, 2, "points");
  requireConfidence(confidence);
  requireRows(table.rows);
  const { at, feature } = featureNamed(model.features, options.feature);
  const reader = outputReader(model, options.unit);
  const rows = encodeTable(model.features, table);
  const present = sortedValues(rows, at);
  const grid =
    feature.kind === "numeric"
      ? quantiles(present, points - 1)
      : Array.from(feature.levels, (_, level) => level);
  if (present.length < rows.rows) grid.push(Number.NaN);
  const curves = new Float64Array(rows.rows * grid.length);
  return {
    feature: feature.name,
    unit: reader.unit,
    points: grid.map((value, point) => {
      const outputs = reader.read(withValue(rows, at, value));
      for (let row = 0; row < outputs.length; row++) {
        curves[row * grid.length + point] = outputs[row] as number;
      }
      const { value: mean, interval } = rowMean(outputs, confidence);
      return { value: shownValue(feature, value), mean, interval };
    }),
    curves,
  };
}

function shownValue(feature: Model["features"][number], value: number): FeatureValue {
  if (Number.isNaN(value)) return null;
  return feature.kind === "numeric" ? value : (feature.levels[value] as string);
}
