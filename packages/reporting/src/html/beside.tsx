import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import type { ChartTable } from "../charts/chart.ts";
import { growthTable } from "../wording/growth-table.ts";
import { proposalTable } from "../wording/proposal-table.ts";
import { plural } from "../wording/text.ts";
import { NumberTable } from "./table.tsx";

/** Lines that stand open before the verdicts; more are folded away. */
const MOST_OPEN = 6;
/** Lines of one table; the embedded audit holds all. */
const MOST_LINES = 60;

/** What the proposed budgets change, and what that changes; nothing where none were proposed. */
export function ProposedBudgets({ audit }: { readonly audit: AuditDocument }): VNode | null {
  const table = proposalTable(audit);
  if (table === null) return null;
  const { sentence, inForce, changes, verdicts } = table;
  return (
    <section aria-labelledby="proposal">
      <h2 id="proposal">Proposed budgets</h2>
      <p>{sentence}</p>
      <p class="hint">The budgets in force say of the same data: {inForce}</p>
      <Lines
        noun="change"
        label="Changes of the budgets"
        columns={["Key", "In force", "Proposed", "Effect"]}
        rows={changes.map((row) => [row.key, row.inForce, row.proposed, row.effect])}
      />
      {verdicts.length > 0 && (
        <>
          <h3>Verdicts that differ</h3>
          <Lines
            noun="verdict"
            label="Verdicts that differ"
            columns={["Cohort", "Budget", "In force", "Proposed"]}
            rows={verdicts.map((row) => [row.cohort, row.budget, row.inForce, row.proposed])}
          />
        </>
      )}
    </section>
  );
}

/** The gaps against those of the baseline; nothing without one. */
export function GrownGaps({ audit }: { readonly audit: AuditDocument }): VNode | null {
  const table = growthTable(audit);
  if (table === null) return null;
  const moved = table.rows.filter(({ of }) => of.status !== "held");
  const held = table.rows.filter(({ of }) => of.status === "held");
  const columns = [
    "Cohort",
    "Budget",
    "Gap",
    "Baseline",
    "Now",
    "Growth of the gap",
    "Interval",
    "In decisions",
  ];
  const lineOf = (row: (typeof moved)[number]): string[] => [
    row.cohort,
    row.budget,
    row.status,
    row.baseline,
    row.now,
    row.growth,
    row.interval,
    row.decisions,
  ];
  return (
    <section aria-labelledby="growth">
      <h2 id="growth">Growth against the baseline</h2>
      <p>{table.sentence}</p>
      <p class="hint">{table.rule}</p>
      <Lines
        noun="comparison"
        label="Gaps that grew, or may have grown"
        columns={columns}
        texts={3}
        rows={moved.map(lineOf)}
      />
      {held.length > 0 && (
        <details>
          <summary>
            {plural(String(held.length), held.length === 1, "gap")} that did not grow
          </summary>
          <NumberTable
            label="Gaps that did not grow"
            table={tableOf(columns, held.map(lineOf), 3)}
          />
        </details>
      )}
    </section>
  );
}

/** The first lines of a table in sight, the others folded away. */
function Lines({
  noun,
  label,
  columns,
  rows,
  texts = columns.length,
}: {
  readonly noun: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** So many columns from the left hold words. */
  readonly texts?: number;
}): VNode | null {
  if (rows.length === 0) return null;
  const folded = rows.slice(MOST_OPEN, MOST_LINES);
  const left = rows.length - MOST_OPEN - folded.length;
  const more = plural(String(folded.length), folded.length === 1, noun);
  return (
    <>
      <NumberTable label={label} table={tableOf(columns, rows.slice(0, MOST_OPEN), texts)} />
      {folded.length > 0 && (
        <details>
          <summary>{more} more</summary>
          <NumberTable label={`${label}, continued`} table={tableOf(columns, folded, texts)} />
        </details>
      )}
      {left > 0 && <p>{plural(String(left), left === 1, noun)} more in the embedded audit.</p>}
    </>
  );
}

function tableOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  texts: number,
): ChartTable {
  return {
    columns: columns.map((title, i) => ({ title, kind: i < texts ? "text" : "number" })),
    rows,
  };
}
