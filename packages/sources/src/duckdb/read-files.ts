import { EvenhandError, type FileOptions, type Table } from "@evenhand/core";
import { type FileFormat, requireNoLayout } from "../files/file-format.ts";
import type { FileName } from "../files/file-name.ts";
import { identifyFiles } from "../files/identify.ts";
import type { Relation } from "../sql/relation.ts";
import { type DuckDb, openDuckDb } from "./engine.ts";
import { duckdbError } from "./errors.ts";
import { readRows } from "./read-rows.ts";
import { jsonRelation, parquetRelation } from "./relations.ts";

type EngineFormat = Exclude<FileFormat, "csv">;

/**
 * Reads Parquet files or JSON lines into a table.
 *
 * @param path as it was named, for messages
 * @throws EvenhandError as `readTable` says
 */
export async function readEngineTable(
  paths: readonly string[],
  path: string,
  format: EngineFormat,
  options: FileOptions,
): Promise<{ table: Table; rows: number; file: FileName }> {
  return await withFiles(paths, path, format, options, async (engine, relation, file) => {
    const table = await readRows(engine, relation);
    if (table.rows > 0) return { table, rows: table.rows, file };
    throw new EvenhandError({
      code: "input/empty-table",
      path,
      problem: "there are no rows",
      expected: "at least one row",
    });
  });
}

/** Does some work with files that DuckDB reads, and closes it whatever happens. */
export async function withFiles<T>(
  paths: readonly string[],
  path: string,
  format: EngineFormat,
  options: FileOptions,
  work: (engine: DuckDb, relation: Relation, file: FileName) => Promise<T>,
): Promise<T> {
  requireNoLayout(options, format);
  // Says what is missing or must not be read before an engine is opened.
  const file = await identifyFiles(paths, path);
  return await withDuckDb(path, format, async (engine) => {
    const relate = format === "parquet" ? parquetRelation : jsonRelation;
    return await work(engine, await relate(engine, paths, options), file);
  });
}

/** @throws EvenhandError `usage/missing-package` */
export async function withDuckDb<T>(
  path: string,
  format: FileFormat,
  work: (engine: DuckDb) => Promise<T>,
): Promise<T> {
  const engine = await openDuckDb(path);
  try {
    return await work(engine);
  } catch (error) {
    throw duckdbError(error, path, format);
  } finally {
    engine.close();
  }
}
