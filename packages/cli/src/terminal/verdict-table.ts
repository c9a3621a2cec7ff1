import type { AuditDocument } from "@evenhand/core";
import { type VerdictRow, verdictTable } from "@evenhand/reporting";
import picocolors from "picocolors";
import type { Colours } from "./colours.ts";
import { drawGrid, type GridSection } from "./grid.ts";
import { drawRateTable } from "./rate-table.ts";
import { wrapped } from "./wrap.ts";

export interface TableOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

const HEAD = ["verdict", "comparison", "limit", "bound", "estimate", "n"];
const WRAPS = { column: 1, least: 14 };

/**
 * The verdicts of an audit for a terminal: a table, gravest first, then each in a sentence, then the
 * outcome. Where the table does not fit, the sentences stand alone; where no budget was declared,
 * rates and disparities take its place.
 *
 * @example
 * process.stdout.write(renderVerdictTable(audit, { color: false, width: 100 }));
 */
export function renderVerdictTable(audit: AuditDocument, { color, width }: TableOptions): string {
  const colours = picocolors.createColors(color);
  const rows = verdictTable(audit);
  const table =
    rows.length === 0
      ? drawRateTable(audit, { colours, width })
      : drawGrid(
          {
            head: HEAD,
            aligns: ["left", "left", "right", "right", "right", "right"],
            sections: sectionsOf(rows, colours),
          },
          { wraps: WRAPS, width, colours },
        );
  const sentences = rows.map((row) => {
    const remark = row.remark === "" ? "" : colours.dim(` (${row.remark})`);
    const title = `${wordOf(row, colours)} ${colours.bold(row.budget)}${remark}`;
    return `${title}\n${wrapped(row.sentence, width, "  ")}`;
  });
  const parts = [table, ...sentences, colours.bold(wrapped(audit.outcome.sentence, width))];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

/** One section a budget, the budget with the gravest verdict first. */
function sectionsOf(rows: readonly VerdictRow[], colours: Colours): GridSection[] {
  const budgets = [...new Set(rows.map(({ budget }) => budget))];
  return budgets.map((budget) => {
    const inside = rows.filter((row) => row.budget === budget);
    return {
      title: `${budget}: ${inside[0]?.measure}`,
      rows: inside.map((row) => {
        const { comparison, limit, bound, estimate, n } = row;
        return [wordOf(row, colours), comparison, limit, bound, estimate, n];
      }),
    };
  });
}

/** Icon and word carry the meaning; colour only helps. Failures that do not count are yellow. */
function wordOf({ verdict, icon, word, remark }: VerdictRow, colours: Colours): string {
  const text = `${icon} ${word}`;
  if (verdict === "pass") return colours.green(text);
  const isGrave = (verdict === "fail" && remark === "") || verdict === "error";
  return isGrave ? colours.red(text) : colours.yellow(text);
}
