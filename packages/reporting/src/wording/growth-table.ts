import type { AuditDocument, Growth, GrowthStatus, Verdict } from "@evenhand/core";
import { nameCohorts } from "./cohorts.ts";
import {
  ABSENT,
  formatCount,
  formatDeclared,
  formatNumber,
  formatRange,
  formatSigned,
} from "./numbers.ts";
import { plainText } from "./text.ts";

/** One comparison against the baseline: everything as text, ready to print. */
export interface GrowthRow {
  readonly status: string;
  readonly budget: string;
  readonly cohort: string;
  readonly baseline: string;
  readonly now: string;
  readonly growth: string;
  readonly interval: string;
  readonly decisions: string;
  readonly sentence: string;
  /** What it was made from. */
  readonly of: Growth;
  /** The verdict on the same comparison, which knows how many people stand behind it. */
  readonly verdict: Verdict | undefined;
}

/** The growth of gaps as every output prints it. */
export interface GrowthTable {
  readonly sentence: string;
  /** What counts as grown, and what follows. */
  readonly rule: string;
  /** What grew first. */
  readonly rows: readonly GrowthRow[];
}

const WORDS: Readonly<Record<GrowthStatus, string>> = {
  grew: "grew",
  undecided: "not decided",
  "not-compared": "not compared",
  held: "held",
};
const ORDER = Object.keys(WORDS);

/** The gaps beside those of the baseline; null without one. */
export function growthTable(audit: AuditDocument): GrowthTable | null {
  const { ratchet } = audit;
  if (ratchet === undefined) return null;
  const names = nameCohorts(audit);
  const dimensions = new Map(audit.budgets.map(({ id, cohorts }) => [id, cohorts]));
  const verdicts = new Map(audit.verdicts.map((verdict) => [keyOf(verdict), verdict]));
  const { margin, floor, enforced, baseline } = ratchet;
  const beyond =
    floor > 0 ? `, and by more than ${formatCount(floor)} decision${floor === 1 ? "" : "s"}` : "";
  return {
    sentence: plainText(ratchet.sentence),
    rule: `A gap has grown where it is larger than in ${plainText(baseline.name)} by more than ${formatDeclared(margin)}, chance allowed for${beyond}. ${enforced ? "Under an error budget that blocks." : "It is reported and does not block."}`,
    rows: [...ratchet.growth]
      .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
      .map((of) => ({
        status: WORDS[of.status],
        budget: plainText(of.budget),
        cohort: names(dimensions.get(of.budget) ?? null, of.cohort),
        baseline: of.before === null ? ABSENT : formatNumber(of.before),
        now: of.after === null ? ABSENT : formatNumber(of.after),
        growth: of.growth === null ? ABSENT : formatSigned(of.growth),
        interval: of.interval === null ? ABSENT : formatRange(of.interval, [], formatSigned),
        decisions: of.decisions === null ? ABSENT : signedCount(of.decisions),
        sentence: plainText(of.sentence),
        of,
        verdict: verdicts.get(keyOf(of)),
      })),
  };
}

function keyOf({ budget, cohort }: { readonly budget: string; readonly cohort: string }): string {
  return JSON.stringify([budget, cohort]);
}

function signedCount(count: number): string {
  const size = formatCount(Math.abs(Math.round(count)));
  if (size === "0") return size;
  return `${count > 0 ? "+" : "−"}${size}`;
}
