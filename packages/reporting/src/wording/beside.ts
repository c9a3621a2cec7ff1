import { type AuditDocument, isRatchetBroken } from "@evenhand/core";
import { plainText } from "./text.ts";

/** Whether a release is held back by the proposed budgets or the baseline, whatever the outcome of the limits. */
export function isHeldBack({ proposal, ratchet }: AuditDocument): boolean {
  return (
    proposal?.status === "passes-only-under-proposal" ||
    (ratchet !== undefined && isRatchetBroken(ratchet))
  );
}

/** What stands beside the outcome and may weigh more: the proposed budgets and the baseline, a sentence each. */
export function besideOutcome({ proposal, ratchet }: AuditDocument): string[] {
  const isProposed = proposal !== undefined && proposal.status !== "unchanged";
  return [
    ...(isProposed ? [plainText(proposal.sentence)] : []),
    ...(ratchet === undefined ? [] : [plainText(ratchet.sentence)]),
  ];
}
