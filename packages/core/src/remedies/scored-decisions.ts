import { EvenhandError } from "../errors.ts";
import type { Utility } from "./utility.ts";

/** Scored people of several cohorts, one entry a person in each list. */
export interface ScoredDecisions {
  /** Finite numbers. */
  readonly scores: ArrayLike<number>;
  /** Recorded outcomes: 1 favourable, 0 other, −1 not recorded. */
  readonly labels: ArrayLike<number>;
  /** Position of each person's cohort in `names`; −1 where it is unknown. */
  readonly cohorts: ArrayLike<number>;
  readonly names: readonly string[];
  /** What each person counts, above or equal to 0; default 1. */
  readonly weights?: ArrayLike<number>;
  /** `above`: favourable where score ≥ threshold; `below`: where score < threshold. Default `above`. */
  readonly favourableWhen?: "above" | "below";
}

/** @throws EvenhandError `input/lengths-differ`, `input/score-range`, `input/label-range`, `input/cohort-range`, `input/weight-range`, `input/gain-range`, `input/empty-table` */
export function checkDecisions(decisions: ScoredDecisions, utility: Utility): void {
  const { scores, labels, cohorts, names, weights } = decisions;
  const rows = scores.length;
  const gains = utility.kind === "gains" ? utility.values : undefined;
  for (const other of [labels, cohorts, weights, gains]) {
    if (other === undefined || other.length === rows) continue;
    throw new EvenhandError({
      code: "input/lengths-differ",
      problem: "every list needs one entry a person",
      expected: String(rows),
      received: String(other.length),
    });
  }
  if (rows === 0) {
    throw new EvenhandError({
      code: "input/empty-table",
      problem: "there are no scored people to choose thresholds on",
      expected: "at least one person",
      received: "0",
    });
  }
  for (let row = 0; row < rows; row++) {
    const score = scores[row] as number;
    if (!Number.isFinite(score)) refuse("score-range", "a score is no finite number", score, row);
    const label = labels[row] as number;
    if (label !== 0 && label !== 1 && label !== -1) {
      refuse("label-range", "an outcome is none of 1, 0 and −1", label, row);
    }
    const cohort = cohorts[row] as number;
    if (!Number.isInteger(cohort) || cohort < -1 || cohort >= names.length) {
      refuse("cohort-range", "a cohort has no name", cohort, row);
    }
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (!Number.isFinite(weight) || weight < 0) {
      refuse("weight-range", "a weight is out of range", weight, row);
    }
    const gain = gains === undefined ? 0 : (gains[row] as number);
    if (!Number.isFinite(gain)) refuse("gain-range", "a gain is no finite number", gain, row);
  }
}

function refuse(code: string, problem: string, value: number, row: number): never {
  throw new EvenhandError({
    code: `input/${code}`,
    problem,
    received: `${value} at position ${row}`,
  });
}
