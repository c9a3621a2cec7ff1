import type { AuditDocument, WithheldKind } from "@evenhand/core";
import { formatCount } from "./numbers.ts";

const WORDS: Readonly<Record<WithheldKind, readonly [string, string]>> = {
  cells: ["table of cells", "tables of cells"],
  cohort: ["cohort, counting everyone else", "cohorts, counting everyone else"],
  measurement: ["measurement", "measurements"],
  disparity: ["comparison of two cohorts", "comparisons of two cohorts"],
  verdict: ["verdict", "verdicts"],
  tipping: ["list of tipping points", "lists of tipping points"],
  "adjusted-p": ["adjusted p-value", "adjusted p-values"],
  strata: ["comparison by strata", "comparisons by strata"],
  scores: ["histogram of scores", "histograms of scores"],
  proxies: ["audit of proxies", "audits of proxies"],
  decision: ["explained decision", "explained decisions"],
  proposal: ["comparison with the budgets in force", "comparisons with the budgets in force"],
  ratchet: ["comparison with a baseline", "comparisons with a baseline"],
  exclusion: ["reason for rows left out", "reasons for rows left out"],
  note: ["note", "notes"],
};

/** What a public audit lacks, as parts of a list: kinds and numbers. Empty for an internal one. */
export function listWithheld({ publication }: AuditDocument): string[] {
  return (publication?.withheld ?? []).map(({ kind, count }) => {
    const [one, many] = WORDS[kind];
    return `${formatCount(count)} ${count === 1 ? one : many}`;
  });
}

/**
 * What a public audit lacks, in a sentence for terminals and logs; empty for an internal one.
 *
 * @example
 * describePublication(suppressSmallCells(audit)); // "Public: counts from 1 to 9 are protected. Withheld: …"
 */
export function describePublication(audit: AuditDocument): string {
  if (audit.publication === undefined) return "";
  const protectedCounts = `counts from 1 to ${formatCount(audit.publication.smallest - 1)}`;
  return `Public: ${protectedCounts} are protected. Withheld: ${listWithheld(audit).join("; ")}.`;
}
