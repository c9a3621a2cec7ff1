import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { describeLooks } from "../wording/looks.ts";
import { type VerdictRow, verdictTable } from "../wording/verdict-table.ts";
import { VerdictMark } from "./verdict-mark.tsx";

/** Passes are folded away when they would push what needs a decision off the screen. */
const MOST_OPEN_PASSES = 6;

/** Every verdict, gravest first. On a phone each row becomes a card. */
export function Verdicts({ audit }: { readonly audit: AuditDocument }): VNode | null {
  const rows = verdictTable(audit);
  if (rows.length === 0) return null;
  const passes = rows.filter((row) => row.verdict === "pass");
  const folds = passes.length > MOST_OPEN_PASSES && passes.length < rows.length;
  const open = folds ? rows.filter((row) => row.verdict !== "pass") : rows;
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Verdicts</h2>
      <p class="hint">{describeRule(audit)}</p>
      <VerdictRows rows={open} label="Verdicts" />
      {folds && (
        <details>
          <summary>{passes.length} comparisons that pass</summary>
          <VerdictRows rows={passes} label="Verdicts that pass" />
        </details>
      )}
    </section>
  );
}

function describeRule(audit: AuditDocument): string {
  const points = audit.budgets.filter(({ rule }) => rule === "point").length;
  const bound =
    "The bound decides, not the estimate: a pass needs the whole interval inside the limit.";
  const point =
    "Where a budget asks for a figure, the point estimate decides, and chance is not allowed for.";
  return [
    ...(points < audit.budgets.length ? [bound] : []),
    ...(points > 0 ? [point] : []),
    describeLooks(audit),
  ].join(" ");
}

type TableRole = "table" | "rowgroup" | "row" | "columnheader" | "rowheader" | "cell";

/**
 * A role that the element has by itself. It is written out because a layout without table boxes
 * (the cards on a phone) would drop it.
 */
function as(role: TableRole): { readonly role: TableRole } {
  return { role };
}

const COLUMNS = ["Limit", "Bound", "Estimate", "n"] as const;

function VerdictRows({
  rows,
  label,
}: {
  readonly rows: readonly VerdictRow[];
  readonly label: string;
}): VNode {
  return (
    <table class="verdicts" {...as("table")} aria-label={label}>
      <thead {...as("rowgroup")}>
        <tr {...as("row")}>
          <th {...as("columnheader")} scope="col">
            Verdict
          </th>
          <th {...as("columnheader")} scope="col">
            Finding
          </th>
          {COLUMNS.map((title) => (
            <th key={title} {...as("columnheader")} scope="col" class="number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as("rowgroup")}>
        {rows.map((row) => (
          <tr key={`${row.budget} ${row.comparison}`} {...as("row")}>
            <td {...as("cell")}>
              <VerdictMark kind={row.verdict} />
              {row.remark !== "" && <span class="remark">{row.remark}</span>}
            </td>
            <th {...as("rowheader")} scope="row" class="finding">
              <span class="who">
                {row.isDistance && "between "}
                <bdi>{row.cohort}</bdi>
                {row.reference !== null && (
                  <>
                    {row.isDistance ? " and " : " vs "}
                    <bdi>{row.reference}</bdi>
                  </>
                )}
              </span>
              <span class="sentence">{row.sentence}</span>
              <span class="budget">
                {row.measure} · budget <bdi>{row.budget}</bdi>
              </span>
            </th>
            {[row.limit, row.bound, row.estimate, row.n].map((text, i) => (
              <td key={COLUMNS[i] ?? ""} {...as("cell")}>
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
