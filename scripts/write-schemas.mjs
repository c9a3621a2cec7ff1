// Writes the JSON Schemas that core publishes, from the valibot schemas of its build.
//   node scripts/write-schemas.mjs           write packages/core/schema/*.schema.json
//   node scripts/write-schemas.mjs --check   write nothing; exit 1 if a file differs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import { configurationSchema } from "../packages/core/dist/configuration/schema.js";
import { auditSchema } from "../packages/core/dist/document/audit-schema.js";
import { disputeSchema } from "../packages/core/dist/explanations/dispute-schema.js";
import { decisionSchema } from "../packages/core/dist/explanations/record-schema.js";
import { root } from "./lib/root.mjs";

const folder = join(root, "packages/core/schema");

const documents = [
  {
    file: "evenhand.schema.json",
    id: "urn:evenhand:schema:configuration:1",
    title: "Evenhand configuration",
    description:
      "What is audited, how people are divided into cohorts, and which limits were declared beforehand (evenhand.yaml).",
    schema: configurationSchema,
    properties: {
      version: "Version of this format.",
      title: "Heading of the report.",
      data: "Where the rows are and how they are read: `path`, or `dataset` and `file`.",
      decisions: "Which columns hold the recorded outcome, the decision, the score and the weight.",
      labels: "What the recorded outcome means and when it was observed.",
      cohorts: "How people are divided, and what each cohort is compared with.",
      reasonCodes: "A lender's own list of reasons; a record carries the code or says `no-code`.",
      features: "What is known of the columns: protected, a proxy, open to change.",
      evidence: "How sure a verdict must be.",
      budgets: "Declared limits, each on one metric in one division into cohorts.",
      waivers: "Dated permissions for one cohort to stay outside a limit, up to a ceiling.",
      burn: "How budgets are watched over time: window, slot, and the gap that is put up with.",
      model: "The model file and the background its explanations are measured against.",
      proxies:
        "What protected attributes are looked for in, and from which area on that is a proxy.",
      context: "What a reader must know of the use of the model.",
      signoffs: "Who has read and accepted this configuration.",
    },
  },
  {
    file: "audit.schema.json",
    id: "urn:evenhand:schema:audit:1",
    title: "Evenhand audit",
    description:
      "One audit: counts, measurements, disparities and verdicts (`schema`: evenhand/audit@1).",
    schema: auditSchema,
    properties: {},
  },
  {
    file: "decision.schema.json",
    id: "urn:evenhand:schema:decision:1",
    title: "Evenhand decision record",
    description:
      "The account of one decision: attributions, reasons, counterfactuals (`schema`: evenhand/decision@1).",
    schema: decisionSchema,
    properties: {},
  },
  {
    file: "dispute.schema.json",
    id: "urn:evenhand:schema:dispute:1",
    title: "Evenhand dispute",
    description:
      "What a person says is wrong in the record of a decision (`schema`: evenhand/dispute@1).",
    schema: disputeSchema,
    properties: {},
  },
];

function textOf({ id, title, description, schema, properties }) {
  // Numbers are always finite in JSON; what a check says, a pattern beside it says nearly.
  const { $schema, ...body } = toJsonSchema(schema, { ignoreActions: ["finite", "check"] });
  for (const [key, words] of Object.entries(properties)) body.properties[key].description = words;
  return `${JSON.stringify({ $schema, $id: id, title, description, ...body }, null, 2)}\n`;
}

function readOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

const check = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });
for (const document of documents) {
  const path = join(folder, document.file);
  const text = textOf(document);
  if (readOrNull(path) === text) continue;
  if (check) {
    process.stderr.write(`${document.file} is out of date. Run: node scripts/write-schemas.mjs\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
  }
}
