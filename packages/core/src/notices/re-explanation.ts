import { EvenhandError, shown } from "../errors.ts";
import { withDispute } from "../explanations/check-dispute.ts";
import { correctionsOf, type Dispute } from "../explanations/dispute.ts";
import type { DecisionRecord } from "../explanations/record.ts";

export const RE_EXPLANATION_SCHEMA = "evenhand/re-explanation@1";

/**
 * What the same model would say of the values that a person states, beside what it said. It decides
 * nothing: whether the stated values are right is for a person to find out.
 */
export interface ReExplanation {
  readonly schema: typeof RE_EXPLANATION_SCHEMA;
  /** Always: a re-explanation is no decision. */
  readonly decided: false;
  /** True where the answer with the stated values is another one. */
  readonly answerChanges: boolean;
  /** The record as it stands, with the dispute in it. */
  readonly before: DecisionRecord & { readonly dispute: Dispute };
  /** The record that the stated values would give. */
  readonly after: DecisionRecord;
}

/**
 * Puts a record beside the one that the stated values give, made by the caller with the same model,
 * background and threshold ({@link correctionsOf} has the values to put in).
 *
 * @throws EvenhandError those of `withDispute`; `input/re-explanation` where the two records differ in
 *   more than the stated values
 *
 * @example
 * const { answerChanges } = reExplain(record, dispute, recordWith(correctionsOf(dispute)));
 */
export function reExplain(
  record: DecisionRecord,
  dispute: Dispute,
  after: DecisionRecord,
): ReExplanation {
  const before = { ...withDispute(record, dispute), dispute };
  requireSame("subject", record.subject, after.subject);
  requireSame(
    "provenance.model.sha256",
    record.provenance.model.sha256,
    after.provenance.model.sha256,
  );
  requireSame("baseline.hash", record.baseline.hash, after.baseline.hash);
  requireSame("outcome.threshold", record.outcome.threshold, after.outcome.threshold);
  const corrections = correctionsOf(dispute);
  const found = new Map(after.attributions.map(({ feature, value }) => [feature, value]));
  requireSame("attributions", record.attributions.length, found.size);
  for (const { feature, value } of record.attributions) {
    const expected = Object.hasOwn(corrections, feature) ? corrections[feature] : value;
    requireSame(`the value of ${shown(feature)}`, expected, found.get(feature));
  }
  return {
    schema: RE_EXPLANATION_SCHEMA,
    decided: false,
    answerChanges: record.outcome.favourable !== after.outcome.favourable,
    before,
    after,
  };
}

function requireSame(path: string, expected: unknown, received: unknown): void {
  if (expected === received) return;
  throw new EvenhandError({
    code: "input/re-explanation",
    path,
    problem: "the two records differ in more than the values that the person states",
    expected: shown(expected),
    received: shown(received),
    hint: "Make both with the same model, background and threshold.",
  });
}
