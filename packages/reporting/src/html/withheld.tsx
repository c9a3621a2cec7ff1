import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { formatCount } from "../wording/numbers.ts";
import { listWithheld } from "../wording/publication.ts";

/** What a public report lacks and what that protects; nothing in an internal one. */
export function Withheld({ audit }: { readonly audit: AuditDocument }): VNode | null {
  if (audit.publication === undefined) return null;
  const smallest = formatCount(audit.publication.smallest);
  return (
    <>
      <h3>What was withheld</h3>
      <p>
        A cohort in which fewer than {smallest} rows, but not none, share a recorded outcome and a
        decision is withheld, and so are others from which it could be computed. Every withheld
        count could be {smallest} or more by all that is shown here. Rates of 0 and 1 are shown. The
        outcome and the verdicts are those of the whole audit.
      </p>
      <ul>
        {listWithheld(audit).map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ul>
    </>
  );
}
