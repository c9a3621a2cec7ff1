/** What is searched, and how sure a finding must be. */
export interface DiscoveryQuestion {
  /** Columns to combine: a category by name, a number with edges of its bands or a number of quantiles. */
  readonly attributes: readonly DiscoveryAttribute[];
  /** Column of recorded outcomes; needed by metrics that ask for them. */
  readonly label?: string;
  /** Column of decisions; needed by metrics that ask for them. */
  readonly prediction?: string;
  /** The favourable values of both. */
  readonly favourable: readonly (string | number)[];
  /** A rate of the registry, such as `false_negative_rate`. */
  readonly metric: string;
  /** Most attributes in one cohort: 1, 2 or 3 (default 3). */
  readonly depth?: number;
  /** Fewest decisions of the metric in a cohort, and outside it, among the rows searched (default 50). */
  readonly minimumSupport?: number;
  /** Share of the rows kept apart for confirmation, between 0 and 1 (default 0.3). */
  readonly holdoutShare?: number;
  /** Draws the rows kept apart (default 1). */
  readonly seed?: number;
  /** False discovery rate among the confirmed cohorts (default 0.05). */
  readonly fdr?: number;
  /** How many of the highest ranked cohorts are put to the rows kept apart (default 20). */
  readonly candidates?: number;
}

export type DiscoveryAttribute =
  | string
  | { readonly column: string; readonly bands: readonly number[] }
  | { readonly column: string; readonly quantiles: number };

/** A question with nothing left out. */
export type CompleteQuestion = Required<Omit<DiscoveryQuestion, "label" | "prediction">> &
  Pick<DiscoveryQuestion, "label" | "prediction">;

/** What was found. It is a lead to look into, not a verdict, and belongs to no budget. */
export interface Discovery {
  readonly metric: string;
  /** Cohorts with enough support that were compared. */
  readonly compared: number;
  /** Decisions of the metric among the rows searched and the rows kept apart. */
  readonly searched: number;
  readonly heldOut: number;
  /** The highest ranked, confirmed ones first. */
  readonly cohorts: readonly DiscoveredCohort[];
}

export interface DiscoveredCohort {
  /** As in an audit: `sex=Female,race=Black`. */
  readonly cohort: string;
  readonly by: readonly string[];
  readonly levels: readonly string[];
  /** Whether its rate is above or below that of everyone else. */
  readonly direction: "above" | "below";
  /**
   * What ranked it: how far its rate surely lies from that of everyone else, and from that of the
   * rest of each cohort it is a part of, if the bounds of all compared cohorts are to hold at once.
   */
  readonly score: number;
  /** On the rows searched, where a high ranked gap is always too large. */
  readonly searched: DiscoveredGap;
  /** On the rows kept apart; null where nobody of the cohort is among them. */
  readonly heldOut: ConfirmedGap | null;
  readonly isConfirmed: boolean;
}

export interface DiscoveredGap {
  readonly rate: number;
  readonly n: number;
  readonly restRate: number;
  readonly nRest: number;
  /** rate − restRate. */
  readonly gap: number;
}

export interface ConfirmedGap extends DiscoveredGap {
  /** Of the gap, two-sided 95 %. */
  readonly lower: number;
  readonly upper: number;
  /** Two-sided, for no gap. */
  readonly p: number;
  /** After Benjamini–Hochberg over the candidates. */
  readonly adjustedP: number;
}
