import { type Column, categoriesOf, encodeCategory, type Table, tableOf } from "@evenhand/core";
import type { ModelFeature } from "../../trees/ensemble.ts";
import type { Person } from "../prepare.ts";

/** Rows that a model is shown, from their values as a model file would read them. */
export type TableOf = (rows: readonly Float64Array[]) => Table;

/** A column as a feature of a model file would be. */
export function inputOf(column: Column): ModelFeature {
  const { kind, name } = column;
  return kind === "numeric" ? { kind, name, range: null } : { kind, name, levels: column.levels };
}

/**
 * What is left as it is keeps the person's own text, also where no anchor has it.
 *
 * @param inputs how many of the person's features the model is shown
 */
export function tablesOf({ features, table }: Person, inputs: number): TableOf {
  const makers = features.slice(0, inputs).map((feature, at) => {
    if (feature.kind === "numeric")
      return (rows: readonly Float64Array[]) => numbers(feature, rows, at);
    const own = ownText(table, feature.name);
    return (rows: readonly Float64Array[]): Column =>
      encodeCategory(
        feature.name,
        rows.map((row) => feature.levels[row[at] as number] ?? own),
      );
  });
  return (rows) => tableOf(makers.map((make) => make(rows)));
}

function numbers({ name }: ModelFeature, rows: readonly Float64Array[], at: number): Column {
  const values = Float64Array.from(rows, (row) => row[at] as number);
  const present = values.map((value) => (Number.isNaN(value) ? 0 : 1));
  const whole = present.every((one) => one === 1);
  return { kind: "numeric", name, values, validity: whole ? null : Uint8Array.from(present) };
}

function ownText(table: Table, name: string): string | null {
  const { codes, levels, validity } = categoriesOf(table.columns.get(name) as Column);
  return validity !== null && validity[0] === 0 ? null : (levels[codes[0] as number] as string);
}
