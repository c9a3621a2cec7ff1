import type { AuditDocument } from "@evenhand/core";
import { type VerdictRow, verdictTable } from "@evenhand/reporting";
import picocolors from "picocolors";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";
import { drawRateTable } from "./rate-table.ts";

export interface TableOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

const HEAD = ["verdict", "budget", "comparison", "limit", "bound", "estimate", "n"];
/** Columns that may be wrapped, with the width they keep. */
const WRAPS = { 1: 14, 2: 18 };

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
            aligns: ["left", "left", "left", "right", "right", "right", "right"],
            rows: rows.map((row) => cellsOf(row, colours)),
          },
          { wraps: WRAPS, width, colours },
        );
  const sentences = rows.map((row) => {
    const remark = row.remark === "" ? "" : colours.dim(` (${row.remark})`);
    return `${wordOf(row, colours)} ${colours.bold(row.budget)}${remark}\n  ${row.sentence}`;
  });
  const parts = [table, ...sentences, colours.bold(audit.outcome.sentence)];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

function cellsOf(row: VerdictRow, colours: Colours): string[] {
  const { budget, comparison, limit, bound, estimate, n } = row;
  return [wordOf(row, colours), budget, comparison, limit, bound, estimate, n];
}

/** Icon and word carry the meaning; colour only helps. Failures that do not count are yellow. */
function wordOf({ verdict, icon, word, remark }: VerdictRow, colours: Colours): string {
  const text = `${icon} ${word}`;
  if (verdict === "pass") return colours.green(text);
  const isGrave = (verdict === "fail" && remark === "") || verdict === "error";
  return isGrave ? colours.red(text) : colours.yellow(text);
}
