import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { describeIntervals } from "../wording/intervals.ts";
import { describeLooks, verdictConfidence } from "../wording/looks.ts";
import { describeMetric } from "../wording/metrics.ts";
import { describeMultiplicity } from "../wording/multiplicity.ts";
import { formatConfidence, formatCount, formatDeclared } from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";

interface Method {
  readonly term: string;
  readonly words: string;
  readonly formula: string;
}

/** How the numbers were made, in plain words and with formulas. */
export function Methods({ audit }: { readonly audit: AuditDocument }): VNode {
  const { evidence } = audit.provenance;
  const { name, ...allowed } = describeMultiplicity(evidence, verdictConfidence(audit));
  const methods: readonly Method[] = [
    verdictMethod(audit),
    ...pointMethod(audit),
    ...targetMethod(audit),
    ...looksMethod(audit),
    { term: `Many comparisons: ${name}`, ...allowed },
    ...describeIntervals(audit),
  ];
  const metrics = [...new Set(audit.measurements.map((each) => each.metric))];
  return (
    <section aria-labelledby="methods">
      <h2 id="methods">Methods</h2>
      <dl class="methods">
        {methods.map(({ term, words, formula }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {plainText(words)}
              {formula !== "" && <code class="formula">{formula}</code>}
            </dd>
          </div>
        ))}
        <div>
          <dt>Symbols</dt>
          <dd>
            p is a rate, x of n decisions; z is the normal quantile of the confidence level, 1.96
            for 95 %, and α is what it lacks of 1. TP and FP are favourable decisions with a
            favourable and an unfavourable recorded outcome; TN and FN are unfavourable decisions
            with an unfavourable and a favourable one.
          </dd>
        </div>
      </dl>
      <h3 id="metrics">Metrics</h3>
      <dl>
        {metrics.map((metric) => {
          const { name: title, meaning, formula } = describeMetric(metric);
          return (
            <div key={metric}>
              <dt>{capitalise(title)}</dt>
              <dd>
                {meaning === "" ? "Measured outside this tool." : `${capitalise(meaning)}.`}
                {formula !== "" && <code class="formula">{formula}</code>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function verdictMethod(audit: AuditDocument): Method {
  const { evidence } = audit.provenance;
  const level = formatConfidence(verdictConfidence(audit));
  const survives =
    evidence.multiplicity === "none"
      ? ""
      : ", and still does once the other comparisons are allowed for";
  return {
    term: "Verdict",
    words: `Pass: the ${level} interval lies wholly inside the limit. Fail: it lies wholly outside${survives}. Everything else is inconclusive, with a reason. Fewer than ${formatCount(evidence.minimum.denominator)} decisions never pass; they can fail. Rows without the attribute or without a recorded outcome are counted both ways: a pass must hold in the worst case.`,
    formula: "",
  };
}

function pointMethod({ budgets }: AuditDocument): Method[] {
  const ids = budgets.filter(({ rule }) => rule === "point").map(({ id }) => id);
  if (ids.length === 0) return [];
  return [
    {
      term: "By the estimate alone",
      words: `A figure was asked for, as a statute asks for one, by ${ids.join(", ")}. There the estimate alone decides. Chance is not allowed for: few decisions, the interval, unknown rows and the other comparisons change nothing. The interval is still shown.`,
      formula: "",
    },
  ];
}

function targetMethod({ budgets }: AuditDocument): Method[] {
  if (budgets.every(({ target }) => target === undefined)) return [];
  return [
    {
      term: "Target",
      words:
        "What is aimed at inside the limit. Met: the interval lies wholly inside it. Missed: it lies wholly outside. It changes no verdict.",
      formula: "",
    },
  ];
}

function looksMethod(audit: AuditDocument): Method[] {
  const looks = describeLooks(audit);
  const { odometer, provenance } = audit;
  if (looks === "" || odometer === undefined) return [];
  const { confidence } = provenance.evidence;
  return [
    {
      term: "Several models, the same people",
      words: `${looks} The best of several models looks better than it is, so each look takes its part of what may be missed. Measurements are shown with ${formatConfidence(confidence)} intervals.`,
      formula: `1 − (1 − ${formatDeclared(confidence)}) ÷ ${formatCount(odometer.models)}`,
    },
  ];
}
