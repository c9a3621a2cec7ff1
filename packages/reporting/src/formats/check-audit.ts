import { AUDIT_SCHEMA, type AuditDocument, EvenhandError, shown } from "@evenhand/core";

const LISTS = [
  "signoffs",
  "cohorts",
  "measurements",
  "disparities",
  "budgets",
  "verdicts",
  "decisions",
  "notes",
] as const;
const RECORDS = ["provenance", "definitions", "population", "outcome"] as const;

/**
 * Takes parsed JSON for an audit document once its version and its parts are there. Every output
 * starts here, so that an audit of another version or a truncated one ends in a sentence.
 *
 * @throws EvenhandError `input/audit-schema`, `input/audit-part`
 */
export function checkAudit(value: unknown): AuditDocument {
  const document = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (document.schema !== AUDIT_SCHEMA) {
    throw new EvenhandError({
      code: "input/audit-schema",
      path: "schema",
      problem: "this is not an audit that can be read here",
      expected: shown(AUDIT_SCHEMA),
      received: shown(document.schema),
      hint: "Make the audit again with this version, or use the version that made it.",
    });
  }
  for (const name of LISTS) {
    if (!Array.isArray(document[name])) throw missingPart(name, "a list", document[name]);
  }
  for (const name of RECORDS) {
    const part = document[name];
    if (typeof part !== "object" || part === null) throw missingPart(name, "an object", part);
  }
  return value as AuditDocument;
}

function missingPart(path: string, expected: string, received: unknown): EvenhandError {
  return new EvenhandError({
    code: "input/audit-part",
    path,
    problem: "the audit lacks this part",
    expected,
    received: typeof received,
    hint: "The file may be truncated: make the audit again.",
  });
}
