import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";

const path = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(path, "utf8"));

// The published schema is of draft 4. It uses no keyword that later drafts read otherwise, but `id`.
const validate = new Ajv({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  allErrors: true,
}).compile(schema);

/** What the published schema of SARIF 2.1.0 finds wrong with a document. */
export function sarifErrors(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
