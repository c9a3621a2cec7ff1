import type { BurnDocument, Verdict } from "@evenhand/core";
import type { VNode } from "preact";
import { chartBurn } from "../charts/burn.ts";
import { renderChart } from "../rendering/svg.ts";
import { type BurnTable, burnTables } from "../wording/burn-tables.ts";
import { formatCount } from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";
import { byGravity, describeVerdict } from "../wording/verdicts.ts";
import { type DrawnChart, Figure } from "./figure.tsx";
import { type PagePolicy, writePage } from "./page.ts";
import { PageHead } from "./page-head.tsx";
import { VerdictMark } from "./verdict-mark.tsx";

/** Comparisons drawn, gravest first; burn.json holds all. */
const MOST_FIGURES = 24;

interface BurnPart {
  readonly table: BurnTable;
  readonly verdict: Verdict;
  readonly chart: DrawnChart | null;
}

/**
 * Writes budgets over time as one HTML page without script or request: the outcome, then each
 * comparison as a figure with its table, gravest first, at most 24. It holds counts of small cohorts,
 * so it stays in the team; `summariseBurn` withholds them. The same document gives the same bytes.
 *
 * @example
 * await writeFile("burn.html", await renderBurn(document));
 */
export async function renderBurn(document: BurnDocument): Promise<string> {
  const verdictOf = new Map(document.verdicts.map((verdict) => [keyOf(verdict), verdict]));
  const judged = burnTables(document)
    .flatMap((table) => {
      const verdict = verdictOf.get(keyOf(table.series));
      return verdict === undefined ? [] : [{ table, verdict }];
    })
    .sort((a, b) => byGravity(a.verdict, b.verdict));
  const parts: BurnPart[] = [];
  for (const { table, verdict } of judged.slice(0, MOST_FIGURES)) {
    const chart = chartBurn(table);
    const drawn = chart === null ? null : { chart, svg: await renderChart(chart) };
    parts.push({ table, verdict, chart: drawn });
  }
  const left = judged.length - parts.length;
  return writePage((policy) => (
    <BurnPage document={document} parts={parts} left={left} policy={policy} />
  ));
}

function keyOf({ budget, cohort }: { readonly budget: string; readonly cohort: string }): string {
  return JSON.stringify([budget, cohort]);
}

function BurnPage({
  document,
  parts,
  left,
  policy,
}: {
  readonly document: BurnDocument;
  readonly parts: readonly BurnPart[];
  readonly left: number;
  readonly policy: PagePolicy;
}): VNode {
  const { outcome, window, slots, provenance, title } = document;
  const looked = slots.filter(({ from }) => from >= window.from).length;
  const [gravest] = parts;
  return (
    <html lang="en">
      <PageHead title={`${title} – budgets over time`} policy={policy} />
      <body>
        <a class="skip" href="#content">
          Skip to the comparisons
        </a>
        <header>
          <p class="kind">Budgets over time</p>
          <h1>
            <bdi>{plainText(title)}</bdi>
          </h1>
          <div class={`outcome ${gravest?.verdict.verdict ?? "plain"}`}>
            <p class="lead">{plainText(outcome.sentence)}</p>
            <p>
              Window from {plainText(window.from)} to before {plainText(window.to)}, looked at after{" "}
              {formatCount(looked)} slots.
            </p>
          </div>
          <p class="rests">
            {provenance.today === null ? "Judged without a date" : plainText(provenance.today)} ·{" "}
            {plainText(provenance.generator.name)} {plainText(provenance.generator.version)} ·{" "}
            <strong>internal</strong>: holds counts of small cohorts
          </p>
        </header>
        <main id="content" tabIndex={-1}>
          {parts.map((part) => (
            <Comparison key={keyOf(part.verdict)} part={part} />
          ))}
          {left > 0 && (
            <p>
              … and {formatCount(left)} more comparisons, none graver; burn.json holds them all.
            </p>
          )}
          <Notes document={document} />
        </main>
      </body>
    </html>
  );
}

function Comparison({ part: { table, verdict, chart } }: { readonly part: BurnPart }): VNode {
  const remarks = [table.moved, table.gap, table.past].filter((text) => text !== "");
  return (
    <article>
      <h2>
        <VerdictMark kind={verdict.verdict} /> <bdi>{table.budget}</bdi>: {table.measure},{" "}
        <bdi>{table.comparison}</bdi>
      </h2>
      <p>{plainText(verdict.sentence)}</p>
      {remarks.length > 0 && <p>{remarks.join(" ")}</p>}
      {table.alerts.map((alert) => (
        <p key={alert} class="warning">
          {alert}
        </p>
      ))}
      {chart === null ? (
        <p class="hint">Nothing could be measured: {describeVerdict(verdict.verdict).word}.</p>
      ) : (
        <div class="figures">
          <Figure drawn={chart} />
        </div>
      )}
    </article>
  );
}

function Notes({ document }: { readonly document: BurnDocument }): VNode | null {
  const { notes, unwatched, population } = document;
  const lines = [
    ...unwatched.map(({ budget, reason }) => `${budget} is not watched: ${reason}.`),
    ...population.excluded.map(
      ({ reason, column, rows }) =>
        `${formatCount(rows)} rows left out: ${reason}${column === null ? "" : ` (${column})`}`,
    ),
    ...notes,
  ];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{capitalise(plainText(line))}</li>
        ))}
      </ul>
    </section>
  );
}
