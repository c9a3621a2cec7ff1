import type { AuditDocument } from "@evenhand/core";
import { plainText } from "./text.ts";

/** What stands beside the outcome and may weigh more: the proposed budgets and the baseline, a sentence each. */
export function besideOutcome({ proposal, ratchet }: AuditDocument): string[] {
  const isProposed = proposal !== undefined && proposal.status !== "unchanged";
  return [
    ...(isProposed ? [plainText(proposal.sentence)] : []),
    ...(ratchet === undefined ? [] : [plainText(ratchet.sentence)]),
  ];
}
