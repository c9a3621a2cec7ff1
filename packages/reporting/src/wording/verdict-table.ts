import type { AuditDocument, Verdict, VerdictKind } from "@evenhand/core";
import { comparisonText, nameCohorts } from "./cohorts.ts";
import { nameMeasure } from "./metrics.ts";
import {
  ABSENT,
  edgesOf,
  formatCount,
  formatLimit,
  formatNumber,
  formatRange,
  formatSigned,
} from "./numbers.ts";
import { plainText } from "./text.ts";
import { byGravity, describeVerdict, isBlockingFailure, remarkOn } from "./verdicts.ts";

/** One line of the verdict table: everything as text, ready to print. */
export interface VerdictRow {
  readonly verdict: VerdictKind;
  readonly icon: string;
  readonly word: string;
  /** By which rule, why it is open or does not count; empty otherwise. */
  readonly remark: string;
  /** True for an error, and for a failure that counts towards the outcome. */
  readonly isGrave: boolean;
  readonly budget: string;
  /** `selection rate, ratio` */
  readonly measure: string;
  readonly cohort: string;
  /** Null where the budget is on the measurement itself. */
  readonly reference: string | null;
  /** `Female vs Male`, `between Female and Male` for a distance, or the cohort alone. */
  readonly comparison: string;
  /** True for a distance, in which neither of the two is measured against the other. */
  readonly isDistance: boolean;
  readonly limit: string;
  readonly bound: string;
  readonly estimate: string;
  readonly interval: string;
  readonly n: string;
  readonly nReference: string;
  readonly sentence: string;
}

/**
 * The rows of the verdict table, gravest first, as every output prints them: report, terminal and
 * Markdown agree in words and numbers. Empty for an audit without budgets. Text from the data has
 * its control and direction-changing characters written out; escape it for your format.
 *
 * @example
 * for (const row of verdictTable(audit)) console.log(row.icon, row.word, row.comparison, row.estimate);
 */
export function verdictTable(audit: AuditDocument): readonly VerdictRow[] {
  return verdictRows(audit).map(({ row }) => row);
}

/** The same rows, each with the verdict it prints. */
export function verdictRows(
  audit: AuditDocument,
): readonly { readonly row: VerdictRow; readonly verdict: Verdict }[] {
  const names = nameCohorts(audit);
  const budgets = new Map(audit.budgets.map((budget) => [budget.id, budget]));
  return [...audit.verdicts].sort(byGravity).map((verdict) => {
    const cohort = names(verdict.dimension, verdict.cohort);
    const reference =
      verdict.reference === null ? null : names(verdict.dimension, verdict.reference);
    const row: VerdictRow = {
      verdict: verdict.verdict,
      ...describeVerdict(verdict.verdict),
      remark: remarkOn(verdict, budgets.get(verdict.budget)),
      isGrave: verdict.verdict === "error" || isBlockingFailure(verdict),
      budget: plainText(verdict.budget),
      measure: nameMeasure(verdict),
      cohort,
      reference,
      comparison: comparisonText(verdict.compare, cohort, reference),
      isDistance: verdict.compare === "distance",
      ...numbersOf(verdict),
      sentence: plainText(verdict.sentence),
    };
    return { row, verdict };
  });
}

function numbersOf(
  verdict: Verdict,
): Pick<VerdictRow, "limit" | "bound" | "estimate" | "interval" | "n" | "nReference"> {
  const edges = edgesOf(verdict.limit);
  const format = verdict.compare === "difference" ? formatSigned : formatNumber;
  return {
    limit: formatLimit(verdict.limit),
    bound: verdict.bound === null ? ABSENT : format(verdict.bound, edges),
    estimate: verdict.estimate === null ? ABSENT : format(verdict.estimate, edges),
    interval: verdict.interval === null ? ABSENT : formatRange(verdict.interval, edges, format),
    n: formatCount(verdict.n),
    nReference: verdict.nReference === null ? ABSENT : formatCount(verdict.nReference),
  };
}
