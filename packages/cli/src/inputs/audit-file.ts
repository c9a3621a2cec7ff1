import { resolve } from "node:path";
import { type AuditDocument, isEvenhandError, parseAudit } from "@evenhand/core";
import { type JsonKind, readJsonFile } from "./json-file.ts";

const AUDIT: JsonKind<AuditDocument> = {
  expected: "an audit.json",
  hint: "`evenhand audit` writes one.",
  parse: parseAudit,
};

/**
 * Reads an audit.json.
 *
 * @param path absolute, or relative to `cwd`
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`, `input/not-json`,
 *   `input/not-an-audit`, `input/broken-audit`
 */
export async function readAudit(path: string, cwd: string): Promise<AuditDocument> {
  const { value } = await readJsonFile(path, resolve(cwd, path), AUDIT);
  return value;
}

/** Whether a file is JSON of a document of ours, rather than a configuration. */
export async function isAuditFile(path: string, cwd: string): Promise<boolean> {
  if (!path.endsWith(".json")) return false;
  const kind: JsonKind<boolean> = {
    ...AUDIT,
    parse: (value) => typeof value === "object" && value !== null && "schema" in value,
  };
  try {
    return (await readJsonFile(path, resolve(cwd, path), kind)).value;
  } catch (error) {
    if (isEvenhandError(error) && error.code === "input/not-json") return false;
    throw error;
  }
}
