import type { Cells } from "../cells/cells.ts";
import { countCohorts } from "../cells/cohort-counts.ts";
import { FAVOURABLE, OTHER, type OutcomeCounts } from "../cells/outcome-counts.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { EvenhandError } from "../errors.ts";
import { pairCohorts } from "./cohort-pairs.ts";
import { type GapParts, splitGap } from "./gap-parts.ts";
import { type GapFormula, type GapShare, measurePart, type Side } from "./gap-share.ts";
import { requireConfidence, requireRate } from "./requirements.ts";

/** A gap of selection rates, split into what the recorded outcomes hold and what the model adds. */
export type LabelGap = SplitLabelGap | UnsplitLabelGap;

interface LabelGapKey {
  readonly dimension: string;
  readonly cohort: string;
  readonly reference: string;
  /** Σ weight of the decisions with a recorded outcome. */
  readonly n: number;
  readonly nReference: number;
}

export interface SplitLabelGap extends LabelGapKey {
  readonly status: "ok";
  /** ΔS, S = (TP + FP)/n. */
  readonly selection: GapShare;
  /** ΔB, B = (TP + FN)/n: what decisions that repeat the recorded outcomes would have. */
  readonly label: GapShare;
  /** ΔS − ΔB = Δ(FP/n) − Δ(FN/n): what the model's errors add. */
  readonly model: GapShare;
  /** Δ(FP/n): favourable decisions against the recorded outcome. */
  readonly grantedAgainst: GapShare;
  /** −Δ(FN/n): refusals against the recorded outcome. */
  readonly refusedAgainst: GapShare;
  /**
   * The other convention, by error rates: S = B·TPR + (1 − B)·FPR, each factor at the mean of the other.
   * Null where one of them lacks a kind of recorded outcome.
   */
  readonly byErrorRates: {
    /** ΔB · mean(TPR − FPR): how much of the label gap the model passes on. */
    readonly passedOn: GapShare;
    /** ΔTPR · mean B. */
    readonly truePositiveRate: GapShare;
    /** ΔFPR · mean(1 − B). */
    readonly falsePositiveRate: GapShare;
  } | null;
  /** Rounding noise: selection − label − model. */
  readonly residual: number;
}

export interface UnsplitLabelGap extends LabelGapKey {
  readonly status: "not-estimable";
  readonly reason: "zero-denominator";
}

/** Places of the four kinds: strata are the recorded outcomes, so 2 · label + decision. */
const TN = 0;
const FP = 1;
const FN = 2;
const TP = 3;

/**
 * Splits each gap of selection rates into the gap that the recorded outcomes already have and the gap
 * that the model adds: ΔS = ΔB + (ΔFP/n − ΔFN/n), exact from the confusion counts. The label gap is not
 * thereby right: recorded outcomes carry earlier decisions.
 *
 * Only decisions with a recorded outcome count, so a selection rate can differ from the audit's. The
 * intervals are by the delta method.
 *
 * @param cells with label and prediction
 * @returns one a known cohort that has a reference, in cohort order
 * @throws EvenhandError `usage/lacks-role`, `usage/confidence`
 * @example
 * splitLabelGap(cells, dimension).map(({ cohort, status }) => `${cohort}: ${status}`);
 */
export function splitLabelGap(
  cells: Cells,
  dimension: CohortDimension,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): LabelGap[] {
  requireConfidence(confidence);
  const { label, prediction, weight } = cells.schema;
  if (label === null || prediction === null) {
    throw new EvenhandError({
      code: "usage/lacks-role",
      path: label === null ? "decisions.label" : "decisions.prediction",
      problem: "what a model adds to a gap needs recorded outcomes and decisions",
      expected: "both columns",
      received: "one of them",
    });
  }
  const { within: _, ...whole } = dimension;
  const counted = countCohorts(cells, whole);
  return pairCohorts(requireRate("selection_rate"), counted).map((pair): LabelGap => {
    const sides = [sideOf(pair.own, weight), sideOf(pair.other, weight)] as const;
    const [n, nReference] = sides.map(({ weights }) => totalOf(weights)) as [number, number];
    const { cohort, reference } = pair;
    const key = { dimension: dimension.name, cohort, reference, n, nReference };
    if (n === 0 || nReference === 0) {
      return { ...key, status: "not-estimable", reason: "zero-denominator" };
    }
    const part = (formula: GapFormula): GapShare => measurePart(formula, sides, confidence);
    const selection = part(differenceOf([FP, TP]));
    const base = part(differenceOf([FN, TP]));
    const model = part(differenceOf([FP], [FN]));
    return {
      ...key,
      status: "ok",
      selection,
      label: base,
      model,
      grantedAgainst: part(differenceOf([FP])),
      refusedAgainst: part(differenceOf([], [FN])),
      byErrorRates: sides.every(({ weights }) => hasBothOutcomes(weights))
        ? {
            passedOn: part((a, b) => (splitGap(a, b) as GapParts).mix),
            truePositiveRate: part(withinOutcome(FN)),
            falsePositiveRate: part(withinOutcome(TN)),
          }
        : null,
      residual: selection.value - base.value - model.value,
    };
  });
}

/** Difference of the shares of some kinds, less those of others. */
function differenceOf(plus: readonly number[], minus: readonly number[] = []): GapFormula {
  const shareOf = (weights: Float64Array): number => {
    let sum = 0;
    for (const at of plus) sum += weights[at] as number;
    for (const at of minus) sum -= weights[at] as number;
    return sum / totalOf(weights);
  };
  return (own, reference) => shareOf(own) - shareOf(reference);
}

/** (p₁ − p₂)(q₁ + q₂)/2 of one recorded outcome, whose refused decisions are at `from`. */
function withinOutcome(from: number): GapFormula {
  const rateOf = (weights: Float64Array): number =>
    (weights[from + 1] as number) / ((weights[from] as number) + (weights[from + 1] as number));
  const shareOf = (weights: Float64Array): number =>
    ((weights[from] as number) + (weights[from + 1] as number)) / totalOf(weights);
  return (own, reference) =>
    ((rateOf(own) - rateOf(reference)) * (shareOf(own) + shareOf(reference))) / 2;
}

function sideOf(counts: OutcomeCounts, weight: "none" | "frequency" | "sampling"): Side {
  const states = [OTHER, FAVOURABLE].flatMap((y) => [3 * y + OTHER, 3 * y + FAVOURABLE]);
  const weights = Float64Array.from(states, (at) => counts.w[at] as number);
  const denominator = totalOf(weights);
  const size = sizeOf(counts, states, denominator, weight);
  const half = (0.5 * denominator) / size;
  const factor = denominator / (denominator + states.length * half);
  return { weights, smoothed: weights.map((each) => (each + half) * factor), size };
}

/** As `effectiveSize`, of all decisions with a recorded outcome. */
function sizeOf(
  { w2, pairs }: OutcomeCounts,
  states: readonly number[],
  denominator: number,
  weight: "none" | "frequency" | "sampling",
): number {
  const sumOf = (each: (at: number) => number): number =>
    states.reduce((sum, at) => sum + each(at), 0);
  if (pairs !== undefined) {
    const products = sumOf((at) => sumOf((other) => pairs[9 * at + other] as number));
    return (denominator * denominator) / products;
  }
  return weight === "sampling"
    ? (denominator * denominator) / sumOf((at) => w2[at] as number)
    : denominator;
}

function hasBothOutcomes(weights: Float64Array): boolean {
  const sum = (at: number): number => (weights[at] as number) + (weights[at + 1] as number);
  return sum(TN) > 0 && sum(FN) > 0;
}

function totalOf(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
