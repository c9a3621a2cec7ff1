import { type AuditDocument, parseAudit, type Verdict } from "@evenhand/core";
import { type GrowthRow, growthTable } from "../wording/growth-table.ts";
import { type VerdictRow, verdictRows } from "../wording/verdict-table.ts";
import {
  hideSmallCount,
  hideSmallCounts,
  LEAST_COUNT,
  restsOnFew,
  WITHHELD,
  withholdSmall,
} from "./small-counts.ts";

/** A verdict as a format that leaves the team may print it. */
export interface OutwardRow {
  /** The texts to print: no count of people below 10. */
  readonly row: VerdictRow;
  /** What it was made from. Its counts and numbers must not be printed where `isWithheld`. */
  readonly verdict: Verdict;
  readonly isWithheld: boolean;
}

/**
 * The verdicts of an audit for a format that leaves the team, gravest first.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit`
 */
export function outwardRows(audit: AuditDocument): readonly OutwardRow[] {
  parseAudit(audit);
  return verdictRows(audit).map(({ row, verdict }) => {
    const safe = withholdSmall(row, verdict.n, verdict.nReference);
    return {
      row: { ...safe, sentence: hideSmallCounts(safe.sentence) },
      verdict,
      isWithheld: restsOnFew(verdict.n, verdict.nReference),
    };
  });
}

/**
 * The gaps against a baseline for a format that leaves the team, what grew first; empty without one.
 * Numbers that rest on 1 to 9 decisions are withheld, and so is a growth by 1 to 9 decisions.
 */
export function outwardGrowth(audit: AuditDocument): readonly GrowthRow[] {
  return (growthTable(audit)?.rows ?? []).map((row) => {
    const { verdict, of } = row;
    if (verdict === undefined || restsOnFew(verdict.n, verdict.nReference)) {
      return {
        ...row,
        ...{ baseline: WITHHELD, now: WITHHELD, growth: WITHHELD },
        ...{ interval: WITHHELD, decisions: WITHHELD },
        sentence: `${row.cohort}: withheld, as fewer than ${LEAST_COUNT} decisions stand behind it.`,
      };
    }
    const decisions = Math.round(Math.abs(of.decisions ?? 0));
    return {
      ...row,
      decisions: hideSmallCount(decisions, row.decisions),
      sentence: hideSmallCounts(row.sentence),
    };
  });
}
