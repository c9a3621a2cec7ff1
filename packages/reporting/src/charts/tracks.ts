import type { Axis } from "./axis.ts";
import { clipTo } from "./axis.ts";
import { PLOT_WIDTH, TEXT_LEFT } from "./layout.ts";
import type { Palette } from "./palette.ts";
import { horizontal, textLayer, vertical } from "./spec-parts.ts";

/** What every row's track shows behind its mark. Labels stand between the tracks, on clean paper. */
export interface TrackMarks {
  /** The accepted range; an open side is null. */
  readonly band: { readonly min: number | null; readonly max: number | null } | null;
  /** Dashed lines: limits, or the threshold of a decision. */
  readonly limits: readonly number[];
  /** Thin lines: where cohort and reference are equal. */
  readonly origins: readonly number[];
  /** What the dashes or the band mean; empty without them. */
  readonly legend: string;
}

/** Space above the first row that the legend takes. */
export const LEGEND_HEIGHT = 24;

const TRACK_HALF = 9;
const DASH = [3, 2];

/** Layers of the tracks at the heights `ys`, with the legend above them. */
export function drawTracks(
  ys: readonly number[],
  height: number,
  axis: Axis,
  { band, limits, origins, legend }: TrackMarks,
  palette: Palette,
): object[] {
  const spans = ys.map((y) => ({ y, top: y - TRACK_HALF, bottom: y + TRACK_HALF }));
  const upright = {
    y: vertical("top", height),
    y2: { field: "bottom" },
  };
  const lines = (values: readonly number[]): object => ({
    values: values.flatMap((value) => spans.map((span) => ({ ...span, value }))),
  });
  return [
    {
      data: { values: spans },
      mark: { type: "rule", color: palette.grid, strokeWidth: 1 },
      encoding: { x: { value: 0 }, x2: { value: PLOT_WIDTH }, y: vertical("y", height) },
    },
    ...(band === null
      ? []
      : [
          {
            data: {
              values: spans.map((span) => ({
                ...span,
                from: clipTo(axis, band.min ?? Number.NEGATIVE_INFINITY).at,
                to: clipTo(axis, band.max ?? Number.POSITIVE_INFINITY).at,
              })),
            },
            mark: { type: "rect", color: palette.band },
            encoding: { x: horizontal("from", axis), x2: { field: "to" }, ...upright },
          },
        ]),
    {
      data: lines(origins),
      mark: { type: "rule", color: palette.muted, strokeWidth: 1 },
      encoding: { x: horizontal("value", axis), ...upright },
    },
    {
      data: lines(limits),
      mark: { type: "rule", color: palette.ink, strokeWidth: 1, strokeDash: DASH },
      encoding: { x: horizontal("value", axis), ...upright },
    },
    ...(legend === "" ? [] : legendLayers(legend, band !== null, palette)),
  ];
}

function legendLayers(legend: string, hasBand: boolean, palette: Palette): object[] {
  const swatch = { type: "rect", color: hasBand ? palette.band : palette.paper };
  const edges = hasBand ? [TEXT_LEFT + 1, TEXT_LEFT + 17] : [TEXT_LEFT + 9];
  return [
    {
      data: { values: [{}] },
      mark: swatch,
      encoding: {
        x: { value: TEXT_LEFT + 1 },
        x2: { value: TEXT_LEFT + 17 },
        y: { value: 1 },
        y2: { value: 14 },
      },
    },
    ...edges.map((x) => ({
      data: { values: [{}] },
      mark: { type: "rule", color: palette.ink, strokeWidth: 1, strokeDash: DASH },
      encoding: { x: { value: x }, y: { value: 1 }, y2: { value: 14 } },
    })),
    textLayer(
      { data: { values: [{ legend }] } },
      { align: "left", color: palette.muted, fontSize: 11 },
      "legend",
      TEXT_LEFT + 24,
      { value: 8 },
    ),
  ];
}
