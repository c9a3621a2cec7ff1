import { EvenhandError, requireColumn, shown, type Table } from "@evenhand/core";
import { levelIndices, numbersIn } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";

/**
 * How one column of a table becomes number columns for a trainer that knows only numbers. `one-hot`
 * (the default) gives a 0/1 column a level, all 0 where the value is missing or of another level;
 * `ordinal` gives one column with the index of the level, NaN where it is missing.
 */
export type FeatureLayout =
  | { readonly name: string; readonly kind: "numeric" }
  | {
      readonly name: string;
      readonly kind: "category";
      readonly levels: readonly string[];
      readonly encoding?: "one-hot" | "ordinal";
    };

/** What one number column stands for. */
export interface LayoutColumn {
  /** Index of the feature. */
  readonly feature: number;
  /** The level a one-hot column stands for; null for numbers and ordinals. */
  readonly level: number | null;
}

/** The number columns of a layout, in order. */
export function layoutColumns(layout: readonly FeatureLayout[]): LayoutColumn[] {
  return layout.flatMap((feature, index): LayoutColumn[] =>
    feature.kind === "category" && feature.encoding !== "ordinal"
      ? feature.levels.map((_, level) => ({ feature: index, level }))
      : [{ feature: index, level: null }],
  );
}

/** The features as a model shows them: original columns, whatever their encoding. */
export function featuresOf(layout: readonly FeatureLayout[]): ModelFeature[] {
  const names = new Set<string>();
  return layout.map((feature) => {
    if (names.has(feature.name)) throw layoutFault("a feature is declared twice", feature.name);
    names.add(feature.name);
    if (feature.kind === "numeric") return { kind: "numeric", name: feature.name, range: null };
    const levels = [...feature.levels];
    if (levels.length === 0) throw layoutFault("a category has no levels", feature.name);
    if (new Set(levels).size !== levels.length) {
      throw layoutFault("a category has a level twice", feature.name);
    }
    return { kind: "category", name: feature.name, levels };
  });
}

/**
 * The rows of a table as arrays of numbers in the given layout, for a trainer that takes such. Give
 * the same layout to `loadModel` and both agree. Missing numbers are NaN; see {@link FeatureLayout}
 * for categories. No row gives an empty array.
 *
 * @throws EvenhandError `config/unknown-column`, `config/model-features`, `input/not-a-number`
 * @example
 * encodeRows(table({ age: [30, 51], job: ["cook", "nurse"] }), [
 *   { name: "age", kind: "numeric" },
 *   { name: "job", kind: "category", levels: ["cook", "nurse"] },
 * ]); // [[30, 1, 0], [51, 0, 1]]
 */
export function encodeRows(table: Table, layout: readonly FeatureLayout[]): number[][] {
  const encoded = featuresOf(layout).map((feature) => {
    const column = requireColumn(table, feature.name, "model features");
    return feature.kind === "numeric" ? numbersIn(column) : levelIndices(column, feature);
  });
  const columns = layoutColumns(layout);
  return Array.from({ length: table.rows }, (_, row) =>
    columns.map(({ feature, level }) => {
      const value = encoded[feature]?.[row] as number;
      return level === null ? value : Number(value === level);
    }),
  );
}

function layoutFault(problem: string, name: string): EvenhandError {
  return new EvenhandError({
    code: "config/model-features",
    path: "features",
    problem,
    received: shown(name),
  });
}
