import { type Counterfactual, type DecisionRecord, NOTICE_LOCALES } from "@evenhand/core";
import type { VNode } from "preact";
import {
  describeBand,
  describeStatus,
  nameFeature,
  nameUnit,
  nameValue,
} from "../wording/decisions.ts";
import { formatNumber, formatSigned } from "../wording/numbers.ts";
import { capitalise, plainText } from "../wording/text.ts";
import { type DrawnChart, Figure } from "./figure.tsx";
import { Sentence } from "./sentence.tsx";
import { ScrollBox } from "./table.tsx";

export interface DecisionPart {
  readonly record: DecisionRecord;
  readonly chart: DrawnChart;
}

/** The decisions that were asked to be explained. They are personal data and say so. */
export function Decisions({ parts }: { readonly parts: readonly DecisionPart[] }): VNode | null {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">Explained decisions</h2>
      <p class="warning">
        <strong>Personal data.</strong> This part is about single people. Keep it to those who need
        it; the notice at its end is the only text meant for the person.
      </p>
      {parts.map((part) => (
        <Decision key={part.record.subject} part={part} />
      ))}
    </section>
  );
}

function Decision({ part }: { readonly part: DecisionPart }): VNode {
  const { record, chart } = part;
  const { outcome, output, confidence, baseline } = record;
  return (
    <article>
      <h3>
        <span>
          Decision <bdi>{plainText(record.subject)}</bdi>: <bdi>{plainText(outcome.decided)}</bdi>
        </span>
      </h3>
      <p>
        {capitalise(describeBand(confidence.band))}: the {nameUnit(output.unit)} is{" "}
        {formatNumber(output.value)}; the decision is favourable {outcome.favourableWhen}{" "}
        {formatNumber(outcome.threshold)}. <Sentence text={confidence.basis} />
      </p>
      {record.safeguards.length > 0 && (
        <ul class="safeguards">
          {record.safeguards.map((safeguard) => (
            <li key={`${safeguard.code} ${safeguard.feature ?? ""}`}>
              <strong>
                {safeguard.holdForReview ? "Hold for review" : "Note"}
                {safeguard.feature !== null && (
                  <>
                    {", "}
                    <bdi>{nameFeature(record, safeguard.feature)}</bdi>
                  </>
                )}
                :{" "}
              </strong>
              <Sentence text={safeguard.sentence} />
            </li>
          ))}
        </ul>
      )}
      <div class="figures">
        <Figure drawn={chart} />
        <div>
          <h4>Reasons</h4>
          <ol>
            {record.reasons.map((reason) => (
              <li key={reason.feature}>
                <Sentence text={reason.sentence} />{" "}
                <span class="remark">
                  <bdi>{nameFeature(record, reason.feature)}</bdi>
                  {reason.kind === "ordinary" ? "" : ` (${reason.kind})`}{" "}
                  {formatSigned(reason.contribution)}
                </span>
              </li>
            ))}
          </ol>
          {record.others !== null && (
            <p>
              <Sentence text={record.others.sentence} />
            </p>
          )}
          <p class="hint">
            Contributions are measured against {plainText(baseline.description)}; they add up to the
            output, with {formatNumber(record.residual)} left over. A contribution of zero does not
            show that an input plays no part through another.
          </p>
        </div>
      </div>
      <h4>What would have changed it</h4>
      {record.counterfactuals.length === 0 && <p>No change was searched for.</p>}
      {record.counterfactuals.map((counterfactual, i) => (
        <Change key={i} record={record} counterfactual={counterfactual} number={i + 1} />
      ))}
      <NoticeText record={record} />
    </article>
  );
}

function Change({
  record,
  counterfactual,
  number,
}: {
  readonly record: DecisionRecord;
  readonly counterfactual: Counterfactual;
  readonly number: number;
}): VNode {
  const { changes, cost, output, lowerBound, status } = counterfactual;
  const state = capitalise(describeStatus(status));
  if (changes.length === 0) {
    return (
      <p>
        {state}
        {lowerBound !== null && `; any change would cost at least ${formatNumber(lowerBound)}`}.
      </p>
    );
  }
  return (
    <>
      <p>
        {state}
        {cost !== null && `; cost ${formatNumber(cost)}`}
        {output !== null && `; the model then gives ${formatNumber(output.value)}`}.
      </p>
      <ScrollBox label={`Change ${number}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Input</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ feature, from, to }) => (
              <tr key={feature}>
                <th scope="row">
                  <bdi>{nameFeature(record, feature)}</bdi>
                </th>
                <td>
                  <bdi>{nameValue(record, feature, from)}</bdi>
                </td>
                <td class="changed">
                  <span aria-hidden="true">→ </span>
                  <bdi>{nameValue(record, feature, to)}</bdi> <span class="remark">changed</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** The language of a notice; none for a tag that is no language of notices. */
function languageOf(locale: string): { readonly lang?: string } {
  return NOTICE_LOCALES.includes(locale) ? { lang: locale } : {};
}

function NoticeText({ record }: { readonly record: DecisionRecord }): VNode {
  const { notices } = record;
  return (
    <details>
      <summary>Notice to the person</summary>
      <blockquote {...languageOf(notices.locale)}>
        <p class="lead">
          <Sentence text={notices.headline} />
        </p>
        {notices.details.map((section) => (
          <div key={section.id}>
            <h4>
              <Sentence text={section.title} />
            </h4>
            {section.sentences.map((sentence) => (
              <p key={sentence}>
                <Sentence text={sentence} />
              </p>
            ))}
          </div>
        ))}
      </blockquote>
    </details>
  );
}
