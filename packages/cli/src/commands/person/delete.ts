import { randomBytes } from "node:crypto";
import { basename, resolve } from "node:path";
import {
  type DeletionReceipt,
  deleteSubject,
  EvenhandError,
  isEvenhandError,
  type LogState,
  parseLog,
  stateOf,
} from "@evenhand/core";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../../configuration/load.ts";
import { EXIT } from "../../exit-codes.ts";
import { namingLog } from "../../inputs/log-file.ts";
import { shownPath } from "../../outputs/destination.ts";
import { replaceFile } from "../../outputs/log-files.ts";
import { writeFiles } from "../../outputs/write-files.ts";
import type { Session } from "../../session.ts";
import { widthOf } from "../../terminal/colours.ts";
import { wrapped } from "../../terminal/wrap.ts";
import { type PersonAsked, requireLog } from "./held-log.ts";

const SALT_BYTES = 16;

interface DeletionAsked extends PersonAsked {
  readonly confirm: string | undefined;
  readonly contact: string | undefined;
  readonly config: string | undefined;
}

/** Takes one person out of a log, verifies it in the file, and gives the receipt. */
export async function deletePerson(asked: DeletionAsked, session: Session): Promise<number> {
  const { log, subject, today, out, json } = asked;
  requireConfirmation(asked);
  const contact = await contactOf(asked, session.cwd);
  const { path, text } = await requireLog(log, session.cwd);
  const salt = randomBytes(SALT_BYTES).toString("hex");
  const deleted = namingLog(log, () =>
    deleteSubject(text, subject, { today, log: basename(path), contact, salt }),
  );
  // Somebody may have written to the log since it was read.
  const { text: now } = await requireLog(log, session.cwd);
  if (now !== text) throw changedMeanwhile(log);
  replaceFile(log, path, deleted.text);
  await verify(log, subject, deleted.receipt, session.cwd);
  const content = `${JSON.stringify(deleted.receipt, null, 2)}\n`;
  if (out !== undefined) {
    const file = resolve(session.cwd, out);
    await writeFiles([{ path: file, content }]);
    session.stderr.write(`Wrote ${shownPath(file, session.cwd)}\n`);
  }
  session.stdout.write(json ? content : inWords(deleted.receipt, widthOf(session.stdout)));
  return EXIT.ok;
}

/** Reads the file that now stands there. */
async function verify(
  log: string,
  subject: string,
  { after }: DeletionReceipt,
  cwd: string,
): Promise<void> {
  const { text } = await requireLog(log, cwd);
  const isSame = stateOf(text).sha256 === after.sha256;
  const left = parseLog(text).records.some((record) => record.subject === subject);
  if (isSame && !left) return;
  throw new EvenhandError({
    code: "input/log-changed",
    path: log,
    problem: left
      ? "the log holds records of the subject again: something wrote them during the deletion"
      : "the log is not the one that was written: something changed it during the deletion",
    hint: "Stop what writes to the log, and delete again.",
  });
}

function inWords(receipt: DeletionReceipt, width: number): string {
  const { deleted, log, records, before, after, verified, tombstone, contact } = receipt;
  const made = records.from === records.to ? records.from : `${records.from} to ${records.to}`;
  return [
    "Receipt of a deletion",
    `What: ${records.count} ${records.count === 1 ? "record" : "records"} of decisions made on ${made}, from “${log}”.`,
    `When: ${deleted}.`,
    `How verified: ${verified} Records of the subject found in it: ${receipt.remaining}.`,
    `Before: ${linesIn(before)}, SHA-256 ${before.sha256}.`,
    `After: ${linesIn(after)}, SHA-256 ${after.sha256}.`,
    `Tombstone: ${tombstone}.`,
    `Contact: ${contact}`,
  ]
    .map((line) => `${wrapped(line, width)}\n`)
    .join("");
}

function linesIn({ lines }: LogState): string {
  return `${lines} ${lines === 1 ? "line" : "lines"}`;
}

function requireConfirmation({ subject, confirm }: DeletionAsked): void {
  if (confirm === subject) return;
  throw new EvenhandError({
    code: "usage/not-confirmed",
    path: "--confirm",
    problem: "a deletion cannot be undone, and it was not confirmed",
    expected: "the id given with --subject once more",
    received: confirm === undefined ? "nothing" : "another text",
  });
}

/** `--contact`, else that of the configuration. */
async function contactOf({ contact, config }: DeletionAsked, cwd: string): Promise<string> {
  if (contact !== undefined && contact.trim() !== "") return contact;
  try {
    const { configuration } = await loadConfiguration(config ?? DEFAULT_CONFIGURATION, cwd);
    if (configuration.context?.contact !== undefined) return configuration.context.contact;
  } catch (error) {
    const isMissing = isEvenhandError(error) && error.code === "config/missing-file";
    if (!isMissing || config !== undefined) throw error;
  }
  throw new EvenhandError({
    code: "usage/missing-option",
    path: "--contact",
    problem: "the receipt must say whom to turn to",
    expected: "--contact with a text, or `context.contact` in the configuration",
  });
}

function changedMeanwhile(log: string): EvenhandError {
  return new EvenhandError({
    code: "input/log-changed",
    path: log,
    problem: "the log was written to while it was read, and nothing was deleted",
    hint: "Delete again when nothing is being written.",
  });
}
