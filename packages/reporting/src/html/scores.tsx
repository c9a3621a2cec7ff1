import type { VNode } from "preact";
import { type DrawnChart, Figure } from "./figure.tsx";

/** How scores agree with what happened; nothing where the audit does not hold it. */
export function Scores({ charts }: { readonly charts: readonly DrawnChart[] }): VNode | null {
  if (charts.length === 0) return null;
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">Scores</h2>
      <p class="hint">
        Across: the mean score in ten equal bins. Upwards: how often the outcome that a high score
        speaks for was recorded, with its interval. On the dashed line scores foretell it as often
        as it happens.
      </p>
      <div class="figures">
        {charts.map((drawn) => (
          <Figure key={drawn.chart.title} drawn={drawn} />
        ))}
      </div>
    </section>
  );
}
