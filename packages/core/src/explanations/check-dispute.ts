import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import type { FeatureValue } from "./attribution.ts";
import type { Dispute } from "./dispute.ts";
import type { DecisionRecord } from "./record.ts";

/**
 * Refuses a dispute that does not belong to a record, or says nothing new.
 *
 * @throws EvenhandError `input/dispute-subject`, `input/dispute-feature`, `input/dispute-value`
 */
function checkDispute(record: DecisionRecord, dispute: Dispute): void {
  if (dispute.subject !== record.subject) {
    throw new EvenhandError({
      code: "input/dispute-subject",
      path: "subject",
      problem: "the dispute is about another decision than the record",
      expected: "the subject of the record",
      hint: "Explain the decision that the dispute names.",
    });
  }
  const held = new Map(record.attributions.map(({ feature, value }) => [feature, value]));
  const seen = new Set<string>();
  dispute.claims.forEach(({ feature, stated }, index) => {
    const path = `claims[${index}]`;
    const value = held.get(feature);
    if (value === undefined) throw unknownFeature(feature, [...held.keys()], path);
    if (seen.has(feature)) throw claimedTwice(feature, path);
    seen.add(feature);
    checkValue(stated, value, path);
  });
}

/** The record with a dispute in it; refused where it does not belong to it or says nothing new. */
export function withDispute(record: DecisionRecord, dispute: Dispute): DecisionRecord {
  checkDispute(record, dispute);
  return { ...record, dispute };
}

function checkValue(stated: FeatureValue, held: FeatureValue, path: string): void {
  if (stated === held) {
    throw new EvenhandError({
      code: "input/dispute-value",
      path: `${path}.stated`,
      problem: "this is the value that the record has",
      received: shown(stated),
      hint: "A claim states another value.",
    });
  }
  if (stated === null || held === null || typeof stated === typeof held) return;
  throw new EvenhandError({
    code: "input/dispute-value",
    path: `${path}.stated`,
    problem: "the stated value is of another kind than the one in the record",
    expected: typeof held === "number" ? "a number, or null" : "a text, or null",
    received: shown(stated),
  });
}

function unknownFeature(feature: string, known: readonly string[], path: string): EvenhandError {
  return new EvenhandError({
    code: "input/dispute-feature",
    path: `${path}.feature`,
    problem: "the decision used no input of this name",
    received: shown(feature),
    hint: suggestName(feature, known),
  });
}

function claimedTwice(feature: string, path: string): EvenhandError {
  return new EvenhandError({
    code: "input/dispute-feature",
    path: `${path}.feature`,
    problem: "two claims are about the same input",
    expected: "one claim an input",
    received: shown(feature),
  });
}
