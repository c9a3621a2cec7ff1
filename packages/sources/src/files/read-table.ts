import { basename } from "node:path";
import type { FileOptions, Table } from "@evenhand/core";
import { readEngineTable } from "../duckdb/read-files.ts";
import { csvCollector } from "./csv.ts";
import type { FileName } from "./file-name.ts";
import { findFiles } from "./find-files.ts";
import { jointDigest } from "./identify.ts";
import { readStoredFile } from "./stored-file.ts";

/** A table and the identity of the file or files it came from. */
export interface FileTable {
  readonly table: Table;
  readonly rows: number;
  readonly file: FileName;
}

/**
 * Reads a file, or all files that match a glob pattern (sorted by path, equal headers), into one
 * table. See `parseCsv` for how text is read. Gzip is recognised by content.
 *
 * Files that end in `.parquet` or `.jsonl` (also compressed), and folders of them, are read by DuckDB
 * where `@duckdb/node-api` is installed: numbers and booleans as they are typed, days and times as
 * ISO text, what is nested as its text. Parts of a path such as `year=2026` are columns.
 *
 * @param path relative to the working directory
 * @throws EvenhandError `input/missing-file`, `input/not-a-file`, `input/unreadable-file`,
 *   `input/file-too-large`, `input/truncated-gzip`, `input/corrupt-gzip`, `input/header-mismatch`,
 *   and those of `parseCsv`; with DuckDB `usage/missing-package`, `config/file-format`,
 *   `input/bad-parquet`, `input/bad-json`, `input/column-type`, `input/empty-table`
 * @example
 * const { table, file } = await readTable("people.csv.gz", { missing: ["?"], trim: true });
 */
export async function readTable(path: string, options: FileOptions = {}): Promise<FileTable> {
  const { paths, format } = await findFiles(path, options);
  if (format !== "csv") return await readEngineTable(paths, path, format, options);
  const collector = csvCollector(options);
  const digests: string[] = [];
  let bytes = 0;
  for (const each of paths) {
    const stored = await readStoredFile(each);
    collector.read(stored.content, each);
    digests.push(stored.sha256);
    bytes += stored.bytes;
  }
  const table = collector.table();
  const file = { name: basename(path), sha256: jointDigest(digests), bytes };
  return { table, rows: table.rows, file };
}
