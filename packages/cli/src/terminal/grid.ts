import Table from "cli-table3";
import type { Colours } from "./colours.ts";

export interface Grid {
  readonly head: readonly string[];
  readonly aligns: readonly ("left" | "right")[];
  readonly rows: readonly (readonly string[])[];
}

/** The widest text of a cell before it is wrapped, by column; the rest stays on one line. */
type Wrapping = Readonly<Record<number, number>>;

const CELL_EXTRA = 3;

/**
 * Draws a grid no wider than `width`: the columns named in `wraps` give way first. Null where even
 * then it does not fit, so that the caller can say the same in sentences.
 */
export function drawGrid(
  grid: Grid,
  { wraps, width, colours }: { wraps: Wrapping; width: number; colours: Colours },
): string | null {
  const natural = grid.head.map((title, column) =>
    Math.max(title.length, ...grid.rows.map((row) => plainLength(row[column] as string))),
  );
  const room = width - 1 - natural.length * CELL_EXTRA;
  let excess = natural.reduce((sum, each) => sum + each, 0) - room;
  const widths = [...natural];
  for (const [column, least] of Object.entries(wraps)) {
    const index = Number(column);
    const give = Math.min(Math.max(0, excess), Math.max(0, (natural[index] as number) - least));
    widths[index] = (natural[index] as number) - give;
    excess -= give;
  }
  if (excess > 0) return null;
  const table = new Table({
    head: grid.head.map((title) => colours.bold(title)),
    colWidths: widths.map((each) => each + 2),
    colAligns: [...grid.aligns],
    wordWrap: true,
    // Ids are one long word; they may be cut anywhere.
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  for (const row of grid.rows) table.push([...row]);
  return table.toString();
}

/** Length as shown, without colour codes. */
function plainLength(text: string): number {
  return [...text.replace(/\u001b\[\d+m/g, "")].length;
}
