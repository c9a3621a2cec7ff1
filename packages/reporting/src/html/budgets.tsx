import type { AuditDocument, Budget, Verdict } from "@evenhand/core";
import type { VNode } from "preact";
import { describeMetric, isCompared } from "../wording/metrics.ts";
import { formatLimit } from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";
import { byGravity } from "../wording/verdicts.ts";
import { type DrawnChart, Figure } from "./figure.tsx";
import { Strata } from "./strata.tsx";
import { VerdictMark } from "./verdict-mark.tsx";

/** A budget with its pictures, gravest first. */
export interface BudgetPart {
  readonly budget: Budget;
  readonly charts: readonly DrawnChart[];
}

/** Most sentences written out under a budget; the verdict table holds all. */
const MOST_SENTENCES = 3;

export function Budgets({
  audit,
  parts,
}: {
  readonly audit: AuditDocument;
  readonly parts: readonly BudgetPart[];
}): VNode | null {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="budgets">
      <h2 id="budgets">Budgets</h2>
      {parts.map((part) => (
        <BudgetArticle key={part.budget.id} audit={audit} part={part} />
      ))}
    </section>
  );
}

function BudgetArticle({
  audit,
  part,
}: {
  readonly audit: AuditDocument;
  readonly part: BudgetPart;
}): VNode {
  const { budget, charts } = part;
  const verdicts = audit.verdicts.filter((verdict) => verdict.budget === budget.id).sort(byGravity);
  const [worst] = verdicts;
  const grave = verdicts.filter((verdict) => verdict.verdict === worst?.verdict);
  const { name, meaning } = describeMetric(budget.metric);
  return (
    <article>
      <h3>
        {worst !== undefined && <VerdictMark kind={worst.verdict} />}
        <span>
          {capitalise(name)} by <bdi>{plainText(budget.cohorts)}</bdi>
          {isCompared(budget) && `, ${budget.compare}`}
        </span>
      </h3>
      {grave.slice(0, MOST_SENTENCES).map((verdict) => (
        <Finding key={verdict.cohort} verdict={verdict} />
      ))}
      {grave.length > MOST_SENTENCES && (
        <p>
          {grave.length - MOST_SENTENCES} more like this in the{" "}
          <a href="#verdicts">verdict table</a>.
        </p>
      )}
      <p class="terms">
        <a href="#methods">{capitalise(name)}</a>
        {meaning !== "" && `: ${meaning}`}. Limit {formatLimit(budget.limit)}
        {budget.target !== undefined && `, target ${formatLimit(budget.target)}`}.{" "}
        {budget.rule === "point" &&
          "A figure was asked for: the point estimate decides, chance is not allowed for. "}
        Budget <bdi>{plainText(budget.id)}</bdi>, severity {budget.severity}, owner{" "}
        {budget.owner === null ? "not named" : <bdi>{plainText(budget.owner)}</bdi>}.{" "}
        {budget.rationale === null ? (
          "No rationale was declared."
        ) : (
          <>
            Rationale: <bdi>{plainText(budget.rationale)}</bdi>
          </>
        )}
      </p>
      <Strata audit={audit} budget={budget} />
      <div class="figures">
        {charts.map((drawn) => (
          <Figure key={drawn.chart.title} drawn={drawn} />
        ))}
      </div>
    </article>
  );
}

/** A verdict in words, and in small print how little would change it. */
function Finding({ verdict }: { readonly verdict: Verdict }): VNode {
  const { sentence, tipping = [] } = verdict;
  return (
    <>
      <p>{plainText(sentence)}</p>
      {tipping.length > 0 && (
        <p class="terms">{plainText(tipping.map((point) => point.sentence).join(" "))}</p>
      )}
    </>
  );
}

/** Charts that no budget asks for: base rates beside the selection rates, or everything without budgets. */
export function Rates({ charts }: { readonly charts: readonly DrawnChart[] }): VNode | null {
  if (charts.length === 0) return null;
  return (
    <section aria-labelledby="rates">
      <h2 id="rates">Rates by cohort</h2>
      <div class="figures">
        {charts.map((drawn) => (
          <Figure key={drawn.chart.title} drawn={drawn} />
        ))}
      </div>
    </section>
  );
}
