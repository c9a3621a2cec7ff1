import { type Column, categoriesOf, countLevels, type FeatureValue } from "@evenhand/core";
import { numbersIn } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";

/** The value of a feature in a row, as it stands in the data. */
export function valueAt(feature: ModelFeature, column: Column, row: number): FeatureValue {
  if (feature.kind === "numeric") {
    const number = numbersIn(column)[row] as number;
    return Number.isNaN(number) ? null : number;
  }
  const categories = categoriesOf(column);
  if (categories.validity !== null && categories.validity[row] === 0) return null;
  return categories.levels[categories.codes[row] as number] as string;
}

/** The median of numbers, the most frequent level (the first of equals); null where all are missing. */
export function typicalValue(feature: ModelFeature, column: Column): FeatureValue {
  if (feature.kind === "numeric") {
    const present = numbersIn(column).filter((value) => !Number.isNaN(value));
    return present.length === 0 ? null : median(present);
  }
  const categories = categoriesOf(column);
  const { counts } = countLevels(categories);
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  return (counts[most] ?? 0) === 0 ? null : (categories.levels[most] as string);
}

/** The middle of the sorted values, or the mean of the two middle ones. Not defined without values. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
