import type { Axis } from "./axis.ts";
import type { ChartSpec } from "./chart.ts";
import { CHART_MARGIN, LINE_HEIGHT, PLOT_WIDTH, TEXT_LEFT, wrapText } from "./layout.ts";
import type { ColourRole, Palette } from "./palette.ts";
import { specOf } from "./spec-parts.ts";

/** A value over slots of time, with its band; all values lie inside the axis. */
export interface SeriesPlot {
  /** Upwards. */
  readonly axis: Axis;
  readonly points: readonly {
    readonly slot: string;
    readonly alone: number | null;
    readonly sofar: number | null;
    readonly interval: { readonly lower: number; readonly upper: number } | null;
  }[];
  readonly limits: readonly number[];
  /** Colour of the last point. */
  readonly verdict: ColourRole;
  /** Whether an alert is raised at the last slot. */
  readonly alert: boolean;
  readonly legend: string;
}

const HEIGHT = 150;
/** Room for the numbers of the axis, left of the first slot. */
const LEFT = 24;
const SLOT_LABELS_BELOW = 16;

/** Draws a series from left to right, one step a slot. */
export function drawSeries(plot: SeriesPlot, palette: Palette): ChartSpec {
  const legend = wrapText(plot.legend, PLOT_WIDTH, 11);
  const top = legend.length * LINE_HEIGHT + 8;
  const height = top + HEIGHT + SLOT_LABELS_BELOW;
  const right = PLOT_WIDTH + CHART_MARGIN - 6;
  const last = Math.max(plot.points.length - 1, 1);
  const xOf = (slot: number): number => LEFT + ((right - LEFT) * slot) / last;
  const [low, high] = plot.axis.domain;
  const yOf = (value: number): number => top + HEIGHT * (1 - (value - low) / (high - low));
  const points = plot.points.map(({ alone, sofar, interval }, i) => ({
    x: xOf(i),
    alone: alone === null ? null : yOf(alone),
    sofar: sofar === null ? null : yOf(sofar),
    lower: interval === null ? null : yOf(interval.lower),
    upper: interval === null ? null : yOf(interval.upper),
  }));
  const measured = points.filter(({ sofar }) => sofar !== null);
  const x = pixel("x", [0, PLOT_WIDTH]);
  const y = (field: string): object => pixel(field, [height, 0]);
  const across = { x: { value: LEFT }, x2: { value: right } };
  const levels = (values: readonly number[]): object => ({
    values: values.map((value) => ({ y: yOf(value), text: String(value).replace("-", "−") })),
  });
  const end = measured[measured.length - 1];
  const spec = specOf(height, palette, [
    {
      data: levels(plot.axis.ticks),
      mark: { type: "rule", color: palette.grid, strokeWidth: 1 },
      encoding: { ...across, y: y("y") },
    },
    {
      data: { values: points.filter(({ lower }) => lower !== null) },
      mark: { type: "area", color: palette.cohort, fillOpacity: 0.2 },
      encoding: { x, y: y("lower"), y2: { field: "upper" } },
    },
    {
      data: levels(plot.limits),
      mark: { type: "rule", color: palette.ink, strokeWidth: 1, strokeDash: [3, 2] },
      encoding: { ...across, y: y("y") },
    },
    {
      data: { values: points.filter(({ alone }) => alone !== null) },
      mark: { type: "point", shape: "circle", size: 20, strokeWidth: 1, color: palette.muted },
      encoding: { x, y: y("alone") },
    },
    {
      data: { values: measured },
      mark: { type: "line", color: palette.cohort, strokeWidth: 2 },
      encoding: { x, y: y("sofar") },
    },
    {
      data: { values: end === undefined ? [] : [end] },
      mark: {
        type: "point",
        shape: "diamond",
        filled: true,
        size: 90,
        opacity: 1,
        color: palette[plot.verdict],
      },
      encoding: { x, y: y("sofar") },
    },
    {
      data: { values: plot.alert ? [{ x: xOf(last), y: top + HEIGHT - 6 }] : [] },
      mark: {
        type: "point",
        shape: "triangle-up",
        filled: true,
        size: 70,
        opacity: 1,
        color: palette.fail,
      },
      encoding: { x, y: y("y") },
    },
    text(levels(plot.axis.ticks), "right", palette, { x: { value: LEFT - 8 }, y: y("y") }),
    ...slotLabels(plot.points.map(({ slot }) => slot)).map(({ at, align, slot }) =>
      text({ values: [{ text: slot }] }, align, palette, {
        x: { value: xOf(at) + (align === "right" ? 6 : 0) },
        y: { value: top + HEIGHT + 11 },
      }),
    ),
    ...legend.map((line, i) =>
      text({ values: [{ text: line }] }, "left", palette, {
        x: { value: TEXT_LEFT },
        y: { value: (i + 0.5) * LINE_HEIGHT },
      }),
    ),
  ]);
  return { ...spec, padding: { ...(spec.padding as object), bottom: 4 } };
}

/** The first and the last slot, and the middle one where there is room for a third. */
function slotLabels(
  slots: readonly string[],
): { readonly at: number; readonly align: "left" | "center" | "right"; readonly slot: string }[] {
  const last = slots.length - 1;
  const middle = last % 2 === 0 && last >= 4 ? [{ at: last / 2, align: "center" as const }] : [];
  const places = [
    { at: 0, align: "left" as const },
    ...middle,
    ...(last > 0 ? [{ at: last, align: "right" as const }] : []),
  ];
  return places.map((place) => ({ ...place, slot: slots[place.at] ?? "" }));
}

function text(data: object, align: string, palette: Palette, place: object): object {
  return {
    data,
    mark: { type: "text", align, color: palette.muted, fontSize: 11 },
    encoding: { text: { field: "text" }, ...place },
  };
}

function pixel(field: string, domain: readonly [number, number]): object {
  return {
    field,
    type: "quantitative",
    scale: { domain, nice: false, zero: false },
    axis: null,
  };
}
