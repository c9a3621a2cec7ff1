import type { Interval } from "../stats/interval.ts";
import type { Spread } from "./estimate.ts";

export type NotEstimableReason =
  | "zero-denominator"
  | "no-label"
  | "no-prediction"
  | "no-rows"
  | "no-reference"
  | "no-comparison"
  | "no-shared-stratum"
  | "reference-not-estimable"
  | "cohort-not-estimable"
  | "both-zero"
  | "no-interval"
  | "no-recourse"
  | "search-incomplete"
  | "unscored";

interface MeasurementKey {
  readonly metric: string;
  readonly dimension: string | null;
  readonly cohort: string;
  /** The other side of a distance, which is of two cohorts; absent elsewhere. */
  readonly reference?: string;
}

/** One metric for one cohort, or a distance of two. */
export type Measurement = MeasurementKey &
  (
    | {
        readonly status: "ok";
        readonly value: number;
        readonly interval: Interval | null;
        /** Sum of weights; rows without weights. */
        readonly numerator: number;
        readonly denominator: number;
        /** Rows behind the denominator; Σ weight for frequency weights. */
        readonly n: number;
        /** Size the interval was computed with: the denominator, less with sampling weights (Kish). */
        readonly effectiveDenominator: number;
        /** What rebuilds the interval at another confidence; null for proportions and what is derived from counts. */
        readonly spread?: Spread | null;
        /** Rows left out because an input was missing; only of metrics measured from rows. */
        readonly missing?: number;
        /** Those of them that lacked a score or another prediction. */
        readonly unscored?: number;
        /** As `n`, of the other side of a distance. */
        readonly nReference?: number;
        readonly reason: null;
      }
    | {
        readonly status: "not-estimable";
        readonly value: null;
        readonly interval: null;
        readonly numerator: number;
        readonly denominator: number;
        readonly n: number;
        readonly reason: NotEstimableReason;
      }
  );

export type Compare = "difference" | "ratio";

interface DisparityKey {
  readonly metric: string;
  readonly dimension: string;
  /** `distance`: of the two cohorts' distributions, 0 where they are the same. */
  readonly compare: Compare | "distance";
  readonly cohort: string;
  readonly reference: string;
}

/** A cohort against its reference: cohort − reference, cohort ÷ reference, or their distance. */
export type Disparity = DisparityKey &
  (
    | {
        readonly status: "ok";
        readonly value: number;
        readonly interval: Interval;
        /**
         * Worst cases over rows without attribute or label, null at an end without a known bound;
         * null as a whole where nothing is missing.
         */
        readonly bounds: { readonly lower: number | null; readonly upper: number | null } | null;
        readonly reason: null;
      }
    | {
        /** A ratio to a reference at zero: no finite value, but a lower bound that a verdict can use. */
        readonly status: "unbounded";
        readonly value: null;
        readonly interval: null;
        readonly lower: number;
        readonly confidence: number;
        readonly bounds: null;
        readonly reason: "reference-zero";
      }
    | {
        readonly status: "not-estimable";
        readonly value: null;
        readonly interval: null;
        readonly bounds: null;
        readonly reason: NotEstimableReason;
      }
  );
