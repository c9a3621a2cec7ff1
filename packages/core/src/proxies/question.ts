import type { NumericColumn } from "../table/column.ts";

/** What to look for proxies of, among what. */
export interface ProxyQuestion {
  /** Columns that decisions could rest on. */
  readonly features: readonly string[];
  readonly protected: readonly AuditedAttribute[];
  /** One a row; null or absent without a score. */
  readonly score?: NumericColumn | null;
  /** Recorded outcomes, one a row: 1 favourable, 0 other, −1 or NaN where none was recorded. */
  readonly outcomes?: ArrayLike<number> | null;
  /** Features whose part in a decision somebody answers for. */
  readonly legitimate?: readonly LegitimateFeature[];
  /** What is declared to cause what; without it nothing is called a path. */
  readonly causes?: readonly CausalEdge[];
  /** Area from which on a feature counts as a proxy, above 0.5 and below 1; default 0.7. */
  readonly limit?: number;
  /** Default 0.95. */
  readonly confidence?: number;
  /** Parts that are predicted in turn from the others, 2 to 20; default 5. */
  readonly folds?: number;
  /** Of the parts and of the learner; default 7. */
  readonly seed?: number;
  /** People with a level, and without it, that it takes; 10 or more, default 30. */
  readonly minimum?: number;
}

/** A protected attribute: a column of categories, or of numbers with the edges of its bands. */
export interface AuditedAttribute {
  readonly column: string;
  readonly bands?: readonly number[] | null;
}

/** A feature with the person who answers for its use and why it is needed. */
export interface LegitimateFeature {
  readonly feature: string;
  readonly owner: string;
  readonly rationale: string;
}

/** One arrow of a declared causal graph. */
export interface CausalEdge {
  readonly from: string;
  readonly to: string;
}

/** A question with everything filled in. */
export interface CompleteProxyQuestion extends Required<ProxyQuestion> {}
