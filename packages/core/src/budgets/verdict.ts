import type { Compare, NotEstimableReason } from "../metrics/measurement.ts";
import type { Interval } from "../stats/interval.ts";
import type { Limit, Severity } from "./budget.ts";
import type { Debt } from "./history/debt.ts";

export type VerdictKind = "pass" | "fail" | "inconclusive" | "no-data" | "error";

export type VerdictReason =
  | "too-few"
  | "near-limit"
  | "unknown-attribute"
  | "unlabelled"
  | "unscored"
  | NotEstimableReason;

/** The judgement of one budget for one cohort. */
export interface Verdict {
  readonly budget: string;
  readonly metric: string;
  readonly compare: Compare | "distance" | "value";
  readonly dimension: string;
  readonly cohort: string;
  /** Null where the budget is on the measurement itself. */
  readonly reference: string | null;
  readonly verdict: VerdictKind;
  /** Why it is inconclusive or has no data; null for pass and fail. */
  readonly reason: VerdictReason | null;
  readonly severity: Severity;
  readonly estimate: number | null;
  /** The bound that decided, one-sided at `boundLevel`. */
  readonly bound: number | null;
  readonly boundLevel: number | null;
  readonly interval: Interval | null;
  /** Two-sided, for the limit lying inside: inverted from the printed interval. */
  readonly p: number | null;
  /** After the declared adjustment over the family (`evidence.multiplicity`). */
  readonly adjustedP: number | null;
  readonly limit: Limit;
  /** Rows behind the cohort's denominator. */
  readonly n: number;
  /** The same for the reference; null without one. */
  readonly nReference: number | null;
  readonly waiver: WaiverUse | null;
  /** The gap to the limit as a number of decisions; 0 inside the limit, null where it has no meaning. */
  readonly shortfall: number | null;
  /** How the interval stands to the budget's target; absent without one. */
  readonly target?: TargetUse;
  /** How long it has been inconclusive; absent for other verdicts and without a history. */
  readonly debt?: Debt;
  /** The finding as one plain sentence that names both cohorts. */
  readonly sentence: string;
  /** How little would change it; absent where nobody asked (`decide` with `tipping`). */
  readonly tipping?: readonly TippingPoint[];
}

/** `met`: the interval lies wholly inside the target; `missed`: wholly outside; `open`: neither. */
export interface TargetUse {
  readonly limit: Limit;
  readonly status: "met" | "missed" | "open";
}

/**
 * What would have to be different: recorded outcomes of the cohort or its reference, decisions about
 * the cohort, or rows of unknown attribute that belonged to one of them.
 */
export type TippingKind =
  | "labels"
  | "reference-labels"
  | "decisions"
  | "unknown"
  | "reference-unknown";

/** The smallest change of one kind at which the same rule says something else. */
export interface TippingPoint {
  readonly kind: TippingKind;
  /** The verdict that changes; for rows of unknown attribute the one without their worst case. */
  readonly from: VerdictKind;
  readonly to: VerdictKind;
  /** Rows that would have to change; Σ weight for frequency weights. */
  readonly count: number;
  /** Rows that could. */
  readonly of: number;
  /** count ÷ of. */
  readonly share: number;
  readonly sentence: string;
}

export interface WaiverUse {
  readonly status: "applied" | "expired" | "not-yet-valid" | "ceiling-exceeded";
  readonly reason: string;
  readonly owner: string;
  readonly approvedBy: string;
  readonly expires: string;
}

export interface Outcome {
  /** The gravest verdict that counts; `not-demonstrated` where nothing failed but not all passed. */
  readonly verdict:
    | "pass"
    | "fail"
    | "inconclusive"
    | "no-data"
    | "not-demonstrated"
    | "no-budgets";
  readonly exitCode: 0 | 1 | 2 | 4;
  readonly counts: Readonly<Record<VerdictKind | "waived", number>>;
  readonly sentence: string;
}
