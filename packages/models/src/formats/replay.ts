import { EvenhandError, type OutputUnit, type Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import type { ModelFormat } from "../trees/ensemble.ts";
import { predict, predictionUnit } from "../trees/predict.ts";

const SINGLE_PRECISION: readonly ModelFormat[] = ["xgboost", "onnx"];

/** Rows with the outputs that the program which trained the model gives for them. */
export interface ReplaySample {
  readonly table: Table;
  /** One output a row. */
  readonly expected: ArrayLike<number>;
  /** Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /**
   * Largest difference allowed, of outputs beyond ±1 relative to their size. Default 1e-9, and 1e-5
   * for formats whose programs add up in single precision (XGBoost, ONNX).
   */
  readonly tolerance?: number;
}

/**
 * Replays predictions, so that a file read wrongly is found before anything is explained by it.
 *
 * @throws EvenhandError `input/model-replay`, naming the first row that differs
 */
export function requireReplay(model: Model, sample: ReplaySample): void {
  const { table, expected, unit = predictionUnit(model), tolerance = toleranceOf(model) } = sample;
  if (expected.length !== table.rows) {
    throw new EvenhandError({
      code: "input/model-replay",
      path: "sample.expected",
      problem: "the sample has not one output a row",
      expected: `${table.rows} outputs`,
      received: String(expected.length),
    });
  }
  const outputs = predict(model, table, { unit });
  const row = outputs.findIndex((output, at) => {
    const wanted = expected[at] as number;
    const allowed = tolerance * Math.max(1, Math.abs(wanted));
    return !(Number.isFinite(wanted) && Math.abs(output - wanted) <= allowed);
  });
  if (row < 0) return;
  throw new EvenhandError({
    code: "input/model-replay",
    path: `sample row ${row + 1}`,
    problem: `the model as read gives another ${unit} than expected`,
    expected: String(expected[row]),
    received: String(outputs[row]),
    hint: "Check that the sample and the options belong to this model file.",
  });
}

function toleranceOf({ format }: Model): number {
  return SINGLE_PRECISION.includes(format) ? 1e-5 : 1e-9;
}
