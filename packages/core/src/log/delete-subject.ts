import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { EvenhandError, shown } from "../errors.ts";
import {
  type DecisionLog,
  digestOf,
  findTombstone,
  linesOf,
  logLine,
  parseLog,
  TOMBSTONE_SCHEMA,
} from "./decision-log.ts";

export const DELETION_SCHEMA = "evenhand/deletion@1";

/** What the deleted person is given. It does not hold their id. */
export interface DeletionReceipt {
  readonly schema: typeof DELETION_SCHEMA;
  /** YYYY-MM-DD */
  readonly deleted: string;
  /** Name of the log. */
  readonly log: string;
  /** How many records were taken out, and the first and last day they were made for. */
  readonly records: { readonly count: number; readonly from: string; readonly to: string };
  /** Of the whole log; `lines` counts records and tombstones. */
  readonly before: LogState;
  readonly after: LogState;
  /** How many records of the subject a reading of the new log found: always 0. */
  readonly remaining: 0;
  /** How that was verified, in words. */
  readonly verified: string;
  /** With the id and the salt of the log it can be shown that this receipt is about them. */
  readonly tombstone: string;
  readonly contact: string;
}

export interface LogState {
  readonly sha256: string;
  readonly lines: number;
}

export interface DeletionOptions {
  readonly today: string;
  /** Name of the log, for the receipt. */
  readonly log: string;
  /** Whom to turn to, in words. */
  readonly contact: string;
  /** 16 fresh random bytes or more, hexadecimal; used where the log has no tombstone yet. */
  readonly salt: string;
}

/**
 * The log without the records of one subject, with a tombstone in their place at the end, and the
 * receipt. Lines of others stay byte for byte. Pure: the caller writes the text, and verifies it there
 * with {@link stateOf}.
 *
 * @throws EvenhandError `usage/unknown-subject`, `usage/deleted-subject`, `input/log-line`
 */
export function deleteSubject(
  text: string,
  subject: string,
  { today, log: name, contact, salt }: DeletionOptions,
): { readonly text: string; readonly receipt: DeletionReceipt } {
  const log = parseLog(text);
  const found = requireHeld(log, subject);
  const used = log.tombstones[0]?.salt ?? salt;
  const tombstone = {
    schema: TOMBSTONE_SCHEMA,
    digest: digestOf(subject, used),
    salt: used,
    deleted: today,
  } as const;
  const kept = linesOf(text).filter((line) => subjectOf(line) !== subject);
  const after = `${kept.map((line) => `${line}\n`).join("")}${logLine(tombstone)}`;
  const days = found.map(({ provenance }) => provenance.today).sort();
  const remaining = parseLog(after).records.filter((record) => record.subject === subject).length;
  if (remaining !== 0) throw stillThere(remaining);
  return {
    text: after,
    receipt: {
      schema: DELETION_SCHEMA,
      deleted: today,
      log: name,
      records: {
        count: found.length,
        from: days[0] as string,
        to: days[days.length - 1] as string,
      },
      before: stateOf(text),
      after: stateOf(after),
      remaining: 0,
      verified:
        "The new log replaced the old one in one step. It was read back, its SHA-256 is the one given here, and every line was searched for the subject.",
      tombstone: tombstone.digest,
      contact,
    },
  };
}

/** Everything a log holds on a subject. */
export function requireHeld(log: DecisionLog, subject: string): DecisionLog["records"] {
  const found = log.records.filter((record) => record.subject === subject);
  if (found.length > 0) return found;
  const tombstone = findTombstone(log.tombstones, subject);
  if (tombstone !== null) throw deletedSubject(tombstone.deleted);
  throw new EvenhandError({
    code: "usage/unknown-subject",
    path: "--subject",
    problem: "the log holds nothing on this subject",
    received: shown(subject),
    expected: "the subject of a record in the log, letter for letter",
  });
}

/** For whatever is asked about somebody who was deleted. */
export function deletedSubject(date: string): EvenhandError {
  return new EvenhandError({
    code: "usage/deleted-subject",
    path: "--subject",
    problem: `this subject was deleted on ${date}, and appears in no output`,
    expected: "a subject that was not deleted",
    hint: "The receipt says whom to turn to.",
  });
}

/** SHA-256 and number of lines of a log. */
export function stateOf(text: string): LogState {
  return { sha256: bytesToHex(sha256(utf8ToBytes(text))), lines: linesOf(text).length };
}

function subjectOf(line: string): unknown {
  return (JSON.parse(line) as { subject?: unknown }).subject;
}

function stillThere(remaining: number): EvenhandError {
  return new EvenhandError({
    code: "defect/deletion",
    problem: "records of the subject are left after the deletion",
    received: String(remaining),
    expected: "0",
  });
}
