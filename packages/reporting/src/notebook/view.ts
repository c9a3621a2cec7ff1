import {
  type AuditDocument,
  DECISION_SCHEMA,
  type DecisionRecord,
  EvenhandError,
  parseAudit,
  shown,
} from "@evenhand/core";
import { chartAttributions } from "../charts/attributions.ts";
import { chartBudget } from "../charts/budget.ts";
import type { Chart, ChartTable } from "../charts/chart.ts";
import { chartRates } from "../charts/rates.ts";
import { besideOutcome } from "../wording/beside.ts";
import { describeLooks } from "../wording/looks.ts";
import { plainText } from "../wording/text.ts";
import { verdictTable } from "../wording/verdict-table.ts";
import { byGravity } from "../wording/verdicts.ts";

/** What one notebook cell shows: a sentence, one picture at most, one table. */
export interface View {
  readonly sentence: string;
  readonly chart: Chart | null;
  readonly table: ChartTable;
  /** Set for an audit: what a report can be written from. */
  readonly audit: AuditDocument | null;
}

/** Something that can be shown: an audit, what turns into one, or a decision record. */
export type Showable =
  | AuditDocument
  | DecisionRecord
  | { readonly toAudit: () => AuditDocument | Promise<AuditDocument> };

/**
 * Chooses what to show.
 *
 * @throws EvenhandError `usage/show`, `input/not-an-audit`, `input/broken-audit`
 */
export async function viewOf(value: Showable): Promise<View> {
  if (typeof value !== "object" || value === null) {
    throw new EvenhandError({
      code: "usage/show",
      problem: "this cannot be shown",
      expected: "an audit, a decision record, or an object with `toAudit`",
      received: shown(value),
    });
  }
  if ("toAudit" in value) return viewAudit(parseAudit(await value.toAudit()));
  return value.schema === DECISION_SCHEMA ? viewDecision(value) : viewAudit(parseAudit(value));
}

function viewAudit(audit: AuditDocument): View {
  const chart = chooseChart(audit);
  const rows = verdictTable(audit);
  const hasRemarks = rows.some(({ remark }) => remark !== "");
  const verdicts: ChartTable = {
    columns: [
      { title: "Verdict", kind: "text" },
      { title: "Cohort", kind: "text" },
      { title: "Measure", kind: "text" },
      { title: "Limit", kind: "text" },
      { title: "Bound", kind: "number" },
      { title: "Estimate", kind: "number" },
      { title: "n", kind: "number" },
      ...(hasRemarks ? [{ title: "Remark", kind: "text" } as const] : []),
    ],
    rows: rows.map((row) => [
      `${row.icon} ${row.word}`,
      row.comparison,
      row.measure,
      row.limit,
      row.bound,
      row.estimate,
      row.n,
      ...(hasRemarks ? [row.remark] : []),
    ]),
  };
  const table = rows.length === 0 && chart !== null ? chart.table : verdicts;
  const said = [plainText(audit.outcome.sentence), ...besideOutcome(audit), describeLooks(audit)];
  return { sentence: said.filter((text) => text !== "").join(" "), chart, table, audit };
}

/** The budget with the gravest verdict; without budgets the first dimension's rates. */
function chooseChart(audit: AuditDocument): Chart | null {
  for (const verdict of [...audit.verdicts].sort(byGravity)) {
    const budget = audit.budgets.find(({ id }) => id === verdict.budget);
    const chart = budget === undefined ? null : chartBudget(audit, budget);
    if (chart !== null) return chart;
  }
  const dimension = audit.cohorts.find((cohort) => cohort.dimension !== null)?.dimension ?? null;
  if (dimension === null) return null;
  return (
    chartRates(audit, "selection_rate", dimension) ?? chartRates(audit, "base_rate", dimension)
  );
}

function viewDecision(record: DecisionRecord): View {
  const chart = chartAttributions(record);
  return {
    sentence: `Decision ${plainText(record.subject)}: ${plainText(record.outcome.decided)}. ${chart.title}. This is personal data.`,
    chart,
    table: chart.table,
    audit: null,
  };
}
