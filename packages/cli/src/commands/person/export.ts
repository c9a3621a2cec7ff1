import { join, resolve } from "node:path";
import { EvenhandError, exportPerson, NOTICE_LOCALES, parseLog, requireHeld } from "@evenhand/core";
import { requireChoice } from "../../arguments/choice.ts";
import { EXIT } from "../../exit-codes.ts";
import { namingLog } from "../../inputs/log-file.ts";
import { shownPath } from "../../outputs/destination.ts";
import { writeFiles } from "../../outputs/write-files.ts";
import type { Session } from "../../session.ts";
import { type PersonAsked, requireLog } from "./held-log.ts";

/** Writes everything that a log holds on one person: a folder of three files, or the JSON on standard output. */
export async function exportHeld(
  {
    log,
    subject,
    today,
    out,
    json,
    locale = "en",
  }: PersonAsked & {
    readonly locale: string | undefined;
  },
  session: Session,
): Promise<number> {
  requireChoice(NOTICE_LOCALES, locale.split("-")[0] ?? locale, "--locale");
  if (out === undefined && !json) throw nowhere();
  const { text } = await requireLog(log, session.cwd);
  const records = requireHeld(
    namingLog(log, () => parseLog(text)),
    subject,
  );
  const written = exportPerson(records, { subject, made: today, locale });
  if (json) session.stdout.write(written.json);
  if (out === undefined) return EXIT.ok;
  const folder = resolve(session.cwd, out);
  const files = [
    { path: join(folder, "person.json"), content: written.json },
    { path: join(folder, "person.csv"), content: written.csv },
    { path: join(folder, "person.html"), content: written.html },
  ];
  await writeFiles(files);
  for (const { path } of files) session.stderr.write(`Wrote ${shownPath(path, session.cwd)}\n`);
  return EXIT.ok;
}

function nowhere(): EvenhandError {
  return new EvenhandError({
    code: "usage/missing-option",
    path: "--out",
    problem: "it was not said where to write the files",
    expected: "a folder, or --json for the JSON on standard output",
  });
}
