import type { BurnDocument } from "@evenhand/core";
import { type BurnRow, type BurnTable, burnTables, plainText } from "@evenhand/reporting";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";
import { wrapped } from "./wrap.ts";

const HEAD = ["slot", "n", "estimate", "gap", "so far", "interval", "verdict"];
const ALIGNS = ["left", "right", "right", "right", "right", "left", "left"] as const;
const WRAPS = { column: 5, least: 8 };

/** Slots shown of each comparison; the files hold all. */
const LAST_ROWS = 14;

/**
 * Budgets over time for a terminal: each comparison of the present window slot by slot, its verdict in a
 * sentence, its gap and alerts, and the outcome last. Where a table does not fit, the sentences stand
 * alone.
 */
export function renderBurn(
  document: BurnDocument,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const sentences = new Map(
    document.verdicts.map(({ budget, cohort, sentence }) => [keyOf(budget, cohort), sentence]),
  );
  const parts = burnTables(document).flatMap((table) => {
    const { budget, cohort } = table.series;
    const sentence = sentences.get(keyOf(budget, cohort));
    if (sentence === undefined) return [];
    return [sectionOf(table, plainText(sentence), { colours, width })];
  });
  const unwatched = document.unwatched.map(({ budget, reason }) =>
    wrapped(`${plainText(budget)} is not watched: ${reason}.`, width),
  );
  const outcome = colours.bold(wrapped(document.outcome.sentence, width));
  return `${[...parts, ...unwatched, outcome].join("\n\n")}\n`;
}

function keyOf(budget: string, cohort: string): string {
  return JSON.stringify([budget, cohort]);
}

function sectionOf(
  { budget, measure, comparison, limit, rows, gap, past, alerts }: BurnTable,
  sentence: string,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const earlier = rows.length - LAST_ROWS;
  const grid = drawGrid(
    {
      head: HEAD,
      aligns: ALIGNS,
      sections: [{ title: null, rows: rows.slice(-LAST_ROWS).map((row) => lineOf(row, colours)) }],
    },
    { wraps: WRAPS, width, colours },
  );
  return [
    colours.bold(wrapped(`${budget}: ${measure}, ${comparison}, limit ${limit}`, width)),
    ...(grid === null ? [] : [grid]),
    ...(earlier > 0 && grid !== null ? [colours.dim(`(${earlier} earlier slots not shown)`)] : []),
    wrapped(sentence, width, "  "),
    ...[gap, past].filter((text) => text !== "").map((text) => wrapped(text, width, "  ")),
    ...alerts.map((alert) => colours.yellow(wrapped(alert, width, "  "))),
  ].join("\n");
}

function lineOf({ icon, word, point, ...row }: BurnRow, colours: Colours): string[] {
  const text = `${icon} ${word}`;
  const paint = { pass: colours.green, fail: colours.red }[point.sofar.verdict as string];
  const verdict = (paint ?? colours.yellow)(text);
  return [row.slot, row.n, row.estimate, row.gap, row.sofar, row.interval, verdict];
}
