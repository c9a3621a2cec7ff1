import type { Interval } from "../../stats/interval.ts";
import type { Severity } from "../budget.ts";

/** How much a gap may grow against the baseline before it counts. */
export interface RatchetRule {
  /** In units of the disparity or the measurement: 0.02 is two points of a difference, or 0.02 of a ratio. */
  readonly margin: number;
  /** Decisions; a growth that is smaller than so many is put up with. */
  readonly floor: number;
}

/**
 * `grew`: the gap is larger than in the baseline by more than the margin, chance allowed for, and by more
 * decisions than the floor. `held`: it is not, chance allowed for. `undecided`: the data do not
 * settle it. `not-compared`: one of the two cannot be measured.
 */
export type GrowthStatus = "grew" | "held" | "undecided" | "not-compared";

/** One comparison of one budget against the baseline. */
export interface Growth {
  readonly budget: string;
  readonly cohort: string;
  readonly severity: Severity;
  readonly status: GrowthStatus;
  readonly before: number | null;
  readonly after: number | null;
  /** How much the gap grew; below 0 where it shrank. Null where not compared. */
  readonly growth: number | null;
  /** Of the growth, for all comparisons of the budget at once. */
  readonly interval: Interval | null;
  /** The growth as a number of decisions of the cohort; null where that has no meaning. */
  readonly decisions: number | null;
  readonly sentence: string;
}
