import type { WorstCases } from "../../metrics/contrast.ts";
import type { NotEstimableReason } from "../../metrics/measurement.ts";
import type { Budget, Limit } from "../budget.ts";
import type { PowerMethod } from "./power.ts";

export const PLAN_SCHEMA = "evenhand/plan@1";

/** How many decisions each budget needs, and what the present ones can show. */
export interface Plan {
  readonly schema: typeof PLAN_SCHEMA;
  /** The chance asked for, 0 to 1. */
  readonly power: number;
  /** Of the two-sided interval. */
  readonly confidence: number;
  /** The least denominator of a pass. */
  readonly minimum: number;
  readonly comparisons: readonly PlannedComparison[];
  readonly families: readonly PlannedFamily[];
  /** Passes to expect in one run if every truth lay exactly on its limit: the sum of the chances. */
  readonly expectedFalsePasses: number;
}

export interface PlannedFamily {
  /** A budget's id, or `file`. */
  readonly family: string;
  /** Distinct comparisons, Holm's first multiplier. */
  readonly comparisons: number;
  /**
   * Fails to expect if every truth lay exactly on its limit, at the first step of Holm; of those that could
   * be planned, null where none could.
   */
  readonly expectedFalseFails: number | null;
  /** Comparisons whose chances are unknown. */
  readonly notPlanned: number;
}

export type PlannedComparison = Planned | NotPlanned;

interface PlanKey {
  readonly budget: string;
  readonly metric: string;
  readonly compare: Budget["compare"];
  readonly dimension: string;
  readonly cohort: string;
  /** Null where the budget is on the measurement itself. */
  readonly reference: string | null;
  readonly limit: Limit;
  readonly family: string;
}

/** A comparison whose chances are known. */
export interface Planned extends PlanKey {
  readonly status: "planned";
  readonly method: PowerMethod;
  readonly present: PlannedCounts;
  /** If the truth lies well inside: at parity, unless declared. */
  readonly pass: PlannedGoal;
  /** If it lies outside: as far beyond the limit as the above lies inside, unless declared. */
  readonly fail: PlannedGoal;
  /** The truths nearest to the limit that the present decisions settle with the power asked for. */
  readonly detectable: {
    /** Outside, below and above the limit: smaller gaps than this would rarely fail. */
    readonly fail: LimitEnds<Detectable>;
    /** Inside: what lies between the two would mostly pass. */
    readonly pass: LimitEnds<Detectable>;
  };
  /** Chance of a pass with the truth exactly on the limit, the larger of both ends. */
  readonly falsePass: number;
  /** Chance of a fail there, at the first step of Holm. */
  readonly falseFail: number;
  /** What more decisions alone do not mend: a pass also has to hold in the worst case of these. */
  readonly withheldBy: WorstCases["because"] | null;
  readonly sentence: string;
}

/** One that cannot be planned, and why. */
export interface NotPlanned extends PlanKey {
  readonly status: "not-planned";
  readonly reason: NotPlannedReason;
  readonly sentence: string;
}

/**
 * `several-parts`: a worst case over several rates; `several-references`: against the highest of several
 * cohorts; both depend on more rates than one. `distance`: of two distributions, it depends on both as
 * a whole. `point`: the estimate alone decides, which no number of decisions makes certain. `no-truth`: the metric has no range that would say what lies well inside, and none was
 * declared.
 */
export type NotPlannedReason =
  | NotEstimableReason
  | "several-parts"
  | "several-references"
  | "distance"
  | "point"
  | "no-truth";

/** Decisions of the metric's own denominator, and the rows they take at the present share. */
export interface PlannedCounts {
  readonly decisions: number;
  readonly rows: number;
  /** The same of the reference; null without one. */
  readonly reference: { readonly decisions: number; readonly rows: number } | null;
}

/** What it takes to be told one thing, if the truth is this. */
export interface PlannedGoal {
  readonly truth: number;
  /** The chance with the present decisions. */
  readonly chance: number;
  readonly need: PlannedNeed;
}

export type PlannedNeed =
  | (PlannedCounts & {
      readonly status: "enough-with";
      /** The chance with so many. */
      readonly chance: number;
    })
  | { readonly status: "never"; readonly reason: NeverReason };

/**
 * `on-limit`: the truth is the limit itself, and no number of decisions shows on which side it lies.
 * `impossible`: rates cannot be so far apart. `too-many`: more than ten million decisions.
 */
export type NeverReason = "on-limit" | "impossible" | "too-many";

export interface LimitEnds<T> {
  /** Null where the limit has no such end. */
  readonly min: T | null;
  readonly max: T | null;
}

export type Detectable =
  | { readonly status: "found"; readonly truth: number }
  /** Nothing on this side would be settled with the power asked for. */
  | { readonly status: "none" };
