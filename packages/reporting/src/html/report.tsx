import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { proposalTable } from "../wording/proposal-table.ts";
import { plainText } from "../wording/text.ts";
import { GrownGaps, ProposedBudgets } from "./beside.tsx";
import { type BudgetPart, Budgets, Rates } from "./budgets.tsx";
import { Cohorts, Measurements } from "./cohorts.tsx";
import { type DecisionPart, Decisions } from "./decisions.tsx";
import type { DrawnChart } from "./figure.tsx";
import { Methods } from "./methods.tsx";
import { Opening, Purpose } from "./opening.tsx";
import { Population, Provenance } from "./provenance.tsx";
import { Proxies } from "./proxies.tsx";
import { Scores } from "./scores.tsx";
import { Verdicts } from "./verdicts.tsx";

/** An audit with its pictures drawn. */
export interface ReportParts {
  readonly audit: AuditDocument;
  readonly budgets: readonly BudgetPart[];
  readonly rates: readonly DrawnChart[];
  readonly scores: readonly DrawnChart[];
  readonly decisions: readonly DecisionPart[];
}

/** What the page may load and where its style comes from. */
export interface PagePolicy {
  readonly style: string;
  readonly contentSecurity: string;
}

export function Report({
  parts,
  policy,
}: {
  readonly parts: ReportParts;
  readonly policy: PagePolicy;
}): VNode {
  const { audit } = parts;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy.contentSecurity} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${plainText(audit.title)} – fairness audit`}</title>
        <style dangerouslySetInnerHTML={{ __html: policy.style }} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the verdicts
        </a>
        <Opening audit={audit} />
        <Contents parts={parts} />
        <main id="content" tabIndex={-1}>
          <ProposedBudgets audit={audit} />
          <GrownGaps audit={audit} />
          <Verdicts audit={audit} />
          <Purpose audit={audit} />
          <Budgets audit={audit} parts={parts.budgets} />
          <Rates charts={parts.rates} />
          <Scores charts={parts.scores} />
          <Proxies audit={audit} />
          <Cohorts audit={audit} />
          <Decisions parts={parts.decisions} />
          <Population audit={audit} />
          <Measurements audit={audit} />
          <Methods audit={audit} />
          <Provenance audit={audit} />
        </main>
      </body>
    </html>
  );
}

function Contents({ parts }: { readonly parts: ReportParts }): VNode {
  const entries: readonly (readonly [string, string, boolean])[] = [
    ["proposal", "Proposed budgets", proposalTable(parts.audit) !== null],
    ["growth", "Growth", parts.audit.ratchet !== undefined],
    ["verdicts", "Verdicts", parts.audit.verdicts.length > 0],
    ["budgets", "Budgets", parts.budgets.length > 0],
    ["rates", "Rates", parts.rates.length > 0],
    ["scores", "Scores", parts.scores.length > 0],
    ["proxies", "Proxies", parts.audit.proxies !== undefined],
    ["cohorts", "Cohorts", true],
    ["decisions", "Explained decisions", parts.decisions.length > 0],
    ["population", "Rows and notes", true],
    ["measurements", "All measurements", true],
    ["methods", "Methods", true],
    ["provenance", "Provenance", true],
  ];
  return (
    <nav aria-label="Contents">
      <ul>
        {entries
          .filter(([, , present]) => present)
          .map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
