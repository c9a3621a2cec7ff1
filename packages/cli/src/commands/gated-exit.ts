import { type AuditDocument, isRatchetBroken } from "@evenhand/core";
import { EXIT } from "../exit-codes.ts";

/**
 * The exit code of an audit with what the gates say of it; they can only block more.
 *
 * @param proposed what passing only under the proposed budgets does
 */
export function gatedExitCode(
  { outcome, proposal, ratchet }: Pick<AuditDocument, "outcome" | "proposal" | "ratchet">,
  proposed: "block" | "warn",
): number {
  const isOnlyProposed = proposal?.status === "passes-only-under-proposal";
  const isBroken = ratchet !== undefined && isRatchetBroken(ratchet);
  return (isOnlyProposed && proposed === "block") || isBroken ? EXIT.failed : outcome.exitCode;
}
