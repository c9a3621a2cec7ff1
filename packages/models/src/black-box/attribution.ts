import type { Attribution, AttributionResult, Table } from "@evenhand/core";
import type { FeatureGroups } from "../attributions/groups.ts";
import type { AskOptions, Predictions } from "./ask.ts";

export interface BlackBoxAttributeOptions extends AskOptions {
  /** The rows a person is compared with; see `drawBackground`. */
  readonly background: Table;
  /** What these rows are, in words: `200 rows drawn with seed 7 from adult.data`. */
  readonly description: string;
  /** Features whose values move together; each group counts as one. */
  readonly groups?: FeatureGroups;
  /**
   * `exact`: all coalitions of up to 12 players. `permutation`: pairs of opposite orders. `kernel`:
   * weighted least squares. Default: exact where the budget reaches, else by permutations.
   */
  readonly method?: "exact" | "permutation" | "kernel";
  /** Rows that may be asked for in all. Default 1,048,576. */
  readonly maxRows?: number;
  /**
   * Half of the width of the widest 95 % interval at which sampling stops, in the unit of the output.
   * Default a hundredth of the standard deviation of the outputs of the background, or of the
   * distance from the baseline where that is more.
   */
  readonly precision?: number;
  /** Of the sampling. Default 7. */
  readonly seed?: number;
}

/** The contribution of one feature, or of a group. */
export interface PlayerAttribution extends Attribution {
  /** The features of a group, whose values stand as `town=Leeds,county=?`; one of its own otherwise. */
  readonly features: readonly string[];
  /** Of a sampled contribution, with its 95 % interval; null where exact. */
  readonly error: {
    readonly standardError: number;
    readonly lower: number;
    readonly upper: number;
  } | null;
}

export interface BlackBoxAttribution extends AttributionResult {
  readonly method: "exact" | "permutation" | "kernel";
  readonly attributions: readonly PlayerAttribution[];
  /** How the sample was drawn; null where exact. */
  readonly sampling: {
    readonly seed: number;
    /** Pairs of opposite orders, or of complementary coalitions. */
    readonly pairs: number;
    readonly confidence: 0.95;
    /** Half of the width of the widest interval that was asked for. */
    readonly precision: number;
    readonly stoppedBy: "precision" | "budget";
  } | null;
  readonly predictions: Predictions;
}
