import type { ChartSpec } from "./chart.ts";
import { LABEL_SIZE, LINE_HEIGHT, PLOT_WIDTH, wrapText } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { specOf, vertical } from "./spec-parts.ts";

/** One cohort's curve: observed rate against mean score, both from 0 to 1. */
export interface CalibrationPanel {
  readonly label: string;
  readonly count: string;
  readonly points: readonly {
    readonly score: number;
    readonly rate: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

/** Width and height of the square in which a curve is drawn. */
const SIDE = 112;
const TICKS_LEFT = 26;
const TICKS_BELOW = 18;
const COLUMN_WIDTH: number = PLOT_WIDTH / 2 + 6;
const LABEL_WIDTH = 140;
const LONGEST_LABEL_LINES = 2;
const GAP_ROWS = 16;
const TICK_SIZE = 10;

/** Draws curves two a row, each beside the diagonal on which scores would be right. */
export function drawPanels(panels: readonly CalibrationPanel[], palette: Palette): ChartSpec {
  const rowHeight = LONGEST_LABEL_LINES * LINE_HEIGHT + LINE_HEIGHT + SIDE + TICKS_BELOW + GAP_ROWS;
  const height = Math.ceil(panels.length / 2) * rowHeight - GAP_ROWS;
  const placed = panels.map((panel, i) => {
    const left = (i % 2) * COLUMN_WIDTH + TICKS_LEFT - 12;
    const top = Math.floor(i / 2) * rowHeight + (LONGEST_LABEL_LINES + 1) * LINE_HEIGHT;
    return { panel, left, top, bottom: top + SIDE, right: left + SIDE };
  });
  const boxes = placed.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
  const points = placed.flatMap(({ panel, left, bottom }, at) =>
    panel.points.map(({ score, rate, lower, upper }) => ({
      at,
      x: left + score * SIDE,
      y: bottom - rate * SIDE,
      low: bottom - lower * SIDE,
      high: bottom - upper * SIDE,
    })),
  );
  const labels = placed.map(({ panel, left, top }) => {
    const lines = wrapText(panel.label, LABEL_WIDTH, LABEL_SIZE);
    const kept = lines.slice(0, LONGEST_LABEL_LINES);
    if (lines.length > kept.length) kept[kept.length - 1] = `${kept[kept.length - 1]}…`;
    const y = top - (kept.length + 1) * LINE_HEIGHT + 4;
    return { text: kept.join("\n"), x: left, y, count: panel.count, countY: top - LINE_HEIGHT + 4 };
  });
  const ticks = placed.flatMap(({ left, bottom }) =>
    [0, 0.5, 1].map((value) => ({
      text: String(value),
      x: left + value * SIDE,
      belowY: bottom + 9,
      besideX: left - 4,
      y: bottom - value * SIDE,
    })),
  );
  const x = (field: string): object => ({
    field,
    type: "quantitative",
    scale: { domain: [0, PLOT_WIDTH], nice: false, zero: false },
    axis: null,
  });
  const y = (field: string): object => vertical(field, height);
  const text = (
    values: readonly object[],
    mark: object,
    fields: readonly [string, string, string],
  ) => ({
    data: { values },
    mark: { type: "text", ...mark },
    encoding: { text: { field: fields[0] }, x: x(fields[1]), y: y(fields[2]) },
  });
  const box = { x: x("left"), x2: { field: "right" }, y: y("bottom"), y2: { field: "top" } };
  const tick = { fontSize: TICK_SIZE, color: palette.muted };
  const spec = specOf(height, palette, [
    {
      data: { values: boxes },
      mark: { type: "rect", filled: false, stroke: palette.grid, strokeWidth: 1 },
      encoding: box,
    },
    {
      data: { values: boxes },
      mark: { type: "rule", color: palette.muted, strokeDash: [3, 3] },
      encoding: box,
    },
    {
      data: { values: points },
      mark: { type: "rule", color: palette.cohort, strokeWidth: 2, strokeOpacity: 0.5 },
      encoding: { x: x("x"), y: y("low"), y2: { field: "high" } },
    },
    {
      data: { values: points },
      mark: { type: "line", color: palette.cohort, strokeWidth: 1.5 },
      encoding: { x: x("x"), y: y("y"), detail: { field: "at", type: "nominal" } },
    },
    {
      // Lines of no length with round ends: hundreds of dots become one path.
      data: { values: points },
      mark: { type: "rule", color: palette.cohort, strokeWidth: 5, strokeCap: "round" },
      encoding: { x: x("x"), x2: { field: "x" }, y: y("y"), y2: { field: "y" } },
    },
    text(
      labels,
      {
        align: "left",
        lineBreak: "\n",
        lineHeight: LINE_HEIGHT,
        color: palette.ink,
        fontSize: LABEL_SIZE,
      },
      ["text", "x", "y"],
    ),
    text(labels, { align: "left", ...tick, fontSize: 11 }, ["count", "x", "countY"]),
    text(ticks, { align: "center", ...tick }, ["text", "x", "belowY"]),
    text(ticks, { align: "right", ...tick }, ["text", "besideX", "y"]),
  ]);
  // There is no common axis below.
  return { ...spec, padding: { ...(spec.padding as object), bottom: 4 } };
}
