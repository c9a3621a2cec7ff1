import type { AuditDocument, Outcome, VerdictKind } from "@evenhand/core";
import type { VNode } from "preact";
import { adviseOn } from "../wording/advice.ts";
import { besideOutcome, isHeldBack } from "../wording/beside.ts";
import { formatCount } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { VerdictMark } from "./verdict-mark.tsx";

const MARKS: Readonly<Record<Outcome["verdict"], VerdictKind | null>> = {
  pass: "pass",
  fail: "fail",
  inconclusive: "inconclusive",
  "not-demonstrated": "inconclusive",
  "no-data": "no-data",
  "no-budgets": null,
};

/** The first screen: what was found, what to do about it, and what it rests on. */
export function Opening({ audit }: { readonly audit: AuditDocument }): VNode {
  const { outcome, provenance, population } = audit;
  const kind = MARKS[outcome.verdict];
  const tone = kind === "pass" && isHeldBack(audit) ? "inconclusive" : (kind ?? "plain");
  const beside = besideOutcome(audit);
  return (
    <header>
      <p class="kind">Fairness audit</p>
      <h1>
        <bdi>{plainText(audit.title)}</bdi>
      </h1>
      <div class={`outcome ${tone}`}>
        <p class="lead">{plainText(outcome.sentence)}</p>
        {beside.length > 0 && <p>{beside.join(" ")}</p>}
        <p>{adviseOn(audit)}</p>
        <Tally counts={outcome.counts} />
      </div>
      <p class="rests">
        <bdi>{plainText(provenance.data.name)}</bdi>, {formatCount(population.used)} of{" "}
        {formatCount(population.rows)} rows ·{" "}
        {provenance.today === null ? "judged without a date" : plainText(provenance.today)} ·{" "}
        {plainText(provenance.generator.name)} {plainText(provenance.generator.version)} ·{" "}
        {audit.publication === undefined ? (
          <>
            <strong>internal</strong>: holds counts of small cohorts
          </>
        ) : (
          <>
            <strong>public</strong>: counts below {formatCount(audit.publication.smallest)} are{" "}
            <a href="#population">withheld</a>
          </>
        )}
      </p>
    </header>
  );
}

const KINDS = ["fail", "error", "inconclusive", "no-data", "pass"] as const;

function Tally({ counts }: { readonly counts: Outcome["counts"] }): VNode | null {
  const shown = KINDS.filter((kind) => counts[kind] > 0);
  if (shown.length === 0) return null;
  return (
    <ul class="tally" aria-label="Comparisons by verdict">
      {shown.map((kind) => (
        <li key={kind}>
          <strong>{formatCount(counts[kind])}</strong> <VerdictMark kind={kind} />
          {kind === "fail" && counts.waived > 0 && <> ({formatCount(counts.waived)} waived)</>}
        </li>
      ))}
    </ul>
  );
}

/** What the audit is for and what limits it, as its owner declared. */
export function Purpose({ audit }: { readonly audit: AuditDocument }): VNode | null {
  const { context, definitions } = audit;
  const { label, prediction, labels } = definitions;
  const entries: readonly (readonly [string, string | undefined])[] = [
    ["Intended use", context?.intendedUse],
    ["People affected", context?.affected],
    ["Purpose", context?.purpose],
    ["Legal basis", context?.basis],
    ["Favourable decision", prediction === null ? undefined : outcomeText(prediction)],
    ["Favourable recorded outcome", label === null ? undefined : outcomeText(label)],
    ["What the recorded outcome means", labels?.meaning],
    ["Recorded for", labels?.observedFor],
    ["Recorded after", labels?.lag],
    ["Limitations", context?.limitations],
    ["Retention", context?.retention],
    ["Contact", context?.contact],
  ];
  const given = entries.filter(
    (entry): entry is readonly [string, string] => entry[1] !== undefined,
  );
  if (given.length === 0 && audit.signoffs.length === 0) return null;
  return (
    <section aria-labelledby="purpose">
      <h2 id="purpose">What was audited</h2>
      <dl>
        {given.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <bdi>{plainText(text)}</bdi>
            </dd>
          </div>
        ))}
        {audit.signoffs.map(({ name, role, date, statement }) => (
          <div key={`${name} ${date}`}>
            <dt>Signed off</dt>
            <dd>
              <bdi>
                {plainText(
                  `${name}, ${role}, ${date}${statement === undefined ? "" : `: ${statement}`}`,
                )}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function outcomeText({ column, favourable }: { column: string; favourable: string }): string {
  return column === "model"
    ? `${favourable} (computed from the model)`
    : `${column}: ${favourable}`;
}
