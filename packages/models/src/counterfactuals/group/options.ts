import type {
  CohortDimension,
  FeatureDeclaration,
  FeatureLink,
  Interval,
  OutputUnit,
  Table,
} from "@evenhand/core";
import type { CounterfactualTarget } from "../target.ts";

/**
 * What one change asks of everybody. `at-least` and `at-most`: a number on the wrong side of the value
 * moves to it, or to the next of the person's own steps beyond it; whoever is on the right side has
 * nothing to do. `by`: a number moves by so much. `exactly`: a category becomes this level.
 */
export type GroupChange =
  | {
      readonly feature: string;
      readonly kind: "at-least" | "at-most" | "by";
      readonly value: number;
    }
  | { readonly feature: string; readonly kind: "exactly"; readonly value: string };

export interface GroupOptions {
  readonly target: CounterfactualTarget;
  /** Rows of the training data: they fix spread and decimals, as in `counterfactuals`. */
  readonly anchors: Table;
  /** All refused people first, then the cohorts of each dimension; only all of them unless given. */
  readonly cohorts?: readonly CohortDimension[];
  /** The rows looked at, from 0; all unless given. Who meets the target already is left out. */
  readonly rows?: Iterable<number>;
  /** What may change and how. Barred advice (protected, proxy) is never given. */
  readonly features?: Readonly<Record<string, FeatureDeclaration>>;
  /** What holds between two inputs of whoever changes one of them. */
  readonly links?: readonly FeatureLink[];
  /** Most features that one answer changes, 1 to 4. Default 2. */
  readonly maxChanges?: number;
  /** Most values tried of a number in each direction, and of its increments. Default 12. */
  readonly values?: number;
  /** Changes of each size that are carried on to the next. Default 4. */
  readonly beam?: number;
  /** Search some people and report on others: a share of those looked at, drawn with the seed. */
  readonly heldOut?: { readonly share?: number; readonly seed: number };
  /** Of the intervals, 0 to 1. Default 0.95. */
  readonly confidence?: number;
}

/** What one change does for the refused people of one cohort. */
export interface GroupReach {
  /** Null for all refused people. */
  readonly dimension: string | null;
  readonly cohort: string;
  readonly people: number;
  /** They can follow it, and it turns their decision. */
  readonly helped: number;
  /** Something in it is not open to them: a direction, a range, a missing value, a link. */
  readonly barred: number;
  /** helped ÷ people. */
  readonly coverage: number;
  /** The mid-p interval of the coverage. */
  readonly interval: Interval;
  /** Among those helped, who are not those for whom it would have been dear; null where there are none. */
  readonly cost: GroupCost | null;
}

export interface GroupCost {
  readonly mean: number;
  /** The ⌈q·n⌉-th smallest. */
  readonly quantiles: readonly { readonly share: number; readonly cost: number }[];
}

export interface GroupAnswer {
  readonly changes: readonly GroupChange[];
  /**
   * `best-of-candidates`: every combination of this many candidates was tried, and none helps more of the
   * people searched. `best-found`: a beam search found none that does.
   */
  readonly status: "best-of-candidates" | "best-found";
  /** Combinations of this many changes that were tried. */
  readonly tried: number;
  /** Of the people searched, which is the reported reach unless people were held out. */
  readonly searched: { readonly people: number; readonly helped: number };
  readonly reach: GroupReach;
  /** The same change in the other cohorts. */
  readonly elsewhere: readonly GroupReach[];
}

export interface GroupResult {
  readonly dimension: string | null;
  readonly cohort: string;
  /** Refused and looked at. */
  readonly people: number;
  /** `too-few`: nobody is left to search or to report on. `nobody-helped`: no candidate turns any decision. */
  readonly outcome: "found" | "nobody-helped" | "too-few";
  /** The best of each number of features, fewest first; a larger one only where it helps more. */
  readonly answers: readonly GroupAnswer[];
}

export interface GroupCounterfactuals {
  readonly unit: OutputUnit;
  /** Refused people looked at. */
  readonly people: number;
  /** Changes of one feature that were candidates. */
  readonly candidates: number;
  /** Features of whose values only some were tried. */
  readonly thinned: readonly string[];
  /**
   * True: coverage is of people that the search did not see. False: of those it was chosen for, which
   * flatters it and its interval.
   */
  readonly heldOut: boolean;
  readonly cohorts: readonly GroupResult[];
}
