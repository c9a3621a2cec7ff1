import type { AuditDocument } from "@evenhand/core";
import { chartBudget } from "../charts/budget.ts";
import type { Chart } from "../charts/chart.ts";
import { chartRates } from "../charts/rates.ts";
import { besideOutcome } from "../wording/beside.ts";
import { describeLooks } from "../wording/looks.ts";
import { plainText } from "../wording/text.ts";
import { verdictTable } from "../wording/verdict-table.ts";
import { byGravity } from "../wording/verdicts.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

export function viewAudit(audit: AuditDocument): View {
  const chart = chooseChart(audit);
  const rows = verdictTable(audit);
  const hasRemarks = rows.some(({ remark }) => remark !== "");
  const verdicts = tableOfTexts(
    "",
    [
      "Verdict",
      "Cohort",
      "Measure",
      "Limit",
      "Bound#",
      "Estimate#",
      "n#",
      ...(hasRemarks ? ["Remark"] : []),
    ],
    rows.map((row) => [
      `${row.icon} ${row.word}`,
      row.comparison,
      row.measure,
      row.limit,
      row.bound,
      row.estimate,
      row.n,
      ...(hasRemarks ? [row.remark] : []),
    ]),
  );
  const table = rows.length === 0 && chart !== null ? { caption: "", ...chart.table } : verdicts;
  const said = [plainText(audit.outcome.sentence), ...besideOutcome(audit), describeLooks(audit)];
  return viewWith(said.filter((text) => text !== "").join(" "), { chart, tables: [table], audit });
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
