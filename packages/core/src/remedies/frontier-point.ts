import type { Mixture } from "./mixture.ts";
import type { ScoreCurve, ScoreCurves } from "./score-curves.ts";
import type { ThresholdRule } from "./threshold-rule.ts";

/**
 * What is held equal between cohorts: the selection rate, the true positive rate, the false positive
 * rate, or both of the last two.
 */
export type Criterion =
  | "demographic-parity"
  | "equal-opportunity"
  | "false-positive-parity"
  | "equalized-odds";

/** Expected rates of a cohort; null where nobody has the outcome, or everybody. */
export interface CohortRates {
  readonly cohort: string;
  readonly selectionRate: number;
  readonly truePositiveRate: number | null;
  readonly falsePositiveRate: number | null;
}

/** A choice of thresholds and what it does to the people it was found on. */
export interface FrontierPoint {
  /** The largest difference of the criterion between two cohorts; of the larger rate for equalized odds. */
  readonly gap: number;
  /** Mean worth of a decision. */
  readonly utility: number;
  /** One for everyone, or one for each cohort. */
  readonly rules: readonly ThresholdRule[];
  readonly rates: readonly CohortRates[];
}

/** Rates that a criterion compares, as sums and what they are divided by. */
export function ratesOf(criterion: Criterion, curve: ScoreCurve): RateSums[] {
  const last = curve.selected.length - 1;
  const selection = { sums: curve.selected, denominator: curve.selected[last] as number };
  const truePositive = {
    sums: curve.truePositives,
    denominator: curve.truePositives[last] as number,
  };
  const falsePositive = {
    sums: curve.falsePositives,
    denominator: curve.falsePositives[last] as number,
  };
  if (criterion === "demographic-parity") return [selection];
  if (criterion === "equal-opportunity") return [truePositive];
  if (criterion === "false-positive-parity") return [falsePositive];
  return [falsePositive, truePositive];
}

export interface RateSums {
  readonly sums: Float64Array;
  readonly denominator: number;
}

/** Whether a cohort has anyone for each rate that is compared. */
export function isComparable(criterion: Criterion, curve: ScoreCurve): boolean {
  return ratesOf(criterion, curve).every(({ denominator }) => denominator > 0);
}

/** The entry with the largest gain, the strictest of equals. */
export function bestEntry({ gains }: ScoreCurve): number {
  let best = 0;
  for (let at = 1; at < gains.length; at++) {
    if ((gains[at] as number) > (gains[best] as number)) best = at;
  }
  return best;
}

/** Σ share · sum at the entry. */
function mix(sums: Float64Array, mixture: Mixture): number {
  let mixed = 0;
  for (const { entry, share } of mixture) mixed += share * (sums[entry] as number);
  return mixed;
}

/** The gap, the utility and the rates of one mixture a curve. */
export function describeMixtures(
  { curves, weight }: ScoreCurves,
  mixtures: readonly Mixture[],
  criterion: Criterion,
): Omit<FrontierPoint, "rules"> {
  let worth = 0;
  const lowest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const highest = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const rates = curves.map((curve, i): CohortRates => {
    const mixture = mixtures[i] as Mixture;
    worth += curve.base + mix(curve.gains, mixture);
    if (isComparable(criterion, curve)) {
      ratesOf(criterion, curve).forEach(({ sums, denominator }, at) => {
        const rate = mix(sums, mixture) / denominator;
        lowest[at] = Math.min(lowest[at] as number, rate);
        highest[at] = Math.max(highest[at] as number, rate);
      });
    }
    const last = curve.selected.length - 1;
    const share = (sums: Float64Array): number | null =>
      sums[last] === 0 ? null : mix(sums, mixture) / (sums[last] as number);
    return {
      cohort: curve.cohort,
      selectionRate: mix(curve.selected, mixture) / (curve.selected[last] as number),
      truePositiveRate: share(curve.truePositives),
      falsePositiveRate: share(curve.falsePositives),
    };
  });
  const gaps = highest.map((high, at) => high - (lowest[at] as number));
  return { gap: Math.max(0, ...gaps), utility: worth / weight, rates };
}

/** Gaps nearer than this are the same but for rounding. */
export const GAP_ROUNDING = 1e-12;

/** Points ordered by gap, each with more utility than all of a smaller gap. */
export function keepEfficient(points: readonly FrontierPoint[]): FrontierPoint[] {
  const sorted = [...points].sort((a, b) => a.gap - b.gap || b.utility - a.utility);
  let best = Number.NEGATIVE_INFINITY;
  const efficient = sorted.filter(({ utility }) => {
    if (utility <= best) return false;
    best = utility;
    return true;
  });
  return efficient.filter(({ gap }, i) => {
    const next = efficient[i + 1];
    return next === undefined || next.gap > gap + GAP_ROUNDING;
  });
}
