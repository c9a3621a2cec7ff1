import { AUDIT_SCHEMA, type AuditDocument, EvenhandError, parseAudit } from "@evenhand/core";
import { gunzipSync, gzipSync } from "fflate";
import { fromColumns, type Json, toColumns } from "./columns.ts";

/** The id of the link that holds the document. */
export const AUDIT_LINK = "evenhand-audit";

const PREFIX = "data:application/gzip;base64,";
const LINK = new RegExp(`<a id="${AUDIT_LINK}" href="${PREFIX}([A-Za-z0-9+/]*={0,2})"`);

/**
 * The audit as a `data:` address that a browser saves without a request: JSON in columns, gzipped
 * without a time stamp, so the same audit gives the same bytes.
 */
export function embedAudit(audit: AuditDocument): string {
  // Through JSON, which leaves out what is undefined.
  const columns = toColumns(JSON.parse(JSON.stringify(audit)) as Json);
  const bytes = gzipSync(new TextEncoder().encode(JSON.stringify(columns)), { level: 9, mtime: 0 });
  return PREFIX + Buffer.from(bytes).toString("base64");
}

/**
 * Reads the audit document back out of a report: the same document from which it was made.
 *
 * It lies in the page as JSON whose lists of objects are columns, gzipped and in base64. Without this
 * function: unpack the file that the page saves with `gunzip`, then read each list by its first place.
 * `[0, …]` holds items; `[[keys…], column, …]` holds objects, column by column, each column a list of
 * either kind, in which `[]` stands for a key that is not there and `[1]` for a null in an object's place.
 *
 * @param html the text of a report made by `renderReport`
 * @throws EvenhandError `input/no-audit` where the text holds none or a damaged one,
 *   `input/not-an-audit` where it is of another version
 * @example
 * extractAudit(await renderReport(audit)).title === audit.title; // true
 */
export function extractAudit(html: string): AuditDocument {
  const packed = LINK.exec(html)?.[1];
  if (packed === undefined) throw noAudit("the text holds no embedded audit");
  return parseAudit(unpack(packed));
}

function unpack(packed: string): unknown {
  try {
    const bytes = gunzipSync(Uint8Array.from(Buffer.from(packed, "base64")));
    return fromColumns(JSON.parse(new TextDecoder().decode(bytes)) as Json);
  } catch (cause) {
    throw noAudit("the embedded audit is damaged", cause);
  }
}

function noAudit(problem: string, cause?: unknown): EvenhandError {
  return new EvenhandError(
    {
      code: "input/no-audit",
      problem,
      expected: `a report with an ${AUDIT_SCHEMA} document`,
      hint: "Give the whole file that `renderReport` or `evenhand audit` wrote.",
    },
    { cause },
  );
}
