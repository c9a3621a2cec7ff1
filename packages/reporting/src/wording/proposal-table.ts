import type { AuditDocument, ChangeEffect, VerdictKind } from "@evenhand/core";
import { nameCohorts } from "./cohorts.ts";
import { plainText } from "./text.ts";
import { describeVerdict } from "./verdicts.ts";

/** One key that differs between the budgets in force and the proposed ones. */
export interface ChangeRow {
  readonly key: string;
  readonly inForce: string;
  readonly proposed: string;
  /** In capitals, so that it needs no colour. */
  readonly effect: string;
}

/** One comparison that the two judge otherwise. */
export interface JudgedRow {
  readonly budget: string;
  readonly cohort: string;
  readonly inForce: string;
  readonly proposed: string;
}

/** A proposal as every output prints it. */
export interface ProposalTable {
  readonly sentence: string;
  /** What the budgets in force say of the same data. */
  readonly inForce: string;
  /** What needs a reviewer first. */
  readonly changes: readonly ChangeRow[];
  readonly verdicts: readonly JudgedRow[];
}

const ORDER: readonly ChangeEffect[] = [
  "loosened",
  "grew",
  "changed",
  "removed",
  "added",
  "shrank",
  "tightened",
];

/** The proposed budgets beside those in force; null where there is no proposal, or nothing differs. */
export function proposalTable(audit: AuditDocument): ProposalTable | null {
  const { proposal } = audit;
  if (proposal === undefined || proposal.status === "unchanged") return null;
  const names = nameCohorts(audit);
  const dimensions = new Map(audit.budgets.map(({ id, cohorts }) => [id, cohorts]));
  return {
    sentence: plainText(proposal.sentence),
    inForce: plainText(proposal.before.sentence),
    changes: [...proposal.changes]
      .sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect))
      .map(({ path, before, after, effect }) => ({
        key: plainText(path),
        inForce: plainText(before ?? "none"),
        proposed: plainText(after ?? "none"),
        effect: effect.toUpperCase(),
      })),
    verdicts: proposal.verdicts.map(({ budget, cohort, before, after }) => ({
      budget: plainText(budget),
      cohort: names(dimensions.get(budget) ?? null, cohort),
      inForce: judgedText(before),
      proposed: judgedText(after),
    })),
  };
}

function judgedText(kind: VerdictKind | null): string {
  if (kind === null) return "not judged";
  const { icon, word } = describeVerdict(kind);
  return `${icon} ${word}`;
}
