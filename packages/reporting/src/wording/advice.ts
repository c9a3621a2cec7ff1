import { type AuditDocument, isRatchetBroken, type Verdict } from "@evenhand/core";
import { formatCount } from "./numbers.ts";
import { plainText, plural } from "./text.ts";
import { isBlockingFailure } from "./verdicts.ts";

/** What to do about the outcome and what stands beside it, in a few sentences for the first screen. */
export function adviseOn(audit: AuditDocument): string {
  const beside = [...adviseOnProposal(audit), ...adviseOnGrowth(audit)];
  const isCalm = audit.outcome.verdict === "pass" && beside.length > 0;
  return (isCalm ? beside : [adviseOnOutcome(audit), ...beside]).join(" ");
}

function adviseOnProposal({ proposal }: AuditDocument): string[] {
  if (proposal?.status !== "passes-only-under-proposal") return [];
  return [
    "Do not take it for a pass: have somebody else review every change of the budgets before they are in force.",
  ];
}

function adviseOnGrowth({ ratchet }: AuditDocument): string[] {
  if (ratchet === undefined || !isRatchetBroken(ratchet)) return [];
  return ["Find out why a gap grew against the baseline before this is merged."];
}

function adviseOnOutcome(audit: AuditDocument): string {
  const failures = audit.verdicts.filter(isBlockingFailure);
  const open = audit.verdicts.filter((verdict) => verdict.verdict === "inconclusive");
  switch (audit.outcome.verdict) {
    case "fail":
      return `${askOwners(failures, audit)} Do not release on this evidence: find out what drives the gap, mitigate it or agree a waiver with an end date, then audit again.`;
    case "inconclusive":
    case "not-demonstrated":
      return open.length > 0
        ? `This is not a pass. ${plural(formatCount(open.length), open.length === 1, "comparison")} cannot be decided with these data: bring more decisions of these cohorts, or have a named person accept what stays open.`
        : "This is not a pass. Look at the comparisons below that fail without counting or that have no data.";
    case "no-data":
      return "The data lack what a budget needs. Complete them, then audit again.";
    case "no-budgets":
      return "Declare budgets before you rely on these numbers: a limit chosen after looking proves little.";
    case "pass":
      return "Nothing to do now. Audit again when the model, the data or the people it meets change.";
  }
}

function askOwners(failures: readonly Verdict[], audit: AuditDocument): string {
  const failing = new Set(failures.map((verdict) => verdict.budget));
  const owners = new Set(
    audit.budgets.flatMap((budget) =>
      failing.has(budget.id) && budget.owner !== null ? [plainText(budget.owner)] : [],
    ),
  );
  const budgets = plural(formatCount(failing.size), failing.size === 1, "budget");
  const whose = owners.size === 0 ? "" : ` (${[...owners].join(", ")})`;
  return `${budgets} to act on${whose}.`;
}
