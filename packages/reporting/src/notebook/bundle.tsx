import type { ChartSpec } from "../charts/chart.ts";
import { EMBEDDED, LIGHT } from "../charts/palette.ts";
import { withTitle } from "../charts/spec-parts.ts";
import { renderPng } from "../rendering/png.ts";
import { renderChart } from "../rendering/svg.ts";
import { htmlOf } from "./cell.tsx";
import { textOf } from "./text.ts";
import type { View } from "./view.ts";

/** One output in the forms a notebook may pick from. */
export interface Bundle {
  readonly "application/vnd.vegalite.v5+json"?: ChartSpec;
  /** Base64. */
  readonly "image/png"?: string;
  readonly "text/html"?: string;
  readonly "text/plain": string;
}

/** An output, and what is said of its forms by MIME type. */
export interface Display {
  readonly data: Bundle;
  readonly metadata: Readonly<Record<string, object>>;
}

/**
 * Draws a view in every form. Pages without our colours get literal ones; no style, no script.
 *
 * Where PNG can be drawn, sentence, picture and tables are outputs of their own: a page that prefers HTML
 * and takes drawings out of it still shows the picture. Otherwise they are one, with the picture as SVG.
 */
export async function displaysOf(view: View): Promise<Display[]> {
  const { chart } = view;
  if (chart === null) return [asHtml(view, null)];
  const spec = {
    ...withTitle(chart.toSpec(LIGHT), chart.title, LIGHT.ink),
    background: LIGHT.paper,
  };
  const vega = { "application/vnd.vegalite.v5+json": spec };
  const png = await renderPng(spec);
  if (png === null) {
    const { data, metadata } = asHtml(view, await renderChart(chart, EMBEDDED));
    return [{ data: { ...vega, ...data }, metadata }];
  }
  const { bytes, width, height } = png;
  return [
    asHtml({ ...view, chart: null, tables: [], letter: null }, null),
    {
      data: {
        ...vega,
        "image/png": Buffer.from(bytes).toString("base64"),
        "text/plain": chart.title,
      },
      metadata: { "image/png": { alt: chart.summary, width, height } },
    },
    asHtml({ ...view, sentence: "", chart: null }, null),
  ];
}

function asHtml(view: View, svg: string | null): Display {
  return {
    data: { "text/html": htmlOf(view, svg), "text/plain": textOf(view) },
    metadata: {},
  };
}
