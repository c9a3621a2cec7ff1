import type { CountedCohort } from "../../cells/cohort-counts.ts";
import { FAVOURABLE, OTHER } from "../../cells/outcome-counts.ts";
import { type Affine, combine } from "./affine.ts";

/** True positives, false positives, true negatives and false negatives of some people. */
export interface Confusion<T> {
  readonly tp: T;
  readonly fp: T;
  readonly tn: T;
  readonly fn: T;
}

/** People whose recorded outcomes are known; how they are decided is free. */
export interface People {
  /** Cohort id. */
  readonly id: string;
  /** Rows with a recorded outcome. */
  readonly rows: number;
  /** Σ weight of those. */
  readonly weight: number;
  /** Share of the weight with a favourable recorded outcome. */
  readonly baseRate: number;
  /** As shares of their own weight. */
  readonly confusion: Confusion<Affine>;
}

/**
 * The people of one cohort. Their true and their false positive rate are the variables 2i and
 * 2i + 1, each from 0 to 1; TP = π·TPR, FP = (1 − π)·FPR.
 */
export function freePeople({ cohort, counts }: CountedCohort, i: number): People {
  const favourable = sumOf(counts.w, FAVOURABLE);
  const weight = favourable + sumOf(counts.w, OTHER);
  const baseRate = weight === 0 ? 0 : favourable / weight;
  const part = (share: number, variable: number): Affine => ({
    constant: 0,
    coefficients: new Map(share === 0 ? [] : [[variable, share]]),
  });
  const tp = part(baseRate, 2 * i);
  const fp = part(1 - baseRate, 2 * i + 1);
  return {
    id: cohort.id,
    rows: sumOf(counts.n, FAVOURABLE) + sumOf(counts.n, OTHER),
    weight,
    baseRate,
    confusion: {
      tp,
      fp,
      fn: combine([
        [baseRate, ONE],
        [-1, tp],
      ]),
      tn: combine([
        [1 - baseRate, ONE],
        [-1, fp],
      ]),
    },
  };
}

/** Whether no row of it has a recorded outcome. */
export function hasNoOutcomes({ counts: { w } }: CountedCohort): boolean {
  return sumOf(w, FAVOURABLE) + sumOf(w, OTHER) === 0;
}

function sumOf(sums: Float64Array, label: number): number {
  const at = 3 * label;
  return (sums[at] as number) + (sums[at + 1] as number) + (sums[at + 2] as number);
}

const ONE: Affine = { constant: 1, coefficients: new Map() };

/** Several cohorts as one. */
export function poolPeople(id: string, parts: readonly People[]): People {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const pooled = (of: (people: People) => Affine): Affine =>
    combine(parts.map((part) => [weight === 0 ? 0 : part.weight / weight, of(part)]));
  return {
    id,
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    weight,
    baseRate: parts.reduce((sum, part) => sum + part.baseRate * (part.weight / (weight || 1)), 0),
    confusion: {
      tp: pooled(({ confusion }) => confusion.tp),
      fp: pooled(({ confusion }) => confusion.fp),
      tn: pooled(({ confusion }) => confusion.tn),
      fn: pooled(({ confusion }) => confusion.fn),
    },
  };
}
