import { type AuditDocument, parseAudit } from "@evenhand/core";
import type { VNode } from "preact";
import {
  type ComparedAudits,
  type ComparedRow,
  compareInWords,
} from "../wording/compared-audits.ts";
import { formatCount } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { type PagePolicy, writePage } from "./page.ts";
import { PageHead } from "./page-head.tsx";
import { NumberTable } from "./table.tsx";

/** Lines of one table; the audits hold all. */
const MOST_LINES = 200;

/**
 * Writes two audits side by side as one HTML page without script or request: which verdicts differ
 * and why, every comparison and the rates behind them before and after, and what differs in the
 * budgets. What is said of chance, and when, is `compareAudits`. The same audits give the same bytes.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit` of either
 * @example
 * await writeFile("beside.html", renderBeside(lastYear, thisYear));
 */
export function renderBeside(before: AuditDocument, after: AuditDocument): string {
  const audits = [parseAudit(before), parseAudit(after)] as const;
  const compared = compareInWords(...audits);
  return writePage((policy) => <BesidePage audits={audits} compared={compared} policy={policy} />);
}

function BesidePage({
  audits,
  compared,
  policy,
}: {
  readonly audits: readonly [AuditDocument, AuditDocument];
  readonly compared: ComparedAudits;
  readonly policy: PagePolicy;
}): VNode {
  const [before, after] = audits;
  const turned = compared.rows.filter(({ isTurned }) => isTurned);
  const isPublic = audits.every(({ publication }) => publication !== undefined);
  return (
    <html lang="en">
      <PageHead title={`${after.title} – two audits`} policy={policy} />
      <body>
        <a class="skip" href="#content">
          Skip to the verdicts
        </a>
        <header>
          <p class="kind">Two audits side by side</p>
          <h1>
            <bdi>{plainText(after.title)}</bdi>
          </h1>
          <div class="outcome plain">
            <p class="lead">{compared.sentence}</p>
            <p>{compared.rule}</p>
          </div>
          <dl>
            <Source term="Before" audit={before} />
            <Source term="After" audit={after} />
          </dl>
          <p class="rests">
            {isPublic ? (
              <strong>public</strong>
            ) : (
              <>
                <strong>internal</strong>: holds counts of small cohorts
              </>
            )}
          </p>
        </header>
        <main id="content" tabIndex={-1}>
          <Turned rows={turned} />
          <Changes compared={compared} />
          <Lines
            id="comparisons"
            title="Every comparison"
            columns={["Cohort", "Budget", "Verdict", "Limit", "Before", "After", "Estimate", "Gap"]}
            rows={compared.rows.map((row) => [
              ...[row.cohort, row.budget, row.verdicts, row.limit],
              ...[row.before, row.after, row.change, row.gap],
            ])}
          />
          <Lines
            id="rates"
            title="The same rates"
            columns={["Cohort", "Metric", "Before", "After", "Value"]}
            rows={compared.rates.map((row) => [
              ...[row.cohort, row.metric, row.before, row.after, row.change],
            ])}
          />
        </main>
      </body>
    </html>
  );
}

function Source({ term, audit }: { readonly term: string; readonly audit: AuditDocument }): VNode {
  const { data, today, model } = audit.provenance;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi>{plainText(audit.title)}</bdi>: <bdi>{plainText(data.name)}</bdi>,{" "}
        {formatCount(audit.population.used)} rows
        {model !== null && (
          <>
            , model <bdi>{plainText(model.name)}</bdi>
          </>
        )}
        , {today === null ? "judged without a date" : plainText(today)}.{" "}
        {plainText(audit.outcome.sentence)}
      </dd>
    </div>
  );
}

function Turned({ rows }: { readonly rows: readonly ComparedRow[] }): VNode {
  return (
    <section aria-labelledby="turned">
      <h2 id="turned">Verdicts that differ</h2>
      {rows.length === 0 && <p>None.</p>}
      <ul>
        {rows.map((row) => (
          <li key={`${row.budget} ${row.cohort}`}>
            <strong>
              <bdi>{row.cohort}</bdi>
            </strong>
            , <bdi>{row.budget}</bdi>: {row.verdicts}. {row.why}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ compared }: { readonly compared: ComparedAudits }): VNode {
  const { changes } = compared.comparison;
  return (
    <section aria-labelledby="budgets">
      <h2 id="budgets">Budgets and rules</h2>
      {changes.length === 0 ? (
        <p>The same in both.</p>
      ) : (
        <NumberTable
          label="Changes of the budgets"
          table={{
            columns: ["Key", "Before", "After", "Effect"].map((title) => ({ title, kind: "text" })),
            rows: changes.map(({ path, before, after, effect }) => [
              plainText(path),
              plainText(before ?? "none"),
              plainText(after ?? "none"),
              effect.toUpperCase(),
            ]),
          }}
        />
      )}
    </section>
  );
}

function Lines({
  id,
  title,
  columns,
  rows,
}: {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): VNode | null {
  if (rows.length === 0) return null;
  const left = rows.length - MOST_LINES;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <NumberTable
        label={title}
        table={{
          columns: columns.map((column) => ({ title: column, kind: "text" })),
          rows: rows.slice(0, MOST_LINES),
        }}
      />
      {left > 0 && <p>{formatCount(left)} more lines are in the two audits.</p>}
    </section>
  );
}
