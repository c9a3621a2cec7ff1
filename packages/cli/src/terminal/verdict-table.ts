import type { AuditDocument } from "@evenhand/core";
import { describeLooks, type VerdictRow, verdictTable } from "@evenhand/reporting";
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
 * The verdicts of an audit for a terminal: each in a sentence, then all in a table, gravest first, then
 * the outcome, so that the overview stands above the prompt. Where the table does not fit, the
 * sentences stand alone; where no budget was declared, rates and disparities take its place.
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
            sections: sectionsOf(rows).map((section) => gridSection(section, colours)),
          },
          { wraps: WRAPS, width, colours },
        );
  const looks = describeLooks(audit);
  const parts = [
    ...sectionsOf(rows).map((section) => sentencesOf(section, colours, width)),
    table,
    looks === "" ? null : wrapped(looks, width),
    colours.bold(wrapped(audit.outcome.sentence, width)),
  ];
  return `${parts.filter((part) => part !== null).join("\n\n")}\n`;
}

interface Section {
  readonly title: string;
  readonly rows: readonly VerdictRow[];
}

/** One section a budget, the budget with the gravest verdict first. */
function sectionsOf(rows: readonly VerdictRow[]): Section[] {
  const budgets = [...new Set(rows.map(({ budget }) => budget))];
  return budgets.map((budget) => {
    const inside = rows.filter((row) => row.budget === budget);
    return { title: `${budget}: ${inside[0]?.measure}`, rows: inside };
  });
}

function gridSection({ title, rows }: Section, colours: Colours): GridSection {
  return {
    title,
    rows: rows.map((row) => {
      const { comparison, limit, bound, estimate, n } = row;
      return [wordOf(row, colours), comparison, limit, bound, estimate, n];
    }),
  };
}

function sentencesOf({ title, rows }: Section, colours: Colours, width: number): string {
  const paragraphs = rows.map((row) => {
    const remark = row.remark === "" ? "" : colours.dim(` (${row.remark})`);
    return `${wordOf(row, colours)}${remark}\n${wrapped(row.sentence, width, "  ")}`;
  });
  return [colours.bold(title), ...paragraphs].join("\n");
}

/** Icon and word carry the meaning; colour only helps. Failures that do not count are yellow. */
function wordOf({ verdict, icon, word, isGrave }: VerdictRow, colours: Colours): string {
  const text = `${icon} ${word}`;
  if (verdict === "pass") return colours.green(text);
  return isGrave ? colours.red(text) : colours.yellow(text);
}
