import { StringDecoder } from "node:string_decoder";
import type { FileIdentity, FileOptions, Table } from "@evenhand/core";
import { readStoredFile, readTable } from "@evenhand/sources";
import { type ColumnProfile, guessMissing, profileColumns } from "../guesses/columns.ts";
import { guessLayout } from "../guesses/layout.ts";

/** A file read with a guessed layout, and the sentences that tell what was guessed. */
export interface GuessedFile {
  readonly table: Table;
  readonly identity: FileIdentity;
  readonly options: FileOptions;
  readonly profiles: readonly ColumnProfile[];
  readonly said: readonly string[];
}

/** The layout of a file shows in its beginning. */
const HEAD_BYTES = 256 * 1024;

/**
 * Reads a CSV file whose layout nobody declared. A layout option that was given is not guessed.
 *
 * @param path absolute
 * @throws EvenhandError as `readTable`
 */
export async function readGuessed(path: string, given: FileOptions): Promise<GuessedFile> {
  const { content } = await readStoredFile(path);
  // The decoder holds back a character that the cut goes through.
  const head = new StringDecoder("utf8").write(Buffer.from(content.subarray(0, HEAD_BYTES)));
  const { options: guessed, said } = guessLayout(head.replace(/^\ufeff/, ""), given);
  const first = await readTable(path, guessed);
  const profiles = profileColumns(first.table);
  const marks = given.missing === undefined ? guessMissing(profiles) : [];
  const identity = { name: first.file.name, sha256: first.file.sha256 };
  if (marks.length === 0) return { table: first.table, identity, options: guessed, profiles, said };
  const options = { ...guessed, missing: marks };
  const { table } = await readTable(path, options);
  const quoted = marks.map((mark) => JSON.stringify(mark)).join(", ");
  return {
    table,
    identity,
    options,
    profiles: profileColumns(table),
    said: [...said, `${quoted} ${marks.length === 1 ? "stands" : "stand"} for a missing value`],
  };
}
