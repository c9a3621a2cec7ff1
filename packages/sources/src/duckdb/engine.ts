import type { DuckDBConnection } from "@duckdb/node-api";
import { EvenhandError } from "@evenhand/core";
import { duckdb } from "../sql/dialects/duckdb.ts";
import type { SqlEngine } from "../sql/engine.ts";

/** A database in memory that reads files. */
export interface DuckDb extends SqlEngine {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** It fetches no extensions, writes no files and remembers nothing. */
const SETTINGS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  temp_directory: "",
};

/**
 * Opens DuckDB where it is installed.
 *
 * @param needed what it is for, for the message
 * @throws EvenhandError `usage/missing-package`
 */
export async function openDuckDb(needed: string): Promise<DuckDb> {
  const found = await loadDuckDb();
  if (found === null) {
    throw new EvenhandError({
      code: "usage/missing-package",
      path: needed,
      problem: "reading this file needs DuckDB, which is not installed",
      expected: "the package @duckdb/node-api",
      hint: "Install it beside Evenhand: `npm install @duckdb/node-api`. CSV files need nothing.",
    });
  }
  const instance = await found.DuckDBInstance.create(":memory:", SETTINGS);
  const connection = await instance.connect();
  return {
    dialect: duckdb,
    connection,
    async query(sql) {
      return (await connection.runAndReadAll(sql)).getRowObjects();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The package, or null where it is not installed or has no build for this machine. */
export async function loadDuckDb(): Promise<typeof import("@duckdb/node-api") | null> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    return null;
  }
}
