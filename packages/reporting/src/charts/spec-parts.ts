import type { Axis } from "./axis.ts";
import type { ChartSpec } from "./chart.ts";
import {
  CHART_MARGIN,
  LABEL_SIZE,
  LINE_HEIGHT,
  PLOT_WIDTH,
  TEXT_LEFT,
  wrapText,
} from "./layout.ts";
import type { Palette } from "./palette.ts";

const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";
const AXIS_HEIGHT = 40;
const TITLE_LINE = 18;

/** A specification of fixed size: nothing depends on the fonts of the machine that draws it. */
export function specOf(height: number, palette: Palette, layer: readonly object[]): ChartSpec {
  return {
    $schema: SCHEMA,
    width: PLOT_WIDTH,
    height,
    padding: { left: CHART_MARGIN, right: CHART_MARGIN, top: 2, bottom: AXIS_HEIGHT },
    autosize: { type: "none" },
    background: "transparent",
    config: {
      aria: false,
      font: "system-ui, sans-serif",
      view: { stroke: null },
      axis: {
        labelFontSize: 11,
        titleFontSize: 11,
        titleFontWeight: "normal",
        titlePadding: 7,
        titleLimit: 0,
        labelLimit: 0,
        tickSize: 4,
        labelOverlap: false,
        labelFlush: false,
        labelColor: palette.muted,
        titleColor: palette.muted,
        grid: false,
        domainColor: palette.muted,
        tickColor: palette.muted,
      },
      text: { limit: 0, baseline: "middle" },
    },
    layer,
  };
}

/** The same with its finding written above the picture, for a place that shows the picture alone. */
export function withTitle(spec: ChartSpec, title: string, colour: string): ChartSpec {
  const lines = wrapText(title, PLOT_WIDTH, 13);
  const padding = spec.padding as { readonly top: number };
  return {
    ...spec,
    padding: { ...padding, top: padding.top + lines.length * TITLE_LINE + 8 },
    title: {
      text: lines,
      anchor: "start",
      // From the edge of the picture, not of what is drawn: a long axis title would push it out.
      frame: "group",
      dx: TEXT_LEFT,
      fontSize: 13,
      fontWeight: 600,
      lineHeight: TITLE_LINE,
      color: colour,
      offset: 10,
    },
  };
}

/** Position along the axis. Every layer names the axis in the same way, so that they share one. */
export function horizontal(field: string, axis: Axis): object {
  return {
    field,
    type: "quantitative",
    scale: {
      type: axis.scale,
      domain: axis.domain,
      nice: false,
      ...(axis.scale === "linear" ? { zero: false } : {}),
    },
    // A `format` of the axis would be rounded to its step: 0.25 read 0.3.
    axis: { values: axis.ticks, title: axis.title, labelExpr: "format(datum.value, '~g')" },
  };
}

/** Position in pixels from the top. */
export function vertical(field: string, height: number): object {
  return {
    field,
    type: "quantitative",
    scale: { domain: [0, height], reverse: true, nice: false, zero: false },
    axis: null,
  };
}

/** A channel whose values are taken as they stand, not through a scale. */
export function rawOf(field: string): object {
  return { field, type: "nominal", scale: null };
}

/** The colour that a row brings along. */
export const RAW_COLOUR: object = rawOf("colour");

/** Text at a fixed horizontal place. */
export function textLayer(
  data: object,
  mark: object,
  field: string,
  x: number,
  y: object,
  channels: object = {},
): object {
  return {
    ...data,
    mark: { type: "text", ...mark },
    encoding: { x: { value: x }, y, text: { field }, ...channels },
  };
}

/** The names of the rows, at the left; long ones in several lines. */
export function labelLayer(data: object, palette: Palette, y: object): object {
  const mark = { align: "left", lineBreak: "\n", lineHeight: LINE_HEIGHT };
  return textLayer(
    data,
    { ...mark, color: palette.ink, fontSize: LABEL_SIZE },
    "label",
    TEXT_LEFT,
    y,
  );
}
