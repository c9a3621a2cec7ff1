import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A folder that goes when the tests are done, and a database to write files with. */
export interface Workshop {
  readonly folder: string;
  write(name: string, content: string | Uint8Array): string;
  /** Runs a COPY or another statement; `@FILE` in it is the path of the file. */
  make(name: string, sql: string): Promise<string>;
  close(): void;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-engine-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection: DuckDBConnection = await instance.connect();
  const place = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  return {
    folder,
    write(name, content) {
      const path = place(name);
      writeFileSync(path, content);
      return path;
    },
    async make(name, sql) {
      const path = place(name);
      await connection.run(sql.replace("@FILE", () => `'${path.replaceAll("'", "''")}'`));
      return path;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
