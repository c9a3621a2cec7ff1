import { resolve } from "node:path";
import { type AuditDocument, findTombstone, tombstonesIn } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { readAudit } from "../inputs/audit-file.ts";
import { namingLog } from "../inputs/log-file.ts";
import { shownPath } from "../outputs/destination.ts";
import { defaultOutput } from "../outputs/formats.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";
import type { Session } from "../session.ts";
import { requireLog } from "./person/held-log.ts";

export const report: Command = commandOf({
  name: "report",
  positionals: [{ name: "audit.json", required: true, summary: "an audit made by this version" }],
  options: {
    out: { type: "string", value: "folder", summary: "where to write report.html (default here)" },
    log: {
      type: "string",
      value: "file",
      summary: "a decision log: explained decisions of people deleted from it are left out",
    },
  },
  details: ["Writes the same report.html that `evenhand audit` wrote for this audit."],
  examples: [
    "evenhand report reports/adult/audit.json --out reports/adult",
    "evenhand report audit.json --log decisions.jsonl",
  ],
  async run(session, { options, positionals }) {
    const path = positionals[0] as string;
    const audited = await readAudit(path, session.cwd);
    const document = await withoutDeleted(audited, options.log, session);
    const output = defaultOutput("html", resolve(session.cwd, options.out ?? "."));
    await writeOutputs(document, [output]);
    session.stderr.write(`Wrote ${shownPath(output.path, session.cwd)}\n`);
    return EXIT.ok;
  },
});

/** An audit made before somebody was deleted may still hold their explained decision. */
async function withoutDeleted(
  document: AuditDocument,
  log: string | undefined,
  session: Session,
): Promise<AuditDocument> {
  if (log === undefined) return document;
  const { text } = await requireLog(log, session.cwd);
  const tombstones = namingLog(log, () => tombstonesIn(text));
  const decisions = document.decisions.filter(
    ({ subject }) => findTombstone(tombstones, subject) === null,
  );
  const omitted = document.decisions.length - decisions.length;
  if (omitted === 0) return document;
  const note = `${omitted} explained ${omitted === 1 ? "decision is" : "decisions are"} left out: the people were deleted from the decision log.`;
  session.stderr.write(`${note}\n`);
  return { ...document, decisions, notes: [...document.notes, note] };
}
