import type { Budget, Evidence, Limit, Severity } from "../budgets/budget.ts";
import type { Outcome, Verdict, VerdictKind, VerdictReason } from "../budgets/verdict.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import type { Exclusion, FileIdentity } from "../document/audit-document.ts";
import type { Interval } from "../stats/interval.ts";
import type { Slot } from "./slot.ts";

export const BURN_SCHEMA = "evenhand/burn@1";

/** Budgets watched over time: figures slot by slot, and what the evidence of each window says. */
export interface BurnDocument {
  readonly schema: typeof BURN_SCHEMA;
  readonly title: string;
  readonly provenance: BurnProvenance;
  readonly burn: BurnSection;
  readonly population: {
    /** Rows read, rows counted in slots, and why others were not. */
    readonly rows: number;
    readonly used: number;
    readonly excluded: readonly Exclusion[];
  };
  /** In time order; slots without rows are left out. */
  readonly slots: readonly BurnSlot[];
  /** The window of the last slot. */
  readonly window: Slot;
  /** One for each budget and cohort, in the order of the budgets. */
  readonly series: readonly BurnSeries[];
  /** Those that are watched. */
  readonly budgets: readonly Budget[];
  readonly unwatched: readonly UnwatchedBudget[];
  /** What the evidence of the present window says, by bounds that hold at every look in it. */
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
  readonly notes: readonly string[];
}

export interface BurnProvenance {
  readonly generator: { readonly name: string; readonly version: string };
  /** The UTC date it was judged for (YYYY-MM-DD), before which a slot must have ended; null if none was given. */
  readonly today: string | null;
  readonly data: readonly FileIdentity[];
  readonly configuration: FileIdentity | null;
  readonly evidence: Evidence;
}

export interface BurnSlot extends Slot {
  readonly window: Slot;
  readonly rows: number;
}

export interface UnwatchedBudget {
  readonly budget: string;
  readonly reason: string;
}

/** One comparison of a budget over time. */
export interface BurnSeries {
  readonly budget: string;
  readonly metric: string;
  readonly compare: Budget["compare"];
  readonly dimension: string;
  readonly cohort: string;
  readonly reference: string | null;
  readonly severity: Severity;
  readonly limit: Limit;
  /** In time order, from the first slot of a window in which the cohort occurs. */
  readonly points: readonly BurnPoint[];
  /** First day of the first slot of the present window at which the verdict was `fail`; null: at none. */
  readonly firstOutside: string | null;
  /** How fast what is put up with is used up; null where no share was declared. By points. */
  readonly spending: Spending | null;
}

/** One slot of a series. */
export interface BurnPoint {
  /** First day of the slot. */
  readonly slot: string;
  /** The slot on its own: points, without a verdict. */
  readonly alone: Figures;
  /** All of its window up to and with this slot, each slot against the reference of the same slot. */
  readonly sofar: Evidenced;
}

export interface Figures {
  /** Decisions behind the cohort’s value, and behind its reference’s. */
  readonly n: number;
  readonly nReference: number | null;
  /** Null where it cannot be measured or has no upper end. */
  readonly estimate: number | null;
  /** The gap to the limit as a number of decisions: an amount, and no instruction. 0 inside the limit. */
  readonly shortfall: number | null;
}

export interface Evidenced extends Figures {
  /** Holds at every look of the window at once: of a gap that is the same in every slot. */
  readonly interval: Interval | null;
  /** Valid whenever one looks; agrees with the interval. */
  readonly p: number | null;
  /** The smallest p so far in the window, which is valid as well. */
  readonly lowestP: number | null;
  readonly adjustedP: number | null;
  readonly verdict: VerdictKind;
  readonly reason: VerdictReason | null;
}

/** The shortfall against what is put up with: points, without a statement of evidence. */
export interface Spending {
  /** Shortfall of the present window ÷ (allowed share × its decisions); 1: all of it. */
  readonly spent: number;
  readonly alerts: readonly BurnAlert[];
}

/**
 * Raised where shortfall comes in at `factor` times the allowed share or faster, over a long
 * lookback (so that it matters) and a short one (so that it still goes on). A point alert: it says
 * nothing of chance, which the verdict does.
 */
export interface BurnAlert {
  readonly kind: "page" | "ticket";
  readonly factor: number;
  readonly long: Lookback;
  readonly short: Lookback;
  readonly isRaised: boolean;
}

export interface Lookback {
  /** How many slots of the calendar, the last one included. */
  readonly slots: number;
  readonly n: number;
  readonly shortfall: number;
  /** shortfall ÷ (allowed share × n); 0 without decisions. */
  readonly rate: number;
}
