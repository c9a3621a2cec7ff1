import type {
  DecisionProvenance,
  DecisionRecord,
  FeatureDescription,
} from "../explanations/record.ts";

/** What a notice is made of: a record before its own notice is in it. */
export type RecordBody = Omit<DecisionRecord, "notices" | "provenance"> & {
  readonly provenance: Omit<DecisionProvenance, "templates">;
};

/** Looks descriptions up by feature. */
export function descriptionsOf(
  features: readonly FeatureDescription[],
): (feature: string) => FeatureDescription {
  const byName = new Map(features.map((description) => [description.feature, description]));
  return (feature) => byName.get(feature) as FeatureDescription;
}

/** The direction that a record's reasons explain: what pushed towards the outcome it has. */
export function explainedDirection(favourable: boolean): "for" | "against" {
  return favourable ? "for" : "against";
}

export function isHeld(body: Pick<RecordBody, "safeguards">): boolean {
  return body.safeguards.some(({ holdForReview }) => holdForReview);
}

/** `fairly-clear`, `close-call` and `log-odds` as ICU selectors, which have no hyphens. */
export const BAND_WORDS = {
  clear: "clear",
  "fairly-clear": "fairly",
  "close-call": "close",
} as const;
export const UNIT_WORDS = {
  probability: "probability",
  "log-odds": "logOdds",
  score: "score",
} as const;

/** A date given as YYYY-MM-DD. */
export function dateOf(today: string): Date {
  return new Date(`${today}T00:00:00Z`);
}
