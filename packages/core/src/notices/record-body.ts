import { translateFeature } from "../explanations/describe-feature.ts";
import type {
  DecisionOutcome,
  DecisionProvenance,
  DecisionRecord,
  FeatureDescription,
  Safeguard,
} from "../explanations/record.ts";
import { pickLanguage } from "../explanations/wording.ts";

/** What a notice is made of: a record before its own notice is in it. */
export type RecordBody = Omit<DecisionRecord, "notices" | "provenance"> & {
  readonly provenance: Omit<DecisionProvenance, "templates">;
};

/** The same record with the names of its inputs in another language, as far as they are declared. */
export function translateBody(body: RecordBody, locale: string): RecordBody {
  const features = body.features.map((description) => translateFeature(description, locale));
  const describe = descriptionsOf(features);
  const reasons = body.reasons.map((reason) => ({
    ...reason,
    label: describe(reason.feature).label,
  }));
  return { ...body, outcome: translateOutcome(body.outcome, locale), features, reasons };
}

/** The decision in the words of another language, as far as they are declared. */
export function translateOutcome(outcome: DecisionOutcome, locale: string): DecisionOutcome {
  const { decided, decidedIn = {} } = outcome;
  return { ...outcome, decided: pickLanguage(decidedIn, locale)?.text ?? decided };
}

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

/** True for an attribute that the client's notice does not name. */
export function isWithheld(description: FeatureDescription): boolean {
  return description.kind === "protected" && description.use === "prohibited";
}

/** True for an input whose value the client's notice does not print. */
export function hidesValue({ inferred, hidesValue: hidden }: FeatureDescription): boolean {
  return inferred || hidden === true;
}

/** True where the client's notice may leave a name or a value out. */
export function leavesOut({ reasons, safeguards, counterfactuals, features }: RecordBody): boolean {
  const describe = descriptionsOf(features);
  const changed = counterfactuals.flatMap(({ changes }) => changes);
  return [...reasons, ...safeguards, ...changed].some(
    ({ feature }) =>
      feature !== null && (isWithheld(describe(feature)) || hidesValue(describe(feature))),
  );
}

/** What a host can act on, each once, sorted. */
export function codesOf({
  safeguards,
}: Pick<RecordBody, "safeguards">): readonly Safeguard["code"][] {
  return [...new Set(safeguards.map(({ code }) => code))].sort();
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
