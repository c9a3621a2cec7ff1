import Table from "cli-table3";
import type { Colours } from "./colours.ts";

export interface Grid {
  readonly head: readonly string[];
  readonly aligns: readonly ("left" | "right")[];
  readonly sections: readonly GridSection[];
}

/** Rows under a title of their own; without one they follow the head directly. */
export interface GridSection {
  readonly title: string | null;
  readonly rows: readonly (readonly string[])[];
}

const GAP = "  ";
/** No frame: what stands in columns needs no lines. */
const CHARS = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "" },
  middle: GAP,
};

/**
 * Draws a grid no wider than `width`; the wrapping column gives way down to `least`. Null where even
 * then it does not fit, so that the caller can say the same in sentences.
 */
export function drawGrid(
  grid: Grid,
  options: {
    readonly wraps: { readonly column: number; readonly least: number };
    readonly width: number;
    readonly colours: Colours;
  },
): string | null {
  const { wraps, width, colours } = options;
  const rows = grid.sections.flatMap((section) => section.rows);
  const widths = grid.head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => plainLength(row[column] as string))),
  );
  const excess = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) - width;
  if (excess > 0) {
    const left = (widths[wraps.column] as number) - excess;
    if (left < wraps.least) return null;
    widths[wraps.column] = left;
  }
  const table = new Table({
    head: grid.head.map((title) => colours.dim(title)),
    colWidths: widths,
    colAligns: [...grid.aligns],
    wordWrap: true,
    chars: CHARS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  for (const { title, rows: inside } of grid.sections) {
    if (title !== null) {
      table.push([{ colSpan: grid.head.length, content: colours.bold(title) }]);
    }
    for (const row of inside) table.push([...row]);
  }
  return table.toString().replace(/ +$/gm, "");
}

/** Length as shown, without colour codes. */
function plainLength(text: string): number {
  return [...text.replace(/\u001b\[\d+m/g, "")].length;
}
