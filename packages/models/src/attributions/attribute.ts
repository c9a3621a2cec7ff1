import {
  type AttributionResult,
  EvenhandError,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import { encodeRow, encodeTable } from "../trees/encode.ts";
import type { Model } from "../trees/ensemble.ts";
import { predictRaw } from "../trees/predict.ts";
import { hashRows } from "./background.ts";
import { shapleyValues } from "./interventional.ts";
import { typicalValue, valueAt } from "./typical.ts";

export interface AttributeOptions {
  /** The rows a person is compared with; see `drawBackground`. */
  readonly background: Table;
  /** What these rows are, in words: `200 rows drawn with seed 7 from adult.data`. */
  readonly description: string;
}

/**
 * How much each feature moved the output for one row away from the mean output over a background:
 * exact interventional Shapley values, in the unit in which the trees add up (log-odds of a boosted
 * classifier, share of votes of a forest). They sum to output − baseline but for rounding, which is
 * returned as `residual`. Missing values and unknown levels are values like any other.
 *
 * @param row from 0
 * @throws EvenhandError `input/empty-background`, `usage/row-range`, `config/unknown-column`,
 * `input/not-a-number`
 * @example
 * const { attributions } = attribute(model, people, 0, {
 *   background: drawBackground(people, { rows: 200, seed: 7 }),
 *   description: "200 people drawn with seed 7",
 * });
 */
export function attribute(
  model: Model,
  table: Table,
  row: number,
  { background, description }: AttributeOptions,
): AttributionResult {
  if (background.rows === 0) {
    throw new EvenhandError({
      code: "input/empty-background",
      path: "background",
      problem: "the background has no rows",
      expected: "at least one row to compare with",
    });
  }
  const { features } = model;
  const person = encodeRow(features, table, row);
  const rows = encodeTable(features, background);
  const output = predictRaw(model, {
    rows: 1,
    width: features.length,
    values: person,
  })[0] as number;
  const baseline = predictRaw(model, rows).reduce((sum, value) => sum + value, 0) / rows.rows;
  const phi = shapleyValues(model, person, rows);
  const one = takeRows(table, [row]);
  return {
    game: "interventional",
    exact: true,
    output: { value: output, unit: model.output.unit },
    baseline: {
      value: baseline,
      description,
      rows: rows.rows,
      hash: hashRows(features, rows),
    },
    attributions: features.map((feature, index) => ({
      feature: feature.name,
      value: valueAt(feature, requireColumn(one, feature.name, "model features"), 0),
      baselineValue: typicalValue(
        feature,
        requireColumn(background, feature.name, "model features"),
      ),
      contribution: phi[index] as number,
    })),
    residual: phi.reduce((rest, value) => rest - value, output - baseline),
  };
}
