import {
  type Column,
  EvenhandError,
  type FeatureValue,
  shown,
  suggestName,
  type Table,
  takeRows,
  withColumn,
} from "@evenhand/core";
import type { Model } from "@evenhand/models";

/**
 * One row of a table, alone, with other values in some of its columns.
 *
 * @throws EvenhandError `input/dispute-value` where the model knows no such level
 */
export function correctRow(
  table: Table,
  row: number,
  corrections: Readonly<Record<string, FeatureValue>>,
  model: Model,
): Table {
  let corrected = takeRows(table, [row]);
  for (const [name, value] of Object.entries(corrections)) {
    requireLevel(model, name, value);
    corrected = withColumn(corrected, columnOf(name, value));
  }
  return corrected;
}

function columnOf(name: string, value: FeatureValue): Column {
  const validity = value === null ? Uint8Array.of(0) : null;
  return typeof value === "number"
    ? { kind: "numeric", name, values: Float64Array.of(value), validity }
    : { kind: "category", name, codes: Uint8Array.of(0), levels: [value ?? ""], validity };
}

/** A level that the model has never seen would count as none: a slip, said before anything is worked out. */
function requireLevel({ features }: Model, name: string, value: FeatureValue): void {
  const feature = features.find((each) => each.name === name);
  if (value === null || feature?.kind !== "category") return;
  if (feature.levels.includes(String(value))) return;
  throw new EvenhandError({
    code: "input/dispute-value",
    path: `the claim about ${shown(name)}`,
    problem: "the model knows no such value",
    received: shown(value),
    hint: suggestName(String(value), feature.levels),
  });
}
