import type { CohortDimension } from "../cohorts/dimension.ts";
import type { Budget, Evidence } from "./budget.ts";
import type { History, HistoryRule } from "./history/history.ts";
import type { Waiver } from "./waiver.ts";

/** What was declared before the numbers were known. A parsed `Configuration` is one. */
export interface Policy {
  readonly cohorts: readonly CohortDimension[];
  readonly evidence: Evidence;
  readonly budgets: readonly Budget[];
  readonly waivers: readonly Waiver[];
  /** What is taken from the history given to `decide`; absent or null: nothing. */
  readonly history?: HistoryRule | null;
}

/** When the policy is applied. */
export interface DecideContext {
  /** The UTC date (YYYY-MM-DD), for waivers; null is refused where there are waivers. */
  readonly today: string | null;
  /** What earlier checks said; null at the first. Read where the policy declares `history`. */
  readonly history?: History | null;
  /** Whether each verdict says how little would change it; each costs hundreds of judgements. */
  readonly tipping?: boolean;
}
