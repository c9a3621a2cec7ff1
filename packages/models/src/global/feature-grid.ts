import { EvenhandError, nearestName, shown } from "@evenhand/core";
import type { EncodedRows } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";

/** A feature of a model and where it stands in encoded rows. */
export interface FeaturePlace {
  readonly at: number;
  readonly feature: ModelFeature;
}

/** @throws EvenhandError `config/unknown-feature` */
export function featureNamed(features: readonly ModelFeature[], name: string): FeaturePlace {
  const at = features.findIndex((candidate) => candidate.name === name);
  const feature = features[at];
  if (feature !== undefined) return { at, feature };
  const nearest = nearestName(
    name,
    features.map((candidate) => candidate.name),
  );
  throw new EvenhandError({
    code: "config/unknown-feature",
    path: "feature",
    problem: "the model has no feature of this name",
    received: shown(name),
    ...(nearest !== null && { hint: `Did you mean ${shown(nearest)}?` }),
  });
}

/** The present values of one feature, sorted. */
export function sortedValues({ rows, width, values }: EncodedRows, at: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * width + at] as number)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/**
 * The distinct quantiles 0, 1/steps, … 1 of sorted values, each one of the values (the smallest x with
 * F(x) ≥ p). None without values.
 */
export function quantiles(sorted: Float64Array, steps: number): number[] {
  const n = sorted.length;
  if (n === 0) return [];
  const picked = Array.from(
    { length: steps + 1 },
    (_, step) => sorted[Math.max(0, Math.ceil((step * n) / steps) - 1)] as number,
  );
  return [...new Set(picked)];
}

/** The rows with one feature set to the same value everywhere. */
export function withValue(encoded: EncodedRows, at: number, value: number): EncodedRows {
  const values = encoded.values.slice();
  for (let cell = at; cell < values.length; cell += encoded.width) values[cell] = value;
  return { ...encoded, values };
}
