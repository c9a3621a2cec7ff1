import type { Verdict } from "../budgets/verdict.ts";
import type { AssessedDecisions } from "./assess-decisions.ts";
import type { DecisionChanges } from "./count-changes.ts";
import type { Criterion, FrontierPoint } from "./frontier-point.ts";
import type { DeclaredUtility } from "./scored-table.ts";
import type { ThresholdKind } from "./threshold-frontier.ts";

/** What thresholds are chosen for. */
export interface ThresholdQuestion {
  /** The cohorts, by their name in the configuration. */
  readonly dimension: string;
  readonly criterion: Criterion;
  readonly utility: DeclaredUtility;
  /** Default all that the policy allows. */
  readonly kinds?: readonly ThresholdKind[];
  /**
   * The largest gap of the criterion. Default: the most utility at which no budget fails, by the
   * verdict rule, on the rows chosen on.
   */
  readonly maxGap?: number;
  /** Of the halves and of the lots; default that of `evidence`. */
  readonly seed?: number;
}

/** Whether an option keeps the gap or the budgets on the rows it was chosen on. */
export type AimReached =
  | { readonly status: "kept" }
  /** No comparison fails, and so many are not settled or have no data. */
  | { readonly status: "open"; readonly comparisons: number }
  | {
      readonly status: "missed";
      /** How far the worst failing comparison lies outside its limit, in its units. */
      readonly violation: number;
      readonly budget: string;
      readonly cohort: string;
      readonly why: string;
      /** Budgets that no decisions could keep together at these base rates; empty where that is not so. */
      readonly conflict: readonly string[];
    };

/** One way to decide otherwise. */
export interface ThresholdOption {
  readonly kind: ThresholdKind;
  readonly chosen: FrontierPoint;
  readonly aim: AimReached;
  /** On rows that had no part in the choice. */
  readonly heldOut: AssessedDecisions;
  /** Against the decisions in force, on the same rows; null where none are declared. */
  readonly affected: {
    readonly changes: readonly DecisionChanges[];
    /** Budgets with a comparison that fails now and did not before, and the other way round. */
    readonly newlyFailing: readonly string[];
    readonly noLongerFailing: readonly string[];
  } | null;
}

/** Options side by side. */
export interface ThresholdOptions {
  readonly dimension: string;
  readonly criterion: Criterion;
  readonly seed: number;
  readonly rows: { readonly chosenOn: number; readonly heldOut: number };
  /** The decisions in force on the held-out rows; null where none are declared. */
  readonly inForce: AssessedDecisions | null;
  readonly options: readonly ThresholdOption[];
  /** Kinds that were left out because the policy does not declare thresholds by cohort lawful. */
  readonly refused: readonly { readonly kind: ThresholdKind; readonly why: string }[];
  /** Budgets that decisions alone do not settle. */
  readonly notJudged: readonly string[];
  readonly notes: readonly string[];
}

/** Ids of budgets with a failing comparison, each once. */
export function failingBudgets(verdicts: readonly Verdict[]): string[] {
  const failing = verdicts.filter(({ verdict }) => verdict === "fail");
  return [...new Set(failing.map(({ budget }) => budget))];
}
