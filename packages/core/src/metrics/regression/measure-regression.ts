import { type RowWeights, readWeights, type WeightColumn } from "../../cells/weights.ts";
import { EvenhandError } from "../../errors.ts";
import { UNWEIGHTED, type Weighting } from "../../stats/mean.ts";
import { isPresent, type NumericColumn } from "../../table/column.ts";
import { type TableInput, table as tableFrom } from "../../table/intake.ts";
import type { Measurement } from "../measurement.ts";
import { describeRowValue, type RowValue } from "../row-measurement.ts";
import { confidenceOf, listGroups, type RowQuestion, requireFinite } from "../row-question.ts";
import {
  type BoundedLoss,
  boundedGroupLoss,
  errorWithinTolerance,
  meanAbsoluteError,
  meanPrediction,
  meanResidual,
  type Outcomes,
  rootMeanSquaredError,
  rSquared,
} from "./errors.ts";

/** What is asked of predicted numbers. */
export interface RegressionQuestion extends RowQuestion {
  /** Column of predictions, numbers. */
  readonly prediction: string;
  /** Column of recorded outcomes, in the same unit; without it only `mean_prediction` is measured. */
  readonly label?: string;
  readonly weight?: WeightColumn;
  /** Asks for `bounded_group_loss`. */
  readonly loss?: BoundedLoss;
  /** Asks for `error_within_tolerance`: in the unit of the outcome, 0 or more. */
  readonly tolerance?: number;
}

/**
 * Measures predicted numbers for every cohort: `mean_prediction`, and with recorded outcomes
 * `mean_residual`, `mean_absolute_error`, `root_mean_squared_error`, `r_squared`, and on request
 * `bounded_group_loss` and `error_within_tolerance`. Give the result to `audit` as `measurements`,
 * with the same cohorts.
 *
 * A row without prediction (or outcome, where one is needed) is left out and counted in `missing`,
 * and no budget passes on it; one without weight belongs to no cohort. A cohort without rows is
 * `not-estimable`; of one row, or of rows that are all alike, there is a value without interval.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unknown-column`, `input/not-a-number`, `input/not-finite`,
 *   `input/weight-range`, `usage/confidence-range`, `usage/loss-range`, `usage/tolerance-range`, and
 *   what `audit` throws for the cohorts
 * @example
 * const rents = { town: ["a", "a", "b", "b"], rent: [500, 620, 710, 800], predicted: [510, 600, 750, 850] };
 * const town = { name: "town", by: ["town"], bands: {}, reference: { kind: "rest" } } as const;
 * const asked = { prediction: "predicted", label: "rent", cohorts: [town] };
 * measureRegression(rents, asked).length; // 25: five metrics of all, two towns and their rests
 */
export function measureRegression(
  input: TableInput,
  question: RegressionQuestion,
): readonly Measurement[] {
  const confidence = confidenceOf(question);
  requireRanges(question);
  const table = tableFrom(input);
  const predicted = requireFinite(table, question.prediction, "prediction");
  const recorded =
    question.label === undefined ? null : requireFinite(table, question.label, "label");
  const weights =
    question.weight === undefined ? null : readWeights(table, question.weight, "weight.column");
  const measured: Measurement[] = [];
  for (const { cohort, listRows } of listGroups(
    table,
    question.cohorts,
    weights?.included ?? null,
  )) {
    const rows = listRows();
    const foreseen = rows.filter((row) => isPresent(predicted, row));
    const unscored = rows.length - foreseen.length;
    const add = (metric: string, found: RowValue, used: Uint32Array): void => {
      const missing = rows.length - used.length;
      measured.push(describeRowValue(metric, cohort, found, missing, confidence, unscored));
    };
    add(
      "mean_prediction",
      meanPrediction(pick(predicted, foreseen), weightingOf(weights, foreseen)),
      foreseen,
    );
    if (recorded === null) continue;
    const both = foreseen.filter((row) => isPresent(recorded, row));
    const outcomes = {
      recorded: pick(recorded, both),
      predicted: pick(predicted, both),
      weighting: weightingOf(weights, both),
    };
    for (const [metric, found] of errorsOf(outcomes, question)) add(metric, found, both);
  }
  return measured;
}

function errorsOf(
  outcomes: Outcomes,
  { loss, tolerance }: RegressionQuestion,
): readonly (readonly [metric: string, found: RowValue])[] {
  return [
    ["mean_residual", meanResidual(outcomes)],
    ["mean_absolute_error", meanAbsoluteError(outcomes)],
    ["root_mean_squared_error", rootMeanSquaredError(outcomes)],
    ["r_squared", rSquared(outcomes)],
    ...(loss === undefined
      ? []
      : ([["bounded_group_loss", boundedGroupLoss(outcomes, loss)]] as const)),
    ...(tolerance === undefined
      ? []
      : ([["error_within_tolerance", errorWithinTolerance(outcomes, tolerance)]] as const)),
  ];
}

function pick({ values }: NumericColumn, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] as number);
}

function weightingOf(weights: RowWeights | null, rows: Uint32Array): Weighting {
  if (weights === null) return UNWEIGHTED;
  return {
    kind: weights.kind,
    values: Float64Array.from(rows, (row) => weights.values[row] as number),
  };
}

function requireRanges({ loss, tolerance }: RegressionQuestion): void {
  if (loss !== undefined && !(Number.isFinite(loss.max - loss.min) && loss.min < loss.max)) {
    throw new EvenhandError({
      code: "usage/loss-range",
      path: "loss",
      problem: "a bounded loss needs a range",
      expected: "finite numbers, min below max",
      received: `min ${loss.min}, max ${loss.max}`,
    });
  }
  if (tolerance !== undefined && !(tolerance >= 0 && Number.isFinite(tolerance))) {
    throw new EvenhandError({
      code: "usage/tolerance-range",
      path: "tolerance",
      problem: "this is no tolerance",
      expected: "a finite number, 0 or more",
      received: String(tolerance),
    });
  }
}
