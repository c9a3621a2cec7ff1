import type { VNode } from "preact";
import type { Chart } from "../charts/chart.ts";
import { NumberTable } from "./table.tsx";

/** A chart with its picture. */
export interface DrawnChart {
  readonly chart: Chart;
  /** From `renderChart`, which escapes all text it places. */
  readonly svg: string;
}

/** One chart: its finding as the title, the picture, and the same numbers as a table. */
export function Figure({ drawn }: { readonly drawn: DrawnChart }): VNode {
  const { chart, svg } = drawn;
  return (
    <figure>
      <figcaption>
        <bdi>{chart.title}</bdi>
      </figcaption>
      <div class="picture" dangerouslySetInnerHTML={{ __html: svg }} />
      <details>
        <summary>
          Numbers<span class="unseen"> of the chart: {chart.title}</span>
        </summary>
        <NumberTable label="Numbers" table={chart.table} />
      </details>
    </figure>
  );
}
