import { EvenhandError, type OutputUnit, type Table } from "@evenhand/core";
import type { Classifier } from "../classes/classifier.ts";
import { predictClasses } from "../classes/predict-classes.ts";
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

/** Rows with the probabilities of all classes. */
export interface ClassReplaySample {
  readonly table: Table;
  /** Each row with one probability a class, in the order of the classes. */
  readonly expected: readonly ArrayLike<number>[];
  /** As of {@link ReplaySample}. */
  readonly tolerance?: number;
}

/**
 * Replays predictions, so that a file read wrongly is found before anything is explained by it.
 *
 * @throws EvenhandError `input/model-replay`, naming the first row that differs
 */
export function requireReplay(model: Model, sample: ReplaySample): void {
  const { table, expected, unit = predictionUnit(model), tolerance } = sample;
  if (expected.length !== table.rows) {
    throw countFault(`${table.rows} outputs`, String(expected.length));
  }
  requireAgreement(predict(model, table, { unit }), expected, {
    what: unit,
    tolerance: tolerance ?? toleranceOf(model),
  });
}

/** @throws EvenhandError `input/model-replay`, naming the first class and its first row that differ */
export function requireClassReplay(classifier: Classifier, sample: ClassReplaySample): void {
  const { table, expected, tolerance = toleranceOf(classifier) } = sample;
  const { unit, classes } = predictClasses(classifier, table);
  const wrong = expected.find((row) => row.length !== classes.length);
  if (expected.length !== table.rows || wrong !== undefined) {
    const received = `${expected.length} rows of ${(wrong ?? expected[0])?.length ?? 0}`;
    throw countFault(`${table.rows} rows of ${classes.length} outputs`, received);
  }
  classes.forEach(({ name, outputs }, of) => {
    const wanted = expected.map((row) => row[of] as number);
    requireAgreement(outputs, wanted, { what: `${unit} of class ${name}`, tolerance });
  });
}

function requireAgreement(
  outputs: Float64Array,
  expected: ArrayLike<number>,
  { what, tolerance }: { readonly what: string; readonly tolerance: number },
): void {
  const row = outputs.findIndex((output, at) => {
    const wanted = expected[at] as number;
    const allowed = tolerance * Math.max(1, Math.abs(wanted));
    return !(Number.isFinite(wanted) && Math.abs(output - wanted) <= allowed);
  });
  if (row < 0) return;
  throw new EvenhandError({
    code: "input/model-replay",
    path: `sample row ${row + 1}`,
    problem: `the model as read gives another ${what} than expected`,
    expected: String(expected[row]),
    received: String(outputs[row]),
    hint: "Check that the sample and the options belong to this model file.",
  });
}

function countFault(expected: string, received: string): EvenhandError {
  return new EvenhandError({
    code: "input/model-replay",
    path: "sample.expected",
    problem: "the sample has not one output a row",
    expected,
    received,
  });
}

function toleranceOf({ format }: Model | Classifier): number {
  return SINGLE_PRECISION.includes(format) ? 1e-5 : 1e-9;
}
