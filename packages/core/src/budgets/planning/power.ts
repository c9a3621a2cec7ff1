import type { Budget, Limit } from "../budget.ts";
import type { Sizes } from "./limit-line.ts";

/** The verdict rule as a plan sees it: one comparison at the first step of Holm over `family`. */
export interface Rule {
  readonly compare: Budget["compare"];
  readonly limit: Limit;
  /** Of the two-sided interval that must lie inside for a pass. */
  readonly confidence: number;
  /** Distinct comparisons: a fail must hold at 1 − (1 − confidence)/family. */
  readonly family: number;
  /** The least denominator of a pass. */
  readonly minimum: number;
}

/** How often the rule says what, if the truth were a given value. */
export interface Chances {
  pass(truth: number): number;
  fail(truth: number): number;
}

/** The chances of one comparison, at any number of decisions. */
export interface Power {
  /** How the chances were found. */
  readonly method: PowerMethod;
  /** Decisions at present, as the intervals see them. */
  readonly present: Sizes;
  /** True where cohort and reference can be this far apart at all. */
  isPossible(truth: number): boolean;
  /** The chances with so many decisions of the cohort, and of the reference as many more as at present. */
  at(own: number): Chances;
  /** Standard error of the comparison at the limit's scale with one decision of the cohort, if the truth were this. */
  errorOfOne(truth: number): number;
}

/**
 * `enumeration`: every pair of counts, judged by the very rule. `normal`: an estimate that is normal
 * on the scale of its interval, with a standard error that falls as 1/√n.
 */
export type PowerMethod = "enumeration" | "normal";

/** The scale on which a distance from the limit is measured: ratios by their logarithm. */
export function toScale(compare: Budget["compare"], value: number): number {
  return compare === "ratio" ? Math.log(value) : value;
}

export function fromScale(compare: Budget["compare"], scaled: number): number {
  return compare === "ratio" ? Math.exp(scaled) : scaled;
}
