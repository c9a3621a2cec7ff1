import type { BurnDocument } from "@evenhand/core";
import { burnTables } from "../wording/burn-tables.ts";
import { plainText } from "../wording/text.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

/** Budgets over time: what the present window says, comparison by comparison. */
export function viewBurn(document: BurnDocument): View {
  const { window, outcome } = document;
  const rows = burnTables(document).flatMap((table) => {
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
        [table.gap, table.past, ...table.alerts].filter((text) => text !== "").join(" "),
      ],
    ];
  });
  return viewWith(
    `${plainText(outcome.sentence)} The window runs from ${window.from} to before ${window.to}.`,
    {
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
