import * as v from "valibot";
import { pathText } from "../configuration/issue.ts";
import { EvenhandError, shown } from "../errors.ts";
import { DISPUTE_SCHEMA, type Dispute } from "../explanations/dispute.ts";
import { disputeSchema } from "../explanations/dispute-schema.ts";
import { DECISION_SCHEMA, type DecisionRecord } from "../explanations/record.ts";
import { decisionSchema } from "../explanations/record-schema.ts";
import { AUDIT_SCHEMA, type AuditDocument } from "./audit-document.ts";
import { auditSchema } from "./audit-schema.ts";

/**
 * Reads an audit back from parsed JSON.
 *
 * @throws EvenhandError `input/not-an-audit` for another kind or version of document,
 *   `input/broken-audit` where a part is missing or of the wrong kind
 */
export function parseAudit(value: unknown): AuditDocument {
  return parseDocument(value, AUDIT_SCHEMA, auditSchema, "audit") as AuditDocument;
}

/**
 * Reads a decision record back from parsed JSON.
 *
 * @throws EvenhandError `input/not-a-decision`, `input/broken-decision`
 */
export function parseDecision(value: unknown): DecisionRecord {
  return parseDocument(value, DECISION_SCHEMA, decisionSchema, "decision") as DecisionRecord;
}

/**
 * Reads a dispute from parsed JSON.
 *
 * @throws EvenhandError `input/not-a-dispute`, `input/broken-dispute`
 */
export function parseDispute(value: unknown): Dispute {
  return parseDocument(value, DISPUTE_SCHEMA, disputeSchema, "dispute") as Dispute;
}

function hintFor(what: "audit" | "decision" | "dispute"): string {
  return what === "dispute"
    ? "Its parts are `schema`, `subject`, `raised` and `claims`."
    : "Make it again with this version of Evenhand.";
}

/** Of a document of the same kind and another version; null for any other. */
function versionHint(found: unknown, name: string): string | null {
  const [kind, own] = name.split("@") as [string, string];
  const [, given] = typeof found === "string" ? (/^(.*)@(\d+)$/.exec(found)?.slice(1) ?? []) : [];
  if (given === undefined || found !== `${kind}@${given}` || given === own) return null;
  return Number(given) > Number(own)
    ? "A newer version of Evenhand made it: read it with that version, or install it here."
    : "An older version of Evenhand made it: make it again from its data with this version.";
}

function parseDocument(
  value: unknown,
  name: string,
  schema: v.GenericSchema<unknown>,
  what: "audit" | "decision" | "dispute",
): unknown {
  const found =
    typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  if (found !== name) {
    throw new EvenhandError({
      code: `input/not-${what === "audit" ? "an" : "a"}-${what}`,
      problem: `this is no ${what} document that this version can read`,
      expected: `"schema": ${shown(name)}`,
      received: found === undefined ? "a document without `schema`" : shown(found),
      hint: versionHint(found, name) ?? hintFor(what),
    });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return value;
  const [issue] = parsed.issues;
  const path = pathText((issue.path ?? []).map((item) => item.key as string | number));
  throw new EvenhandError({
    code: `input/broken-${what}`,
    ...(path === "" ? {} : { path }),
    problem: `a part of the ${what} document is missing or of the wrong kind`,
    expected: issue.expected ?? "another value",
    received: issue.received,
    hint: "Make it again, or restore the file.",
  });
}
