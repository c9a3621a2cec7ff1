import { basename, resolve, sep } from "node:path";
import { EvenhandError, type FileOptions, type Table } from "@evenhand/core";
import { glob, isDynamicPattern } from "tinyglobby";
import { csvCollector } from "./csv.ts";
import { sha256Of } from "./digest.ts";
import { isFile, readStoredFile } from "./stored-file.ts";

/** A table and the identity of the file or files it came from. */
export interface FileTable {
  readonly table: Table;
  readonly rows: number;
  readonly file: {
    /** The last part of the path or pattern. */
    readonly name: string;
    /** SHA-256 of the stored bytes; for several files, of their sorted hexadecimal digests, one a line. */
    readonly sha256: string;
    /** Number of stored bytes. */
    readonly bytes: number;
  };
}

/**
 * Reads a file, or all files that match a glob pattern (sorted by path, equal headers), into one
 * table. See `parseCsv` for how text is read. Gzip is recognised by content.
 *
 * @param path relative to the working directory
 * @throws EvenhandError `input/missing-file`, `input/not-a-file`, `input/unreadable-file`,
 *   `input/file-too-large`, `input/truncated-gzip`, `input/corrupt-gzip`, `input/header-mismatch`,
 *   and those of `parseCsv`
 * @example
 * const { table, file } = await readTable("people.csv.gz", { missing: ["?"], trim: true });
 */
export async function readTable(path: string, options: FileOptions = {}): Promise<FileTable> {
  const collector = csvCollector(options);
  const digests: string[] = [];
  let bytes = 0;
  for (const each of await filesAt(path)) {
    const stored = await readStoredFile(each);
    collector.read(stored.content, each);
    digests.push(stored.sha256);
    bytes += stored.bytes;
  }
  const table = collector.table();
  const file = { name: basename(path), sha256: joint(digests), bytes };
  return { table, rows: table.rows, file };
}

async function filesAt(path: string): Promise<readonly string[]> {
  const pattern = sep === "/" ? path : path.replaceAll(sep, "/");
  if (!isDynamicPattern(pattern) || (await isFile(path))) return [path];
  const paths = await glob(pattern, { expandDirectories: false });
  if (paths.length > 0) return paths.toSorted();
  throw new EvenhandError({
    code: "input/missing-file",
    path,
    problem: "no file matches this pattern",
    hint: `It was looked for from ${resolve(".")}.`,
  });
}

function joint(digests: readonly string[]): string {
  if (digests.length === 1) return digests[0] as string;
  return sha256Of(digests.toSorted().join("\n"));
}
