import type { AuditDocument, FileIdentity } from "@evenhand/core";
import type { VNode } from "preact";
import { verdictConfidence } from "../wording/looks.ts";
import { describeMultiplicity } from "../wording/multiplicity.ts";
import { formatConfidence, formatCount } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { AUDIT_LINK, embedAudit } from "./embed.ts";
import { Withheld } from "./withheld.tsx";

/** Rows left out, and what a reader must know beside the numbers. */
export function Population({ audit }: { readonly audit: AuditDocument }): VNode {
  const { rows, used, excluded } = audit.population;
  return (
    <section aria-labelledby="population">
      <h2 id="population">Rows and notes</h2>
      <p>
        {formatCount(used)} of {formatCount(rows)} rows were used.
        {excluded.length === 0 && audit.publication === undefined && " None was left out."}
      </p>
      {excluded.length > 0 && (
        <ul>
          {excluded.map(({ reason, column, rows: count }) => (
            <li key={`${reason} ${column ?? ""}`}>
              {formatCount(count)} left out: {plainText(reason)}
              {column !== null && (
                <>
                  {" "}
                  (<bdi>{plainText(column)}</bdi>)
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {audit.notes.length > 0 && (
        <ul>
          {audit.notes.map((note) => (
            <li key={note}>{plainText(note)}</li>
          ))}
        </ul>
      )}
      <Withheld audit={audit} />
    </section>
  );
}

/** What was read, with which settings, and how to make this report again. */
export function Provenance({ audit }: { readonly audit: AuditDocument }): VNode {
  const { provenance } = audit;
  const { evidence, generator } = provenance;
  const widened = verdictConfidence(audit);
  const { name } = describeMultiplicity(evidence, widened);
  const files: readonly (readonly [string, FileIdentity | null])[] = [
    ["Data", provenance.data],
    ["Configuration", provenance.configuration],
    ["Budgets in force", audit.proposal?.base ?? null],
    ["Baseline", audit.ratchet?.baseline ?? null],
    ["Model", provenance.model],
  ];
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">Provenance</h2>
      <dl>
        {files.map(([term, file]) =>
          file === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>{plainText(file.name)}</bdi>
                <code class="hash">
                  {file.sha256 === null
                    ? "not a file: no hash"
                    : `SHA-256 ${plainText(file.sha256)}`}
                </code>
              </dd>
            </div>
          ),
        )}
        <div>
          <dt>Made by</dt>
          <dd>
            {plainText(generator.name)} {plainText(generator.version)}, judged{" "}
            {provenance.today === null ? "without a date" : `for ${plainText(provenance.today)}`}
          </dd>
        </div>
        <div>
          <dt>Evidence</dt>
          <dd>
            {formatConfidence(evidence.confidence)} intervals
            {widened !== evidence.confidence &&
              `, ${formatConfidence(widened)} where a verdict rests on them`}
            ; many comparisons: {name}
            {evidence.multiplicity !== "none" &&
              ` over ${evidence.family === "file" ? "all error budgets" : "each budget"}`}
            ; at least {formatCount(evidence.minimum.denominator)} decisions for a pass; seed{" "}
            {evidence.seed}
          </dd>
        </div>
      </dl>
      <h3>Make it again</h3>
      <p>
        With the files named above: <code class="command">{reproduction(audit)}</code>
      </p>
      <p>
        The whole audit lies in this page:{" "}
        <a id={AUDIT_LINK} href={embedAudit(audit)} download="audit.columns.json.gz">
          save audit.columns.json.gz
        </a>
        . Every number above is computed from it. It is gzipped JSON with lists of objects as
        columns; <code>extractAudit</code> of @evenhand/reporting gives audit.json back from this
        page.
      </p>
    </section>
  );
}

function reproduction({
  provenance,
  proposal,
  ratchet,
  odometer,
  verdicts,
  publication,
}: AuditDocument): string {
  const publicly = publication === undefined ? [] : [`--public --smallest ${publication.smallest}`];
  if (provenance.configuration === null) {
    return ["evenhand report audit.json", ...publicly, "--out reports"].join(" ");
  }
  // `check` publishes nothing.
  const isChecked =
    publication === undefined &&
    (proposal !== undefined || ratchet !== undefined || odometer !== undefined);
  return [
    `evenhand ${isChecked ? "check" : "audit"} --config ${quote(provenance.configuration.name)}`,
    ...(proposal === undefined ? [] : [`--base ${quote(proposal.base.name)}`]),
    ...(ratchet?.enforced === false ? ["--ratchet report"] : []),
    ...(verdicts.some(({ tipping }) => tipping !== undefined) ? ["--tipping"] : []),
    ...(provenance.today === null ? [] : [`--today ${quote(provenance.today)}`]),
    ...publicly,
    "--out reports",
    ...(isChecked ? ["--format html"] : []),
  ].join(" ");
}

/** A word of a shell command that a reader may copy. */
function quote(word: string): string {
  const text = plainText(word);
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
