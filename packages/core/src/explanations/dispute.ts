import type { FeatureValue } from "./attribution.ts";

export const DISPUTE_SCHEMA = "evenhand/dispute@1";

/** What a person says is wrong in the record of a decision about them. */
export interface Dispute {
  readonly schema: typeof DISPUTE_SCHEMA;
  /** The id of the decision. */
  readonly subject: string;
  /** The day it was raised, YYYY-MM-DD. */
  readonly raised: string;
  /** One an input. */
  readonly claims: readonly Claim[];
}

export interface Claim {
  readonly feature: string;
  /** What the person says is right; null: that there is nothing to record. */
  readonly stated: FeatureValue;
  /** In the person's own words. */
  readonly comment?: string;
}

/** The stated values by input. */
export function correctionsOf({ claims }: Dispute): Readonly<Record<string, FeatureValue>> {
  return Object.fromEntries(claims.map(({ feature, stated }) => [feature, stated]));
}
