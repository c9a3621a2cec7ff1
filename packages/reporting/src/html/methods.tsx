import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { describeMetric } from "../wording/metrics.ts";
import { formatConfidence, formatCount } from "../wording/numbers.ts";
import { capitalise } from "../wording/text.ts";

interface Method {
  readonly term: string;
  readonly words: string;
  readonly formula?: string;
}

const RATE: Method = {
  term: "Interval of a rate: mid-p",
  words:
    "All rates under which a count this extreme is not too unlikely, the count itself taken half. It stays inside 0 to 1 and does not shrink to nothing at 0 or at n.",
  formula: "P(X > x) + ½·P(X = x) ≥ α/2  and  P(X < x) + ½·P(X = x) ≥ α/2",
};

const PAIR: Method = {
  term: "Interval of a difference or a ratio: joint mid-p",
  words:
    "All differences (or ratios) of two rates that together are not too far from the counts. It stays wide where a rate is close to zero.",
  formula: "p₁ − p₂ (or p₁ ÷ p₂) with z₁² + z₂² ≤ z²,  zᵢ = normal deviate of the mid-p tail of pᵢ",
};

const HOLM: Method = {
  term: "Many comparisons: Holm",
  words:
    "With many comparisons some would fail by chance. Of m p-values in ascending order, the i-th is multiplied by m − i + 1 and held at least as large as the one before. A failure must survive this.",
  formula: "adjusted pᵢ = max over j ≤ i of min(1, (m − j + 1) pⱼ)",
};

/** How the numbers were made, in plain words and with formulas. */
export function Methods({ audit }: { readonly audit: AuditDocument }): VNode {
  const { evidence } = audit.provenance;
  const level = formatConfidence(evidence.confidence);
  const methods = [
    {
      term: "Verdict",
      words: `Pass: the ${level} interval lies wholly inside the limit. Fail: it lies wholly outside, and still does after the correction for many comparisons. Everything else is inconclusive, with a reason. Fewer than ${formatCount(evidence.minimum.denominator)} decisions never pass; they can fail. Rows without the attribute or without a recorded outcome are counted both ways: a pass must hold in the worst case.`,
    },
    RATE,
    PAIR,
    ...(evidence.multiplicity === "holm" ? [HOLM] : []),
  ] satisfies readonly Method[];
  const metrics = [...new Set(audit.measurements.map((each) => each.metric))];
  return (
    <section aria-labelledby="methods">
      <h2 id="methods">Methods</h2>
      <dl class="methods">
        {methods.map((method: Method) => (
          <div key={method.term}>
            <dt>{method.term}</dt>
            <dd>
              {method.words}
              {method.formula !== undefined && <code class="formula">{method.formula}</code>}
            </dd>
          </div>
        ))}
        <div>
          <dt>Symbols</dt>
          <dd>
            p is a rate, x of n decisions; z is the normal quantile of the confidence level, 1.96
            for 95 %. TP and FP are favourable decisions with a favourable and an unfavourable
            recorded outcome; TN and FN are unfavourable decisions with an unfavourable and a
            favourable one.
          </dd>
        </div>
      </dl>
      <h3 id="metrics">Metrics</h3>
      <dl>
        {metrics.map((metric) => {
          const { name, meaning, formula } = describeMetric(metric);
          return (
            <div key={metric}>
              <dt>{capitalise(name)}</dt>
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
