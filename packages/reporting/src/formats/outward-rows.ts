import { type AuditDocument, parseAudit, type Verdict } from "@evenhand/core";
import { type VerdictRow, verdictRows } from "../wording/verdict-table.ts";
import { hideSmallCounts, restsOnFew, withholdSmall } from "./small-counts.ts";

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
