import type { BurnDocument } from "@evenhand/core";
import { chartBurn } from "../charts/burn.ts";
import type { Chart } from "../charts/chart.ts";
import { type BurnTable, burnTables } from "../wording/burn-tables.ts";
import { plainText } from "../wording/text.ts";
import { byGravity } from "../wording/verdicts.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

/** Budgets over time: what the present window says, comparison by comparison. */
export function viewBurn(document: BurnDocument): View {
  const { window, outcome } = document;
  const series = burnTables(document);
  const rows = series.flatMap((table) => {
    const last = table.rows.at(-1);
    if (last === undefined) return [];
    return [
      [
        `${last.icon} ${last.word}`,
        table.comparison,
        table.measure,
        table.limit,
        last.sofar,
        last.interval,
        [table.moved, table.gap, table.past, ...table.alerts]
          .filter((text) => text !== "")
          .join(" "),
      ],
    ];
  });
  return viewWith(
    `${plainText(outcome.sentence)} The window runs from ${window.from} to before ${window.to}.`,
    {
      chart: chooseChart(document, series),
      tables: [
        tableOfTexts(
          "",
          ["Verdict", "Cohort", "Measure", "Limit", "Window so far#", "Interval#", "Remark"],
          rows,
        ),
      ],
    },
  );
}

/** The comparison with the gravest verdict that can be drawn. */
function chooseChart({ verdicts }: BurnDocument, tables: readonly BurnTable[]): Chart | null {
  for (const { budget, cohort } of [...verdicts].sort(byGravity)) {
    const table = tables.find(({ series }) => series.budget === budget && series.cohort === cohort);
    const chart = table === undefined ? null : chartBurn(table);
    if (chart !== null) return chart;
  }
  return null;
}
