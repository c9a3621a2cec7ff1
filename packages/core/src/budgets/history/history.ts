import type { VerdictKind } from "../verdict.ts";

export const HISTORY_SCHEMA = "evenhand/history@1";

/** What earlier checks said, the oldest first. It holds no counts and nothing about single people. */
export interface History {
  readonly schema: typeof HISTORY_SCHEMA;
  readonly entries: readonly HistoryEntry[];
}

/** One look: one model (or set of decisions) judged on one set of people. */
export interface HistoryEntry {
  /** The UTC date it was judged for (YYYY-MM-DD). */
  readonly today: string;
  /** Key of the people: their attributes and recorded outcomes. */
  readonly people: string;
  /** Key of the decisions about them. */
  readonly decisions: string;
  readonly verdicts: readonly {
    readonly budget: string;
    readonly cohort: string;
    readonly verdict: VerdictKind;
  }[];
}

/** What a team takes from its history. */
export interface HistoryRule {
  /** An error budget that is inconclusive on so many data sets in a row blocks; null: never. */
  readonly dataSets: number | null;
  /** The same for so many days; null: never. */
  readonly days: number | null;
  /** After so many models on the same people fresh ones are asked for; null: never. */
  readonly models: number | null;
}

/** How often the same people have been used to judge. */
export interface Odometer {
  /** Models that were judged on these people, this one included. */
  readonly models: number;
  /** Of the intervals that verdicts rest on: 1 − (1 − declared) ÷ models. */
  readonly confidence: number;
  /** Whether fresh people are asked for. */
  readonly wornOut: boolean;
}
