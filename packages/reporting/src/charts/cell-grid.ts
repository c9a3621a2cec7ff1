import type { ChartSpec } from "./chart.ts";
import { CHART_MARGIN, LABEL_SIZE, LINE_HEIGHT, PLOT_WIDTH, TEXT_LEFT } from "./layout.ts";
import type { ColourRole, Palette } from "./palette.ts";
import { labelLayer, specOf, vertical } from "./spec-parts.ts";

/** One field of a grid: a number in it, a smaller one below, and how strongly it is coloured. */
export interface GridCell {
  readonly text: string;
  /** Smaller, below; empty for none. */
  readonly below: string;
  /** Null leaves the field without colour: in a dashed frame, or bare where nothing stands below. */
  readonly fill: { readonly role: ColourRole; readonly share: number } | null;
}

/** Fields in rows under common headings; each row's name stands above it, so that it may be long. */
export interface CellGrid {
  /** A line each; one list for each column. */
  readonly headings: readonly (readonly string[])[];
  /** What the frames or letters mean, above everything. */
  readonly legend: readonly string[];
  readonly rows: readonly {
    readonly label: readonly string[];
    readonly cells: readonly GridCell[];
  }[];
}

const WIDTH = PLOT_WIDTH + 2 * CHART_MARGIN;
const GAP = 2;
const FIELD_HEIGHT = 22;
const BELOW_HEIGHT = 13;
const GAP_ROWS = 8;
/** Ink keeps 4.5:1 on the strongest of them, on light paper and dark. */
const STEPS = 5;

/** Width that a heading may take. */
export function columnWidth(columns: number): number {
  return WIDTH / columns - GAP;
}

/** Draws a grid. All positions are pixels, so nothing depends on a scale. */
export function drawGrid(grid: CellGrid, palette: Palette): ChartSpec {
  const hasBelow = grid.rows.some(({ cells }) => cells.some(({ below }) => below !== ""));
  const fieldHeight = FIELD_HEIGHT + (hasBelow ? BELOW_HEIGHT : 0);
  const legendHeight = grid.legend.length === 0 ? 0 : grid.legend.length * LINE_HEIGHT + 6;
  const headingLines = Math.max(...grid.headings.map((lines) => lines.length));
  const step = WIDTH / grid.headings.length;
  const middleOf = (column: number): number => TEXT_LEFT + (column + 0.5) * step;
  let y = legendHeight + headingLines * (LINE_HEIGHT - 1) + 4;
  const placed = grid.rows.map(({ label, cells }) => {
    const labelY = y + LINE_HEIGHT / 2;
    const top = y + label.length * LINE_HEIGHT + 2;
    y = top + fieldHeight + GAP_ROWS;
    const fields = cells.map((cell, column) => ({
      cell,
      left: TEXT_LEFT + column * step + GAP / 2,
      right: TEXT_LEFT + (column + 1) * step - GAP / 2,
      middle: middleOf(column),
      top,
      bottom: top + fieldHeight,
      textY: top + FIELD_HEIGHT / 2,
      belowY: top + FIELD_HEIGHT + BELOW_HEIGHT / 2 - 3,
    }));
    return { label: label.join("\n"), labelY, fields };
  });
  const height = y - GAP_ROWS + 2;
  const fields = placed.flatMap((row) => row.fields);
  const box = {
    x: across("left"),
    x2: { field: "right" },
    y: vertical("top", height),
    y2: { field: "bottom" },
  };
  const text = (
    values: readonly { readonly text: string; readonly middle: number; readonly y: number }[],
    mark: object,
  ): object => ({
    data: { values },
    mark: { type: "text", align: "center", ...mark },
    encoding: { text: { field: "text" }, x: across("middle"), y: vertical("y", height) },
  });
  const headings = grid.headings.map((lines, column) => ({
    text: lines.join("\n"),
    middle: middleOf(column),
    // The last lines of all headings stand at the same height.
    y: legendHeight + (headingLines - lines.length + 0.5) * (LINE_HEIGHT - 1),
  }));
  const spec = specOf(height, palette, [
    ...groupByFill(fields).map(({ role, step: strength, fields: alike }) => ({
      data: { values: alike.map(boxOf) },
      mark: { type: "rect", color: palette[role], fillOpacity: strength / 10 },
      encoding: box,
    })),
    {
      data: {
        values: fields.filter(({ cell }) => cell.fill === null && cell.below !== "").map(boxOf),
      },
      mark: { type: "rect", filled: false, stroke: palette.muted, strokeDash: [3, 2] },
      encoding: box,
    },
    labelLayer(
      { data: { values: placed.map(({ label, labelY }) => ({ label, labelY })) } },
      palette,
      vertical("labelY", height),
    ),
    text(headings, {
      color: palette.muted,
      fontSize: 11,
      lineBreak: "\n",
      lineHeight: LINE_HEIGHT - 1,
    }),
    text(
      fields.map(({ cell, middle, textY }) => ({ text: cell.text, middle, y: textY })),
      { color: palette.ink, fontSize: LABEL_SIZE },
    ),
    text(
      fields.flatMap(({ cell, middle, belowY }) =>
        cell.below === "" ? [] : [{ text: cell.below, middle, y: belowY }],
      ),
      { color: palette.ink, fontSize: 10 },
    ),
    {
      data: {
        values: grid.legend.map((line, i) => ({ line, y: (i + 0.5) * LINE_HEIGHT })),
      },
      mark: { type: "text", align: "left", color: palette.muted, fontSize: 11 },
      encoding: { text: { field: "line" }, x: { value: TEXT_LEFT }, y: vertical("y", height) },
    },
  ]);
  return { ...spec, padding: { ...(spec.padding as object), bottom: 4 } };
}

/** Fields of one colour and strength are one path; shares are told apart in five steps. */
function groupByFill<Field extends { readonly cell: GridCell }>(
  fields: readonly Field[],
): { readonly role: ColourRole; readonly step: number; readonly fields: readonly Field[] }[] {
  const roles = [...new Set(fields.flatMap(({ cell }) => cell.fill?.role ?? []))];
  return roles.flatMap((role) =>
    Array.from({ length: STEPS }, (_, i) => i + 1).flatMap((step) => {
      const alike = fields.filter(
        ({ cell }) => cell.fill?.role === role && stepOf(cell.fill.share) === step,
      );
      return alike.length === 0 ? [] : [{ role, step, fields: alike }];
    }),
  );
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf({ left, right, top, bottom }: Box): Box {
  return { left, right, top, bottom };
}

/** 1 to 5. */
function stepOf(share: number): number {
  return Math.min(STEPS, Math.max(1, Math.ceil(share * STEPS)));
}

/** Position in pixels from the left end of the plot; text and fields may stand beyond it. */
function across(field: string): object {
  return {
    field,
    type: "quantitative",
    scale: { domain: [0, PLOT_WIDTH], nice: false, zero: false },
    axis: null,
  };
}
