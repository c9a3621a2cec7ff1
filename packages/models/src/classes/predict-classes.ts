import type { OutputUnit, Table } from "@evenhand/core";
import { encodeTable } from "../trees/encode.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { fromRaw, predictionUnit, predictRaw } from "../trees/predict.ts";
import { softmax } from "../trees/softmax.ts";
import type { Classifier } from "./classifier.ts";

/** Outputs of a classifier for the rows of a table. */
export interface ClassPredictions {
  /** `probability`, save where an ONNX file gives scores without one. */
  readonly unit: OutputUnit;
  /** In the order of the classifier, each with one output a row. */
  readonly classes: readonly { readonly name: string; readonly outputs: Float64Array }[];
  /** The index of the class with the largest output in each row, the first of equals. */
  readonly predicted: Int32Array;
}

/**
 * The probability of each class for every row of a table, by the link of the model's format, and the
 * class with the largest. No row gives empty arrays.
 *
 * @throws EvenhandError as `predict`
 * @example
 * const { classes, predicted } = predictClasses(classifier, people);
 * classes[predicted[0]].name; // "refused"
 */
export function predictClasses(classifier: Classifier, table: Table): ClassPredictions {
  const { outputs, classes, link } = classifier;
  const rows = encodeTable(classifier.features, table);
  const raw = outputs.map((output) => predictRaw(output, rows));
  const unit = unitOf(classifier);
  const scores =
    link === "softmax"
      ? softmax(raw)
      : raw.map((each, at) =>
          each.map((value) => fromRaw((outputs[at] as TreeEnsemble).output, value, unit)),
        );
  return {
    unit,
    classes: classes.map((name, at) => ({ name, outputs: scores[at] as Float64Array })),
    predicted: Int32Array.from({ length: table.rows }, (_, row) => largestAt(raw, row)),
  };
}

/** One unit for all: shares of all classes, or scores where those of one class are none. */
function unitOf({ outputs }: Classifier): OutputUnit {
  const units = outputs.map(predictionUnit);
  return units.every((unit) => unit === "probability") ? "probability" : "score";
}

/** Probabilities grow with raw outputs, which do not round to 1. */
function largestAt(raw: readonly Float64Array[], row: number): number {
  let largest = 0;
  for (let at = 1; at < raw.length; at++) {
    const value = (raw[at] as Float64Array)[row] as number;
    if (value > ((raw[largest] as Float64Array)[row] as number)) largest = at;
  }
  return largest;
}
