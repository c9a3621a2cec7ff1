import {
  type Change,
  type Column,
  categoriesOf,
  encodeCategory,
  type FeatureValue,
  requireColumn,
  type Table,
  takeRows,
} from "@evenhand/core";
import { requireRow } from "../trees/encode.ts";

/**
 * One row of a table with some values changed, as a table of one row; null makes a value missing.
 * Columns keep their kind, save that one of numbers becomes one of texts where the new value is no number.
 *
 * @param row from 0
 * @throws EvenhandError `usage/row-range`, `config/unknown-column`
 * @example
 * predict(model, applyChanges(people, 0, counterfactuals(model, people, 0, options)[0].changes));
 */
export function applyChanges(
  table: Table,
  row: number,
  changes: readonly Pick<Change, "feature" | "to">[],
): Table {
  requireRow(table, row);
  const one = takeRows(table, [row]);
  const columns = new Map(one.columns);
  for (const { feature, to } of changes) {
    columns.set(feature, changedColumn(requireColumn(one, feature, "changes"), to));
  }
  return { rows: 1, columns };
}

function changedColumn(column: Column, to: FeatureValue): Column {
  const number = typeof to === "string" && to.trim() === "" ? Number.NaN : Number(to);
  if (column.kind === "numeric" && (to === null || Number.isFinite(number))) {
    const isMissing = to === null;
    return {
      ...column,
      values: Float64Array.of(isMissing ? 0 : number),
      validity: isMissing ? Uint8Array.of(0) : null,
    };
  }
  return encodeCategory(categoriesOf(column).name, [to === null ? null : String(to)]);
}
