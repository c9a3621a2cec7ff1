import { EvenhandError, type Interval, type OutputUnit, shown } from "@evenhand/core";
import type { TableAttributions } from "../attributions/attribute.ts";
import { momentsOf, requireConfidence, sumOfErrors, withInterval } from "./row-mean.ts";

/** What one feature adds to the difference of the mean outputs of two sets of rows. */
export interface GapPart {
  readonly feature: string;
  /** Mean φ over the first rows less that over the second. */
  readonly value: number;
  /** Welch's t; null where either side has fewer than two rows. */
  readonly interval: Interval | null;
}

export interface AttributionGap {
  readonly unit: OutputUnit;
  /** Mean output over the first rows less that over the second. */
  readonly gap: { readonly value: number; readonly interval: Interval | null };
  /** Largest |value| first; they add up to the gap. */
  readonly features: readonly GapPart[];
  /** gap − Σ features; rounding noise. */
  readonly residual: number;
}

/**
 * What drives a gap: the difference of mean outputs between two sets of rows, taken apart by feature.
 * Since every row's contributions add up to output − baseline, and the baseline is the same,
 *
 *   mean f over A − mean f over B = Σ_i (mean φ_i over A − mean φ_i over B).
 *
 * A part says that the model reads this feature and that the sets differ in it, not why they differ. A
 * feature that stands in for another takes its part. Intervals are Welch's, of independent rows, with the
 * background held fixed.
 *
 * @param first row numbers from 0, at least one; as `second`, which shares none of them
 * @throws EvenhandError `usage/row-range`, `usage/row-sets`, `usage/confidence-range`
 * @example
 * const all = attribute(model, people, { game: "path-dependent" });
 * attributionGap(all, women, men).features[0]; // what lowers or raises the scores of women most
 */
export function attributionGap(
  { unit, outputs, attributions }: TableAttributions,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): AttributionGap {
  requireConfidence(confidence);
  requireRowSets(outputs.length, first, second);
  const differenceOf = (values: Float64Array): Omit<GapPart, "feature"> => {
    const [one, other] = [first, second].map((rows) => {
      const { mean, variance } = momentsOf(Float64Array.from(rows, (row) => values[row] as number));
      const part = { variance: variance / rows.length, degreesOfFreedom: rows.length - 1 };
      return { mean, part };
    }) as [Side, Side];
    const error = sumOfErrors([one.part, other.part]);
    return withInterval(one.mean - other.mean, error, confidence);
  };
  const gap = differenceOf(outputs);
  const features = attributions
    .map(({ feature, contributions }) => ({ feature, ...differenceOf(contributions) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return {
    unit,
    gap,
    features,
    residual: features.reduce((rest, { value }) => rest - value, gap.value),
  };
}

interface Side {
  readonly mean: number;
  readonly part: { readonly variance: number; readonly degreesOfFreedom: number };
}

function requireRowSets(rows: number, first: ArrayLike<number>, second: ArrayLike<number>): void {
  const seen = new Set<number>();
  for (const [path, set] of Object.entries({ first, second })) {
    if (set.length === 0) throw setFault(path, "a set has no rows", "at least one", "none");
    for (const row of Array.from(set)) {
      if (!Number.isInteger(row) || row < 0 || row >= rows) {
        throw new EvenhandError({
          code: "usage/row-range",
          path,
          problem: "the table has no such row",
          expected: `a whole number from 0 to ${rows - 1}`,
          received: shown(row),
        });
      }
      if (seen.has(row)) {
        throw setFault(path, "a row is in the sets twice", "each row once", `row ${row} again`);
      }
      seen.add(row);
    }
  }
}

function setFault(
  path: string,
  problem: string,
  expected: string,
  received: string,
): EvenhandError {
  return new EvenhandError({ code: "usage/row-sets", path, problem, expected, received });
}
