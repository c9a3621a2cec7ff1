import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseConfiguration } from "@evenhand/core";
import pg from "pg";
import { countEngineTable, postgres } from "../../src/index.ts";
import { type EngineUnderTest, findFreePort, type StoredKind, until } from "./engine-under-test.ts";

const DEBIAN = "/usr/lib/postgresql";

/** The folder of `initdb` and `postgres`, or null. */
function findBinaries(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

export const missingPostgres: string | null =
  findBinaries() === null ? "PostgreSQL is not installed (Debian: postgresql-15)." : null;

/** Whom the server runs as: it refuses root. */
function findUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => Number(execFileSync("id", [flag, "postgres"]));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

const TYPES: Record<StoredKind, string> = {
  text: "text",
  double: "double precision",
  whole: "bigint",
  boolean: "boolean",
  day: "date",
};

export async function startPostgres(): Promise<EngineUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-postgres-"));
  const user = findUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid as number);
  const password = `secret-${randomBytes(9).toString("hex")}`;
  writeFileSync(join(folder, "password"), password, { mode: 0o644 });
  const binaries = findBinaries() as string;
  const data = join(folder, "data");
  const own = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? "", LC_ALL: "C" } };
  execFileSync(
    join(binaries, "initdb"),
    [
      ...["-D", data, "-U", "eh", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256"],
      ...["--no-sync", `--pwfile=${join(folder, "password")}`],
    ],
    { ...own, stdio: "pipe" },
  );
  const port = await findFreePort();
  const server: ChildProcess = spawn(
    join(binaries, "postgres"),
    ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-F", "-c", "unix_socket_directories="],
    { ...own, stdio: "ignore" },
  );
  const connect: Connect = async (name, secret) => {
    const client = new pg.Client({
      host: "127.0.0.1",
      port,
      user: name,
      password: secret,
      database: "postgres",
    });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const client = await until(() => connect("eh", password));
  return {
    engine: { dialect: postgres, query: async (sql) => (await client.query(sql)).rows },
    secret: password,
    failures: async () => await failuresOf(client, connect),
    async store(name, columns) {
      const quoted = columns.map((column) => client.escapeIdentifier(column.name));
      const types = columns.map(({ kind }) => TYPES[kind]);
      const place = `public.${client.escapeIdentifier(name)}`;
      await client.query(
        `CREATE TABLE ${place} (${quoted.map((column, i) => `${column} ${types[i]}`).join(", ")})`,
      );
      const arrays = types.map((type, i) => `$${i + 1}::${type}[]`);
      await client.query(
        `INSERT INTO ${place} SELECT * FROM unnest(${arrays.join(", ")})`,
        columns.map(({ values }) => [...values]),
      );
      return ["public", name];
    },
    async close() {
      await client.end();
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Connect = (user: string, password: string) => Promise<pg.Client>;

const HIRING = parseConfiguration({
  decisions: { label: "hired", favourable: "yes" },
  cohorts: { sex: { by: ["sex"] } },
});

/** A view that takes its time, and a user who may not read it. */
async function failuresOf(
  client: pg.Client,
  connect: Connect,
): Promise<Record<string, () => Promise<unknown>>> {
  const password = String(client.password);
  await client.query(
    "CREATE VIEW slow AS SELECT 'f'::text AS sex, 'yes'::text AS hired FROM pg_sleep(20)",
  );
  await client.query(`CREATE ROLE nobody LOGIN PASSWORD '${password}'`);
  await client.query("CREATE TABLE pay (sex text, hired text)");
  // Its columns may be seen, not its rows.
  await client.query("GRANT INSERT ON pay TO nobody");
  const count = async (own: pg.Client, name: string): Promise<unknown> => {
    const engine = { dialect: postgres, query: async (sql: string) => (await own.query(sql)).rows };
    try {
      return await countEngineTable(engine, ["public", name], HIRING);
    } finally {
      await own.end().catch(() => {});
    }
  };
  return {
    "input/engine-timeout": async () => {
      const own = await connect("eh", password);
      await own.query("SET statement_timeout = 300");
      return await count(own, "slow");
    },
    "input/engine-connection": async () => {
      const own = await connect("eh", password);
      const { rows } = await own.query("SELECT pg_backend_pid() AS pid");
      const counting = count(own, "slow");
      counting.catch(() => {});
      await until(async () => {
        const sql =
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%COUNT(*)%'";
        const { rowCount } = await client.query(sql, [rows[0].pid]);
        if (rowCount !== 1) throw new Error("it does not count yet");
      });
      return await counting;
    },
    "input/engine-permission": async () => await count(await connect("nobody", password), "pay"),
  };
}
