import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { parseDecision } from "../document/parse-document.ts";
import { EvenhandError, isEvenhandError } from "../errors.ts";
import type { DecisionRecord } from "../explanations/record.ts";

// A decision log is text: one JSON document a line, records and tombstones, in the order they came.

export const TOMBSTONE_SCHEMA = "evenhand/tombstone@1";

/**
 * Stands in a log for somebody who was deleted from it. The digest is a pseudonym: whoever has the log
 * can test whether a given id was deleted, and so find ids that are easy to guess.
 */
export interface Tombstone {
  readonly schema: typeof TOMBSTONE_SCHEMA;
  /** SHA-256 of salt and id, hexadecimal. */
  readonly digest: string;
  /** 16 random bytes or more, hexadecimal; the same for all tombstones of a log. */
  readonly salt: string;
  /** YYYY-MM-DD */
  readonly deleted: string;
}

export interface DecisionLog {
  readonly records: readonly DecisionRecord[];
  readonly tombstones: readonly Tombstone[];
}

/**
 * Reads a whole log. The messages say which line is wrong and nothing of what stands in it.
 *
 * @throws EvenhandError `input/log-line`
 */
export function parseLog(text: string): DecisionLog {
  const documents = linesOf(text).map(parseLine);
  return {
    records: documents.filter((each): each is DecisionRecord => !isTombstone(each)),
    tombstones: documents.filter(isTombstone),
  };
}

/** The tombstones alone, without reading the records. */
export function tombstonesIn(text: string): readonly Tombstone[] {
  return linesOf(text).flatMap((line, index) => {
    if (!line.includes(TOMBSTONE_SCHEMA)) return [];
    const document = parseLine(line, index);
    return isTombstone(document) ? [document] : [];
  });
}

/** A record as one line, with its end. */
export function logLine(document: DecisionRecord | Tombstone): string {
  return `${JSON.stringify(document)}\n`;
}

/** The tombstone of a subject; null where they were not deleted. */
export function findTombstone(tombstones: readonly Tombstone[], subject: string): Tombstone | null {
  const digests = new Map<string, string>();
  for (const tombstone of tombstones) {
    const digest = digests.get(tombstone.salt) ?? digestOf(subject, tombstone.salt);
    digests.set(tombstone.salt, digest);
    if (digest === tombstone.digest) return tombstone;
  }
  return null;
}

/** SHA-256 of the salt's bytes and the id's, hexadecimal. */
export function digestOf(subject: string, salt: string): string {
  return bytesToHex(sha256.create().update(hexToBytes(salt)).update(utf8ToBytes(subject)).digest());
}

/** The lines with something in them. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}

function parseLine(line: string, index: number): DecisionRecord | Tombstone {
  try {
    const value: unknown = JSON.parse(line);
    return isTombstone(value) ? value : parseDecision(value);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isEvenhandError(error)) throw error;
    throw new EvenhandError({
      code: "input/log-line",
      path: `line ${index + 1}`,
      problem: "this line is neither a decision record nor a tombstone",
      expected: "one evenhand/decision@1 or evenhand/tombstone@1 as JSON a line",
      hint: "A last line that a crash cut off may be taken out by hand; its decision was not logged.",
    });
  }
}

function isTombstone(value: unknown): value is Tombstone {
  if (typeof value !== "object" || value === null) return false;
  const { schema, digest, salt, deleted } = value as Readonly<Record<string, unknown>>;
  return (
    schema === TOMBSTONE_SCHEMA &&
    typeof digest === "string" &&
    /^[0-9a-f]{64}$/.test(digest) &&
    typeof salt === "string" &&
    /^([0-9a-f]{2}){16,}$/.test(salt) &&
    typeof deleted === "string"
  );
}
