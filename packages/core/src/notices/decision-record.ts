import { EvenhandError, shown } from "../errors.ts";
import type { AttributionResult } from "../explanations/attribution.ts";
import {
  checkAttributions,
  checkCounterfactuals,
  checkOutcome,
} from "../explanations/check-decision.ts";
import { measureClearness } from "../explanations/confidence.ts";
import { directionOf, keepContributing, sortByStrength } from "../explanations/contributions.ts";
import type { Counterfactual } from "../explanations/counterfactual.ts";
import { describeFeature } from "../explanations/describe-feature.ts";
import type { FeatureDeclaration } from "../explanations/feature.ts";
import { codeReason, type ReasonCode } from "../explanations/reason-codes.ts";
import { pickReasons } from "../explanations/reasons.ts";
import {
  DECISION_SCHEMA,
  type DecisionOutcome,
  type DecisionProvenance,
  type DecisionRecord,
} from "../explanations/record.ts";
import { findSafeguards } from "../explanations/safeguards.ts";
import { catalogueOf } from "./catalogues.ts";
import { sayBasis, sayOthers, sayReason, saySafeguard } from "./client-sentences.ts";
import { composeNotice } from "./notice.ts";
import {
  dateOf,
  descriptionsOf,
  explainedDirection,
  type RecordBody,
  translateOutcome,
} from "./record-body.ts";
import { speakerOf } from "./speaker.ts";

export interface DecisionRecordInput {
  /** The id of the decision. */
  readonly subject: string;
  readonly outcome: DecisionOutcome;
  readonly attribution: AttributionResult;
  readonly counterfactuals: readonly Counterfactual[];
  /** By column name; an input without an entry is ordinary. */
  readonly features: Readonly<Record<string, FeatureDeclaration>>;
  /** Outputs of the background rows, in the unit of the threshold: what the confidence band rests on. */
  readonly backgroundOutputs: ArrayLike<number>;
  readonly provenance: Omit<DecisionProvenance, "templates">;
  /** Whom to turn to, in words. */
  readonly contact?: string;
  /** A lender's own list of reasons; each principal reason carries its code, or `no-code`. */
  readonly reasonCodes?: readonly ReasonCode[];
  /** Language of the sentences: `en`, `de`, `es` or `ar`; default `en`. */
  readonly locale?: string;
}

/**
 * Makes the complete account of one decision: reasons, confidence, safeguards and the client's
 * notice, from attributions and counterfactuals. Pure; the order of inputs leaves no trace.
 *
 * Reasons are what pushed towards the outcome: against the person for a no, for them for a yes; at
 * most four ordinary ones of at least 2 % of that push each, and every protected attribute and proxy
 * that pushed the same way, however little. Where all of them cover under 60 %, `others` adds what
 * is left. Confidence is `close-call` when under 10 % of the background rows lie nearer to the
 * threshold, `fairly-clear` under 35 %, else `clear`.
 *
 * @throws EvenhandError `input/attribution-gap`, `input/attribution-twice`, `input/outcome-mismatch`,
 * `input/barred-change`, `input/unknown-feature`, `input/counterfactual`,
 * `input/background-outputs`, `input/date`, `config/unknown-locale`, `config/language-tag`
 *
 * @example
 * const record = decisionRecord({
 *   subject: "17",
 *   outcome: { decided: "refused", favourable: false, threshold: 0.5, favourableWhen: "above" },
 *   attribution, counterfactuals: [], features: { age: { protected: true } }, backgroundOutputs,
 *   provenance: {
 *     model: { name: "loans", format: "lightgbm", sha256: null },
 *     data: { name: "loans.csv", sha256: null },
 *     generator: { name: "evenhand", version: "1.0.0" }, today: "2026-11-24",
 *   },
 * });
 * record.notices.headline; // "The answer is no: “refused”. …"
 */
export function decisionRecord(input: DecisionRecordInput): DecisionRecord {
  const { attribution, reasonCodes = [] } = input;
  const { output, baseline } = attribution;
  const declarationOf = (feature: string): FeatureDeclaration | undefined =>
    Object.hasOwn(input.features, feature) ? input.features[feature] : undefined;
  const attributions = sortByStrength(attribution.attributions);
  const counterfactuals = input.counterfactuals.map(sortChanges);
  checkDate(input.provenance.today);
  checkAttributions(attribution, attributions);
  checkOutcome(input.outcome, output.value);
  const known = new Set(attributions.map(({ feature }) => feature));
  checkCounterfactuals(counterfactuals, input.outcome, known, declarationOf);

  const changes = counterfactuals.flatMap((found) => found.changes);
  const speaker = speakerOf(catalogueOf(input.locale ?? "en"));
  const outcome = translateOutcome(input.outcome, speaker.locale);
  const features = attributions.map(({ feature, value, baselineValue }) =>
    describeFeature(
      feature,
      declarationOf(feature),
      [
        value,
        baselineValue,
        ...changes.filter((change) => change.feature === feature).map(({ to }) => to),
      ],
      speaker.locale,
    ),
  );
  const describe = descriptionsOf(features);
  const direction = explainedDirection(outcome.favourable);
  const contributing = keepContributing(attributions, output.value, baseline.value);
  const pushing = contributing.filter(
    ({ contribution }) => directionOf(contribution, outcome.favourableWhen) === direction,
  );
  const picked = pickReasons(pushing, direction, describe);
  const clearness = measureClearness(output.value, outcome.threshold, input.backgroundOutputs);
  const flags = findSafeguards(
    contributing,
    describe,
    clearness,
    outcome.favourable,
    counterfactuals,
  );

  const body: RecordBody = {
    schema: DECISION_SCHEMA,
    subject: input.subject,
    outcome,
    output,
    baseline,
    attributions,
    residual: attribution.residual,
    reasons: picked.reasons.map((reason) => ({
      ...reason,
      ...(reasonCodes.length === 0
        ? {}
        : { lenderCode: codeReason(reasonCodes, reason.feature, reason.direction) }),
      sentence: sayReason(speaker, reason, describe(reason.feature)),
    })),
    others: picked.others && {
      ...picked.others,
      sentence: sayOthers(speaker, picked.others, direction),
    },
    counterfactuals,
    confidence: { ...clearness, basis: sayBasis(speaker, clearness) },
    safeguards: flags.map((flag) => ({
      ...flag,
      sentence: saySafeguard(
        speaker,
        flag,
        flag.feature === null ? undefined : describe(flag.feature),
      ),
    })),
    features,
    contact: input.contact ?? null,
    provenance: input.provenance,
  };
  const notices = composeNotice(speaker, body, "client");
  return {
    ...body,
    notices,
    provenance: { ...input.provenance, templates: speaker.templates() },
  };
}

function sortChanges(found: Counterfactual): Counterfactual {
  const changes = [...found.changes].sort((a, b) => (a.feature < b.feature ? -1 : 1));
  return { ...found, changes };
}

function checkDate(today: string): void {
  if (/^\d{4}-\d\d-\d\d$/.test(today) && !Number.isNaN(dateOf(today).getTime())) return;
  throw new EvenhandError({
    code: "input/date",
    path: "provenance.today",
    problem: "this is not a date",
    expected: "YYYY-MM-DD",
    received: shown(today),
  });
}
