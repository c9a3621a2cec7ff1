import type { OutputUnit } from "@evenhand/core";
import type { Model } from "../model.ts";
import type { EncodedRows } from "../trees/encode.ts";
import { convertOutput, predictionUnit, predictRaw } from "../trees/predict.ts";

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
  const units = { from: model.output.unit, to: unit };
  // Asked once, so that a unit the model does not have is refused before any work.
  convertOutput(model, 0, units);
  return {
    unit,
    read: (rows) => predictRaw(model, rows).map((raw) => convertOutput(model, raw, units)),
  };
}
