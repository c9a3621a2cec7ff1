import type { OutputUnit } from "@evenhand/core";
import type { Model } from "../model.ts";
import type { EncodedRows } from "../trees/encode.ts";
import { outputsIn, predictionUnit, requireUnit } from "../trees/predict.ts";

/** The outputs of a model in one unit, for rows already encoded. */
export interface OutputReader {
  readonly unit: OutputUnit;
  read(rows: EncodedRows): Float64Array;
}

/**
 * @param unit default: that of `predict`
 * @throws EvenhandError `usage/output-unit`
 */
export function outputReader(model: Model, unit: OutputUnit = predictionUnit(model)): OutputReader {
  // So that a unit the model does not have is refused before any work.
  requireUnit(model.output, unit);
  return { unit, read: (rows) => outputsIn(model, rows, unit) };
}
