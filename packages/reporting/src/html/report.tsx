import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { proposalTable } from "../wording/proposal-table.ts";
import { GrownGaps, ProposedBudgets } from "./beside.tsx";
import { type BudgetPart, Budgets, Rates } from "./budgets.tsx";
import { Cohorts, Measurements } from "./cohorts.tsx";
import { type DecisionPart, Decisions } from "./decisions.tsx";
import type { DrawnChart } from "./figure.tsx";
import { FigureSection } from "./figure-section.tsx";
import { Methods } from "./methods.tsx";
import { Opening, Purpose } from "./opening.tsx";
import type { PagePolicy } from "./page.ts";
import { PageHead } from "./page-head.tsx";
import { Population, Provenance } from "./provenance.tsx";
import { Proxies } from "./proxies.tsx";
import { Verdicts } from "./verdicts.tsx";

/** An audit with its pictures drawn. */
export interface ReportParts {
  readonly audit: AuditDocument;
  readonly budgets: readonly BudgetPart[];
  readonly rates: readonly DrawnChart[];
  /** Where two attributes cross. */
  readonly crossings: readonly DrawnChart[];
  /** Kinds of right and wrong decisions. */
  readonly errors: readonly DrawnChart[];
  readonly scores: readonly DrawnChart[];
  /** What refused people could have done about it, by cohort. */
  readonly recourse: readonly DrawnChart[];
  readonly decisions: readonly DecisionPart[];
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
      <PageHead title={`${audit.title} – fairness audit`} policy={policy} />
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
          <FigureSection
            id="crossings"
            title="Where attributes cross"
            hint="Each field holds the rate and, below, the decisions behind it; the darker, the nearer to the highest rate."
            charts={parts.crossings}
          />
          <FigureSection
            id="errors"
            title="Right and wrong"
            hint="Of the decisions of each cohort whose outcome is recorded, the share of each kind; the four add up to 1. Wrong means other than the record says. Darker fields hold more; the two kinds of wrong decisions have a scale of their own."
            charts={parts.errors}
          />
          <FigureSection
            id="scores"
            title="Scores"
            hint="Histograms show how the scores of each cohort are spread, all to one scale, heights as square roots of shares so that rare scores are seen; the upright line is the mean. Panels hold mean score (across, in ten equal bins) against how often the outcome that a high score speaks for was recorded (upwards), with its interval; on the dashed line scores foretell it as often as it happens."
            charts={parts.scores}
          />
          <FigureSection
            id="recourse"
            title="Recourse"
            hint="What refused people could have done about it: the share for whom no allowed change is proved to help, and the median cost of the cheapest change, those without one counted as beyond every cost."
            charts={parts.recourse}
          />
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
    ["crossings", "Crossed attributes", parts.crossings.length > 0],
    ["errors", "Right and wrong", parts.errors.length > 0],
    ["scores", "Scores", parts.scores.length > 0],
    ["recourse", "Recourse", parts.recourse.length > 0],
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
