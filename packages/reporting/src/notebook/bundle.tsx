import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { ChartSpec } from "../charts/chart.ts";
import { EMBEDDED, LIGHT } from "../charts/palette.ts";
import { withTitle } from "../charts/spec-parts.ts";
import { alignColumns } from "../formats/text-table.ts";
import { renderChart } from "../rendering/svg.ts";
import type { View } from "./view.ts";

/** One output in the forms a notebook may pick from. */
export interface Bundle {
  readonly "application/vnd.vegalite.v5+json"?: ChartSpec;
  readonly "text/html": string;
  readonly "text/plain": string;
}

/** Draws a view in every form. Pages without our colours get literal ones; no style, no script. */
export async function bundleOf(view: View): Promise<Bundle> {
  const { chart } = view;
  const svg = chart === null ? null : await renderChart(chart, EMBEDDED);
  const forms = {
    "text/html": renderToString(<Cell view={view} svg={svg} />),
    "text/plain": textOf(view),
  };
  if (chart === null) return forms;
  const spec = withTitle(chart.toSpec(LIGHT), chart.title, LIGHT.ink);
  return {
    "application/vnd.vegalite.v5+json": { ...spec, background: LIGHT.paper },
    ...forms,
  };
}

/** The sentence, the finding of the picture, and the table as aligned text. */
export function textOf({ sentence, chart, table }: View): string {
  const lines = alignColumns(
    table.columns.map(({ title }) => title),
    table.rows,
    table.columns.map(({ kind }) => kind === "number"),
  );
  return [sentence, ...(chart === null ? [] : [chart.title]), "", lines].join("\n");
}

function Cell({ view, svg }: { readonly view: View; readonly svg: string | null }): VNode {
  const { sentence, chart, table } = view;
  return (
    <div>
      <p>
        <strong>{sentence}</strong>
      </p>
      {chart !== null && svg !== null && (
        <figure>
          <figcaption>{chart.title}</figcaption>
          <div dangerouslySetInnerHTML={{ __html: svg }} />
        </figure>
      )}
      <table>
        <thead>
          <tr>
            {table.columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.join(" ")}>
              {row.map((text, i) => (
                <td key={table.columns[i]?.title ?? ""}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
