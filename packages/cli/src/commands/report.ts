import { join, resolve } from "node:path";
import { type AuditDocument, EvenhandError, findTombstone, tombstonesIn } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import type { Command } from "../arguments/declaration.ts";
import { EXIT } from "../exit-codes.ts";
import { readAudit } from "../inputs/audit-file.ts";
import { namingLog } from "../inputs/log-file.ts";
import { shownPath } from "../outputs/destination.ts";
import { defaultOutput } from "../outputs/formats.ts";
import { writeFiles } from "../outputs/write-files.ts";
import { writeOutputs } from "../outputs/write-outputs.ts";
import type { Session } from "../session.ts";
import { requireLog } from "./person/held-log.ts";
import { PUBLIC_OPTIONS, parsePublic, publishIfAsked } from "./publication.ts";

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
    decisions: {
      type: "boolean",
      summary: "show the explained decisions that the audit holds; they are personal data",
    },
    beside: {
      type: "string",
      value: "audit.json",
      summary: "a later audit: writes beside.html, which sets the two side by side",
    },
    ...PUBLIC_OPTIONS,
  },
  details: [
    "Writes the same report.html that `evenhand audit` wrote for this audit. Explained decisions are shown\nonly on request, and never in a public report.",
  ],
  examples: [
    "evenhand report reports/adult/audit.json --out reports/adult",
    "evenhand report audit.json --decisions --log decisions.jsonl",
    "evenhand report audit.json --public --smallest 10 --out public",
    "evenhand report last-year/audit.json --beside audit.json",
  ],
  async run(session, { options, positionals }) {
    const path = positionals[0] as string;
    const smallest = parsePublic(options);
    if (smallest !== null && options.decisions) throw personalInPublic();
    const audited = await readAudit(path, session.cwd);
    if (options.beside !== undefined) {
      return await writeBeside(audited, options.beside, options, smallest, session);
    }
    const known = await withoutDeleted(audited, options.log, session);
    const document =
      smallest === null
        ? asRequested(known, options.decisions, session)
        : await publishIfAsked(known, smallest, session);
    const output = defaultOutput("html", resolve(session.cwd, options.out ?? "."));
    await writeOutputs(document, [output]);
    session.stderr.write(`Wrote ${shownPath(output.path, session.cwd)}\n`);
    return EXIT.ok;
  },
});

/** No decision record stands beside another, so the log and `--decisions` have nothing to say here. */
async function writeBeside(
  before: AuditDocument,
  later: string,
  options: {
    readonly out: string | undefined;
    readonly log: string | undefined;
    readonly decisions: boolean;
  },
  smallest: number | null,
  session: Session,
): Promise<number> {
  if (options.decisions || options.log !== undefined) {
    throw new EvenhandError({
      code: "usage/no-decisions-beside",
      path: "--beside",
      problem: "two audits side by side show no explained decisions",
      hint: "Leave out --decisions and --log.",
    });
  }
  const after = await readAudit(later, session.cwd);
  const audits = [
    await publishIfAsked(before, smallest, session),
    await publishIfAsked(after, smallest, session),
  ] as const;
  const path = join(resolve(session.cwd, options.out ?? "."), "beside.html");
  const { renderBeside } = await import("@evenhand/reporting");
  await writeFiles([{ path, content: renderBeside(...audits) }]);
  session.stderr.write(`Wrote ${shownPath(path, session.cwd)}\n`);
  return EXIT.ok;
}

/** Decisions are about single people, so they stand in a report only where somebody asked. */
function asRequested(document: AuditDocument, wanted: boolean, session: Session): AuditDocument {
  const { length } = document.decisions;
  if (wanted || length === 0) return document;
  session.stderr.write(
    `${length} explained ${length === 1 ? "decision is" : "decisions are"} not shown, as personal data: --decisions shows them.\n`,
  );
  return { ...document, decisions: [] };
}

function personalInPublic(): EvenhandError {
  return new EvenhandError({
    code: "usage/personal-data",
    path: "--decisions",
    problem: "explained decisions are personal data and never stand in a public report",
    hint: "Leave out --decisions or --public.",
  });
}

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
