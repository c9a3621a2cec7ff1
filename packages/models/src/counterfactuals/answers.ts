import {
  type Change,
  type ErrorCode,
  EvenhandError,
  type FeatureValue,
  requireColumn,
} from "@evenhand/core";
import { valueAt } from "../attributions/typical.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import type { Domain } from "./domain.ts";
import type { Person } from "./prepare.ts";

/** The boxes of a further search are as many as there are ways to leave out a part of each answer. */
export const MOST_ANSWERS = 6;
/** Of these ways, those from which the anchors are tried. */
export const MOST_ANCHORED = 6;

/** The features that a point changes. */
export function changedIn(domains: readonly Domain[], point: Int32Array): number[] {
  return domains.flatMap(({ own }, feature) => (point[feature] === own ? [] : [feature]));
}

/** What differs between a person and the values that an answer gives them, as the model reads both. */
export function changesBetween({ table, features, values }: Person, after: Float64Array): Change[] {
  return features.flatMap((feature, at): Change[] => {
    const to = after[at] as number;
    if (Object.is(to, values[at])) return [];
    const column = requireColumn(table, feature.name, "model features");
    return [{ feature: feature.name, from: valueAt(feature, column, 0), to: decoded(feature, to) }];
  });
}

/** A value of the model as it stands in the data. */
export function decoded(feature: ModelFeature, value: number): FeatureValue {
  return feature.kind === "numeric" ? value : (feature.levels[value] as string);
}

export function requireCount(
  path: string,
  code: ErrorCode,
  value: number,
  most: number = Infinity,
): void {
  if (Number.isInteger(value) && value > 0 && value <= most) return;
  throw new EvenhandError({
    code,
    path,
    problem: "a search cannot work with this number",
    expected: most === Infinity ? "a whole number above 0" : `a whole number from 1 to ${most}`,
    received: String(value),
  });
}
