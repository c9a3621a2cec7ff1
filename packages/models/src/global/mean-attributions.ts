import type { Interval, OutputUnit } from "@evenhand/core";
import type { TableAttributions } from "../attributions/attribute.ts";
import { momentsOf, type RowMean, requireConfidence, requireRows, rowMean } from "./row-mean.ts";

/** How much one feature moves outputs on the mean, whichever way. */
export interface MeanAttribution {
  readonly feature: string;
  /** Mean |φ|, in the unit of the output. */
  readonly value: number;
  /** Student's t over the rows; null with fewer than two. */
  readonly interval: Interval | null;
  /** Mean φ: what is left where up and down cancel. */
  readonly signed: number;
  /** From 1, by `value`. */
  readonly rank: number;
  /** Features whose mean |φ| these rows do not tell apart from this one: their order may be chance. */
  readonly levelWith: readonly string[];
}

export interface MeanAttributions {
  readonly unit: OutputUnit;
  readonly rows: number;
  readonly confidence: number;
  /** Largest first. */
  readonly features: readonly MeanAttribution[];
}

/**
 * The mean |φ| of each feature over the rows of a table, largest first, with intervals and with what is
 * level. Intervals and ties say how much another sample of as many rows might differ; the background and
 * the model are held fixed.
 *
 * Two features are level when the interval of the mean of |φ_i| − |φ_j|, row by row, holds 0; its
 * confidence is 1 − (1 − confidence) ÷ (M − 1), since each of M features is compared with M − 1 others.
 *
 * @throws EvenhandError `input/empty-table`, `usage/confidence-range`
 * @example
 * const [first] = meanAttributions(attribute(model, people, { game: "path-dependent" })).features;
 * first?.levelWith; // the features that may as well be the first
 */
export function meanAttributions(
  { unit, attributions }: TableAttributions,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): MeanAttributions {
  requireConfidence(confidence);
  requireRows(attributions[0]?.contributions.length ?? 0);
  const sizes = attributions.map(({ feature, contributions }) => ({
    feature,
    absolute: contributions.map(Math.abs),
    signed: momentsOf(contributions).mean,
  }));
  const pairwise = 1 - (1 - confidence) / Math.max(1, sizes.length - 1);
  const features = sizes.map(({ feature, absolute, signed }) => ({
    feature,
    ...atLeastZero(rowMean(absolute, confidence)),
    signed,
    levelWith: sizes
      .filter((other) => other.feature !== feature && isLevel(absolute, other.absolute, pairwise))
      .map((other) => other.feature),
  }));
  features.sort((a, b) => b.value - a.value);
  return {
    unit,
    rows: sizes[0]?.absolute.length ?? 0,
    confidence,
    features: features.map((feature, index) => ({ ...feature, rank: index + 1 })),
  };
}

/** A mean of sizes is none below 0, whatever the interval says. */
function atLeastZero({ value, interval }: RowMean): RowMean {
  return { value, interval: interval && { ...interval, lower: Math.max(0, interval.lower) } };
}

function isLevel(one: Float64Array, other: Float64Array, confidence: number): boolean {
  const { interval } = rowMean(
    one.map((value, row) => value - (other[row] as number)),
    confidence,
  );
  return interval === null || (interval.lower <= 0 && (interval.upper as number) >= 0);
}
