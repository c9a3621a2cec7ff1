import type { Interval } from "../stats/interval.ts";
import type { LegitimateFeature } from "./question.ts";

/**
 * How well features, all of them together, and the score tell each protected attribute. Every number
 * is an area under the ROC curve on people that the prediction was not learnt from: 0.5 is chance, 1
 * is certain, and a little under 0.5 is chance as well.
 */
export interface ProxyAudit {
  /** Area from which on a feature counts as a proxy. */
  readonly limit: number;
  readonly confidence: number;
  readonly folds: number;
  readonly seed: number;
  readonly minimum: number;
  readonly features: readonly string[];
  readonly legitimate: readonly LegitimateFeature[];
  readonly attributes: readonly AttributeProxies[];
  /** Features with the finding `proxy`, and of what, in the order of `features`. */
  readonly flagged: readonly FlaggedProxy[];
}

export interface FlaggedProxy {
  readonly feature: string;
  readonly proxyOf: readonly string[];
}

/** Everything that was looked at for one protected attribute. */
export interface AttributeProxies {
  readonly attribute: string;
  /** Rows whose attribute is known; no other is used. */
  readonly rows: number;
  readonly unknown: number;
  /** In the order of the question. */
  readonly features: readonly FeatureProxy[];
  readonly joint: JointProxy;
  /** Null where there is no score. */
  readonly score: ScoreProxy | null;
}

/**
 * `proxy`: above the limit, and not only because of features declared legitimate. `explained`: above
 * the limit, and below it among people alike in what is declared legitimate. `below`: shown to be
 * below. `undecided`: the data leave it open.
 */
export type ProxyFinding = "proxy" | "explained" | "below" | "undecided" | "not-assessed";

export interface FeatureProxy {
  readonly feature: string;
  readonly finding: ProxyFinding;
  readonly isLegitimate: boolean;
  /** Over all people. */
  readonly overall: Association;
  /** Among people alike in the legitimate features; null where none is declared, and for these. */
  readonly given: Association | null;
  /** From attribute to feature in the declared graph; null where only an association is known. */
  readonly path: readonly string[] | null;
}

export interface JointProxy {
  /** The features that were used together. */
  readonly features: readonly string[];
  readonly overall: Association;
  readonly given: Association | null;
}

/**
 * `none`: the score hardly tells the attribute. `base-rate`: it does, but hardly among people with
 * the same recorded outcome. `beyond-base-rate`: it does among these as well. `undecided`: the data
 * leave it open. `no-outcome`: it tells the attribute, and no outcomes are known to hold it against.
 */
export type ScoreFinding =
  | "none"
  | "base-rate"
  | "beyond-base-rate"
  | "undecided"
  | "no-outcome"
  | "not-assessed";

export interface ScoreProxy {
  readonly finding: ScoreFinding;
  readonly overall: Association;
  /** Among people with the same recorded outcome; null where none is known. */
  readonly givenOutcome: Association | null;
  readonly given: Association | null;
}

/** One area for each level of the attribute, against all other people; one for the two levels of a pair. */
export type Association =
  | {
      readonly status: "measured";
      readonly verdict: LimitVerdict;
      /** The level that is told best. */
      readonly strongest: string;
      readonly levels: readonly LevelAssociation[];
    }
  | { readonly status: "not-assessed"; readonly reason: "same-column" | "constant" | "too-few" };

/** Where an area lies against the limit. */
export type LimitVerdict = "above" | "below" | "undecided";

export interface LevelAssociation {
  readonly level: string;
  /** Rows with the level. */
  readonly rows: number;
  readonly auc: number;
  /** Of all levels of the attribute together: each holds at 1 − α ÷ levels. */
  readonly interval: Interval;
  /** One-sided, of the area being at or below the limit, adjusted for the number of areas. */
  readonly adjustedP: number;
  readonly verdict: LimitVerdict;
}

/** The area of the level that is told best; null where nothing was measured. */
export function strongestLevel(association: Association): LevelAssociation | null {
  if (association.status !== "measured") return null;
  const { levels, strongest } = association;
  return levels.find(({ level }) => level === strongest) ?? null;
}
