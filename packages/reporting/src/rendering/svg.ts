import type { Chart, ChartSpec } from "../charts/chart.ts";
import { PAGE, type Palette } from "../charts/palette.ts";
import { loadVega } from "./load-vega.ts";
import { tidySvg } from "./tidy-svg.ts";

/**
 * Draws a chart as one `<svg role="img">` with an accessible name, no script, no style
 * attribute, no id. By default its colours are the custom properties of the report. The same chart gives the same bytes.
 */
export async function renderChart(chart: Chart, palette: Palette = PAGE): Promise<string> {
  return renderSpec(chart.toSpec(palette), chart.summary);
}

/** Draws a specification; `name` is read to people who do not see it. */
export async function renderSpec(spec: ChartSpec, name: string): Promise<string> {
  const { vega, compile } = await loadVega();
  const view = new vega.View(vega.parse(compile(spec)), { renderer: "none" });
  try {
    return tidySvg(await view.toSVG(), name);
  } finally {
    view.finalize();
  }
}
