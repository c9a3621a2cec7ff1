import { FAVOURABLE, MISSING, OTHER } from "../cells/outcome-counts.ts";

/**
 * How many decisions of each kind a cohort has: rows, or Σ weight. "Positive" is a favourable
 * decision, "true" one that agrees with the recorded outcome.
 */
export interface DecisionCounts {
  /** With or without outcome and decision. */
  readonly all: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  /** Favourable decisions, with or without a recorded outcome. */
  readonly selected: number;
  readonly refused: number;
  /** Favourable outcomes, with or without a decision. */
  readonly favourable: number;
  readonly unfavourable: number;
}

/** @param weights Σ weight by state, at index 3 · label + prediction */
export function decisionCountsOf(weights: ArrayLike<number>): DecisionCounts {
  const at = (label: number, prediction: number): number => weights[3 * label + prediction] ?? 0;
  const predicted = (prediction: number): number =>
    at(OTHER, prediction) + at(FAVOURABLE, prediction) + at(MISSING, prediction);
  const labelled = (label: number): number =>
    at(label, OTHER) + at(label, FAVOURABLE) + at(label, MISSING);
  return {
    all: labelled(OTHER) + labelled(FAVOURABLE) + labelled(MISSING),
    truePositives: at(FAVOURABLE, FAVOURABLE),
    falsePositives: at(OTHER, FAVOURABLE),
    trueNegatives: at(OTHER, OTHER),
    falseNegatives: at(FAVOURABLE, OTHER),
    selected: predicted(FAVOURABLE),
    refused: predicted(OTHER),
    favourable: labelled(FAVOURABLE),
    unfavourable: labelled(OTHER),
  };
}
