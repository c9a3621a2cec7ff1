import type { VNode } from "preact";
import { type DrawnChart, Figure } from "./figure.tsx";

/** A section of charts with one hint on how to read them; nothing without charts. */
export function FigureSection({
  id,
  title,
  hint,
  charts,
}: {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly charts: readonly DrawnChart[];
}): VNode | null {
  if (charts.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="hint">{hint}</p>
      <div class="figures">
        {charts.map((drawn) => (
          <Figure key={drawn.chart.title} drawn={drawn} />
        ))}
      </div>
    </section>
  );
}
