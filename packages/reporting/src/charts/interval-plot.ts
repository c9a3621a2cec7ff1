import { type Axis, clipTo } from "./axis.ts";
import type { ChartSpec } from "./chart.ts";
import { LABEL_SIZE, stackRows, TEXT_RIGHT } from "./layout.ts";
import type { ColourRole, Palette } from "./palette.ts";
import {
  horizontal,
  labelLayer,
  RAW_COLOUR,
  rawOf,
  specOf,
  textLayer,
  vertical,
} from "./spec-parts.ts";
import { drawTracks, LEGEND_HEIGHT, type TrackMarks } from "./tracks.ts";

/** One cohort: an estimate with its interval, or the words that stand where there is none. */
export interface IntervalRow {
  readonly label: string;
  readonly count: string;
  readonly figure: string;
  readonly estimate: number | null;
  readonly interval: { readonly lower: number; readonly upper: number | null } | null;
  readonly colour: ColourRole;
  readonly shape: "circle" | "diamond" | "square";
  readonly filled: boolean;
}

/** Dots with intervals, one row a cohort, above one axis. */
export interface IntervalPlot {
  readonly rows: readonly IntervalRow[];
  readonly axis: Axis;
  readonly tracks: TrackMarks;
}

/** Distance from the right end at which the counts end, so that the widest figure clears them. */
const COUNT_OFFSET = 68;
const FIGURES_WIDTH = 130;
const ARROW_SIZE = 46;
const POINT_SIZE = 74;

/** Draws an interval plot. Field names are ours; text from the data occurs only as inline values. */
export function drawIntervals(plot: IntervalPlot, palette: Palette): ChartSpec {
  const { rows: placed, height } = stackRows(
    plot.rows.map((row) => row.label),
    plot.tracks.legend === "" ? 2 : LEGEND_HEIGHT,
    FIGURES_WIDTH,
  );
  const rows = plot.rows.map((row, i) => ({
    ...marksOf(row, plot.axis, palette),
    label: placed[i]?.label ?? "",
    labelY: placed[i]?.labelY ?? 0,
    y: placed[i]?.markY ?? 0,
    count: row.count,
    figure: row.figure,
  }));
  const x = (field: string): object => horizontal(field, plot.axis);
  const y = vertical("y", height);
  const labelY = vertical("labelY", height);
  const all = { data: { values: rows } };
  const ys = rows.map((row) => row.y);
  return specOf(height, palette, [
    ...drawTracks(ys, height, plot.axis, plot.tracks, palette),
    {
      data: { values: rows.filter((row) => row.lower !== null) },
      mark: { type: "rule", strokeWidth: 2.5 },
      encoding: { x: x("lower"), x2: { field: "upper" }, y, color: RAW_COLOUR },
    },
    ...(["lower", "upper"] as const).map((end) => ({
      data: {
        values: rows.filter((row) => (end === "lower" ? row.runsOutLeft : row.runsOutRight)),
      },
      mark: {
        type: "point",
        shape: end === "lower" ? "triangle-left" : "triangle-right",
        filled: true,
        size: ARROW_SIZE,
        opacity: 1,
      },
      encoding: { x: x(end), y, color: RAW_COLOUR },
    })),
    {
      data: { values: rows.filter((row) => row.value !== null) },
      mark: { type: "point", size: POINT_SIZE, strokeWidth: 2, opacity: 1 },
      encoding: {
        x: x("value"),
        y,
        shape: rawOf("shape"),
        fill: rawOf("fill"),
        stroke: rawOf("colour"),
      },
    },
    labelLayer(all, palette, labelY),
    textLayer(
      all,
      { align: "right", color: palette.muted, fontSize: 11 },
      "count",
      TEXT_RIGHT - COUNT_OFFSET,
      labelY,
    ),
    textLayer(
      all,
      { align: "right", fontWeight: 600, fontSize: LABEL_SIZE },
      "figure",
      TEXT_RIGHT,
      labelY,
      { color: RAW_COLOUR },
    ),
  ]);
}

/** What is drawn of a row; ends outside the axis are held at its edge and get an arrow head. */
function marksOf(
  row: IntervalRow,
  axis: Axis,
  palette: Palette,
): {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly runsOutLeft: boolean;
  readonly runsOutRight: boolean;
  readonly shape: string;
  readonly fill: string;
  readonly colour: string;
} {
  const lower = row.interval === null ? null : clipTo(axis, row.interval.lower);
  const upper = row.interval === null ? null : clipTo(axis, row.interval.upper ?? Infinity);
  const colour = palette[row.colour];
  return {
    value: row.estimate === null ? null : clipTo(axis, row.estimate).at,
    lower: lower?.at ?? null,
    upper: upper?.at ?? null,
    runsOutLeft: lower?.clipped ?? false,
    runsOutRight: upper?.clipped ?? false,
    shape: row.shape,
    fill: row.filled ? colour : palette.paper,
    colour,
  };
}
