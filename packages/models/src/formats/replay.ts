import { EvenhandError, type OutputUnit, type Table } from "@evenhand/core";
import type { Model } from "../trees/ensemble.ts";
import { predict, predictionUnit } from "../trees/predict.ts";

/** Rows with the outputs that the program which trained the model gives for them. */
export interface ReplaySample {
  readonly table: Table;
  /** One output a row. */
  readonly expected: ArrayLike<number>;
  /** Default: that of `predict`. */
  readonly unit?: OutputUnit;
  /** Largest difference allowed. Default 1e-9. */
  readonly tolerance?: number;
}

/**
 * Replays predictions, so that a file read wrongly is found before anything is explained by it.
 *
 * @throws EvenhandError `input/model-replay`, naming the first row that differs
 */
export function requireReplay(model: Model, sample: ReplaySample): void {
  const { table, expected, unit = predictionUnit(model), tolerance = 1e-9 } = sample;
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
  const row = outputs.findIndex(
    (output, at) => !(Math.abs(output - (expected[at] as number)) <= tolerance),
  );
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
