import { FAVOURABLE, OTHER, type OutcomeCounts } from "../cells/outcome-counts.ts";
import { midPInterval } from "../stats/mid-p.ts";
import { moverMean } from "../stats/mover.ts";
import { pairedRatioInterval } from "../stats/paired-ratio.ts";
import { type Proportion, rateOf } from "../stats/proportion.ts";
import { type Estimate, estimateTransformed } from "./estimate.ts";

type WeightKind = "none" | "frequency" | "sampling";

/** Weighted counts of the four kinds of decision; effective (Kish) with sampling weights. */
interface Confusion {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** A derived value: its estimate, what it is a quotient of, and the count that limits its precision. */
export interface Derived {
  readonly estimate: Estimate;
  readonly numerator: number;
  readonly denominator: number;
  /** Smallest group the value rests on. */
  readonly limiting: number;
}

/** Where `OutcomeCounts` hold the four, at 3 · label + prediction. */
const TP = 3 * FAVOURABLE + FAVOURABLE;
const FP = 3 * OTHER + FAVOURABLE;
const TN = 3 * OTHER + OTHER;
const FN = 3 * FAVOURABLE + OTHER;
const PLACES = [TP, FP, TN, FN] as const;

/** Null where something would be divided by zero. */
export type CountsFormula = (confusion: Confusion) => Derived | null;

/**
 * The four counts over rows with both label and prediction. With sampling weights they are scaled
 * so that their sum is Kish's effective size; with repeated subjects, as if all decisions about one
 * subject were alike.
 */
export function confusionOf(counts: OutcomeCounts, weight: WeightKind): Confusion {
  const { w, pairs } = counts;
  const tp = w[TP] as number;
  const fp = w[FP] as number;
  const tn = w[TN] as number;
  const fn = w[FN] as number;
  if (weight !== "sampling" && pairs === undefined) return { tp, fp, tn, fn };
  const squares =
    pairs === undefined
      ? PLACES.reduce((sum, place) => sum + (counts.w2[place] as number), 0)
      : PLACES.reduce(
          (sum, one) =>
            sum + PLACES.reduce((part, two) => part + (pairs[9 * one + two] as number), 0),
          0,
        );
  const scale = squares === 0 ? 0 : (tp + fp + tn + fn) / squares;
  return { tp: tp * scale, fp: fp * scale, tn: tn * scale, fn: fn * scale };
}

/** (TPR + TNR) / 2, two independent proportions: MOVER from their mid-p limits. */
export function deriveBalancedAccuracy({ tp, fp, tn, fn }: Confusion): Derived | null {
  const positives = tp + fn;
  const negatives = tn + fp;
  if (positives === 0 || negatives === 0) return null;
  const rates: Proportion[] = [
    { successes: tp, size: positives },
    { successes: tn, size: negatives },
  ];
  const value = rates.reduce((sum, rate) => sum + rateOf(rate), 0) / 2;
  return {
    estimate: {
      method: "mover",
      value,
      boundsAt: (z) =>
        moverMean(rates.map((rate) => ({ value: rateOf(rate), ...midPInterval(rate, z) }))),
      proportion: null,
      spread: null,
    },
    numerator: value * (positives + negatives),
    denominator: positives + negatives,
    limiting: Math.min(positives, negatives),
  };
}

/**
 * F1 is 2j / (1 + j) for the share j = TP / (TP + FP + FN), so the mid-p limits of j carry over.
 * Without a favourable label or prediction there is nothing to divide by.
 */
export function deriveF1Score({ tp, fp, fn }: Confusion): Derived | null {
  const size = tp + fp + fn;
  if (size === 0) return null;
  const estimate = estimateTransformed({ successes: tp, size }, (j) => (2 * j) / (1 + j));
  return { estimate, numerator: 2 * tp, denominator: 2 * tp + fp + fn, limiting: size };
}

/** FN / FP is the odds of the share FN / (FN + FP) among the wrong decisions: mid-p, transformed. */
export function deriveTreatmentEquality({ fp, fn }: Confusion): Derived | null {
  if (fp === 0) return null;
  const estimate = estimateTransformed(
    { successes: fn, size: fn + fp },
    (share) => share / (1 - share),
  );
  return { estimate, numerator: fn, denominator: fp, limiting: fn + fp };
}

/** (TP + FN) / (TP + FP): two counts that share TP, so their ratio is one of paired proportions. */
export function deriveConditionalAcceptance({ tp, fp, fn }: Confusion): Derived | null {
  return derivePairedRatio(tp, fn, fp);
}

/** (TN + FP) / (TN + FN): the same for refusals. */
export function deriveConditionalRejection({ tn, fp, fn }: Confusion): Derived | null {
  return derivePairedRatio(tn, fp, fn);
}

function derivePairedRatio(both: number, first: number, second: number): Derived | null {
  const denominator = both + second;
  if (denominator === 0) return null;
  return {
    estimate: {
      method: "bonett-price",
      value: (both + first) / denominator,
      boundsAt: (z) => pairedRatioInterval(both, first, second, z),
      proportion: null,
      spread: null,
    },
    numerator: both + first,
    denominator,
    limiting: denominator,
  };
}
