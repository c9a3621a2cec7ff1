import { FAVOURABLE, MISSING, OTHER, type OutcomeCounts } from "../../cells/outcome-counts.ts";
import type { WeightKind } from "../estimator.ts";

/**
 * Rows, Σ weight and Σ weight² by label × prediction class, at index (k + 1) · label + prediction;
 * index k stands for missing.
 */
export interface ClassCounts {
  /** Number of classes k. */
  readonly classes: number;
  readonly kind: WeightKind;
  readonly n: Float64Array;
  readonly w: Float64Array;
  readonly w2: Float64Array;
}

/**
 * Counts rows by the classes of their label and prediction.
 *
 * @param labels class of each row of the table, −1 where missing; null without labels
 * @param weights one a row of the table; null where each counts once
 */
export function countClasses(
  rows: Uint32Array,
  classes: number,
  labels: Int32Array | null,
  predictions: Int32Array,
  weights: { readonly kind: WeightKind; readonly values: Float64Array } | null,
): ClassCounts {
  const size = (classes + 1) ** 2;
  const counts: ClassCounts = {
    classes,
    kind: weights?.kind ?? "none",
    n: new Float64Array(size),
    w: new Float64Array(size),
    w2: new Float64Array(size),
  };
  const place = (code: number): number => (code < 0 ? classes : code);
  for (const row of rows) {
    const label = labels === null ? classes : place(labels[row] as number);
    const at = (classes + 1) * label + place(predictions[row] as number);
    const weight = weights === null ? 1 : (weights.values[row] as number);
    counts.n[at] = (counts.n[at] as number) + 1;
    counts.w[at] = (counts.w[at] as number) + weight;
    counts.w2[at] = (counts.w2[at] as number) + weight * weight;
  }
  return counts;
}

/** The counts with one class as favourable and all others as not: what the binary metrics read. */
export function oneVersusRest(counts: ClassCounts, own: number): OutcomeCounts {
  const { classes } = counts;
  const made = { n: new Float64Array(9), w: new Float64Array(9), w2: new Float64Array(9) };
  const stateOf = (code: number): number =>
    code === classes ? MISSING : code === own ? FAVOURABLE : OTHER;
  for (let label = 0; label <= classes; label++) {
    for (let prediction = 0; prediction <= classes; prediction++) {
      const from = (classes + 1) * label + prediction;
      const to = 3 * stateOf(label) + stateOf(prediction);
      for (const part of ["n", "w", "w2"] as const) {
        made[part][to] = (made[part][to] as number) + (counts[part][from] as number);
      }
    }
  }
  return made;
}
