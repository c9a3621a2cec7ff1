import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseConfiguration } from "@evenhand/core";
import { clickhouse, countEngineTable } from "../../src/index.ts";
import { type EngineUnderTest, findFreePort, type StoredKind, until } from "./engine-under-test.ts";
import { rowBinary } from "./row-binary.ts";

function findBinary(): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/bin"];
  const paths = folders.map((folder) => join(folder, "clickhouse-server"));
  return paths.find((path) => existsSync(path)) ?? null;
}

export const missingClickhouse: string | null =
  findBinary() === null ? "ClickHouse is not installed (Debian: clickhouse-server)." : null;

const USERS = `<yandex>
  <profiles><default><max_memory_usage>1000000000</max_memory_usage></default></profiles>
  <users><default>
    <password></password><networks><ip>127.0.0.1</ip></networks>
    <profile>default</profile><quota>default</quota>
  </default></users>
  <quotas><default><interval>
    <duration>3600</duration><queries>0</queries><errors>0</errors>
    <result_rows>0</result_rows><read_rows>0</read_rows><execution_time>0</execution_time>
  </interval></default></quotas>
</yandex>
`;

interface Ports {
  readonly http: number;
  readonly tcp: number;
  readonly between: number;
}

function configurationOf({ http, tcp, between }: Ports, shards: readonly Ports[]): string {
  const replicas = shards.map(
    (one) => `<shard><replica><host>127.0.0.1</host><port>${one.tcp}</port></replica></shard>`,
  );
  return `<yandex>
  <logger><level>warning</level><log>server.log</log><errorlog>error.log</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${http}</http_port>
  <tcp_port>${tcp}</tcp_port>
  <interserver_http_port>${between}</interserver_http_port>
  <interserver_http_host>127.0.0.1</interserver_http_host>
  <max_connections>100</max_connections>
  <max_concurrent_queries>50</max_concurrent_queries>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <mark_cache_size>67108864</mark_cache_size>
  <path>data/</path>
  <tmp_path>tmp/</tmp_path>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <remote_servers><two>${replicas.join("")}</two></remote_servers>
</yandex>
`;
}

const TYPES: Record<StoredKind, string> = {
  text: "Nullable(String)",
  double: "Nullable(Float64)",
  whole: "Nullable(Int64)",
  boolean: "Nullable(UInt8)",
  day: "Nullable(Date)",
};

/** Asks over HTTP alone; the code of the server is that of the error. */
async function post(
  port: number,
  body: string | Uint8Array<ArrayBuffer>,
  query: string = "",
): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/?${query}`, {
    method: "POST",
    // The server ends idle connections before the client does.
    headers: { connection: "close" },
    body,
  });
  const text = await response.text();
  if (response.ok) return text;
  const code = /^Code: (\d+)/.exec(text)?.[1];
  throw Object.assign(new Error(text), { code });
}

const PASSWORD = "secret-of-nobody";

const HIRING = parseConfiguration({
  decisions: { label: "hired", favourable: "yes" },
  cohorts: { sex: { by: ["sex"] } },
});

/** Two servers; tables lie half on each, behind one that is distributed. */
export async function startClickhouse(): Promise<EngineUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-clickhouse-"));
  const portsOf = async (): Promise<Ports> => ({
    http: await findFreePort(),
    tcp: await findFreePort(),
    between: await findFreePort(),
  });
  const shards = [await portsOf(), await portsOf()] as const;
  const servers = shards.map((ports, i): ChildProcess => {
    const place = join(folder, String(i));
    mkdirSync(join(place, "data"), { recursive: true });
    mkdirSync(join(place, "tmp"));
    writeFileSync(join(place, "users.xml"), USERS);
    writeFileSync(join(place, "config.xml"), configurationOf(ports, shards));
    return spawn(findBinary() as string, ["--config-file=config.xml"], {
      cwd: place,
      stdio: "ignore",
    });
  });
  for (const { http } of shards) await until(() => post(http, "SELECT 1"));
  const [{ http }] = shards;
  const quote = clickhouse.identifier;
  const query = async (sql: string, settings: string = ""): Promise<Record<string, unknown>[]> => {
    const answer: unknown = JSON.parse(await post(http, `${sql} FORMAT JSON`, settings));
    return (answer as { data: Record<string, unknown>[] }).data;
  };
  return {
    engine: { dialect: clickhouse, query: (sql) => query(sql) },
    secret: PASSWORD,
    async failures() {
      await post(
        http,
        "CREATE VIEW endless AS SELECT 'f' AS sex, 'yes' AS hired FROM (SELECT number FROM system.numbers LIMIT 1000000000000)",
      );
      const counting = (settings: string, table: string) => async (): Promise<unknown> =>
        await countEngineTable(
          { dialect: clickhouse, query: (sql) => query(sql, settings) },
          ["default", table],
          HIRING,
        );
      return {
        "input/engine-permission": counting(`user=nobody&password=${PASSWORD}`, "small"),
        "input/engine-timeout": counting("max_execution_time=1", "endless"),
        // Half of a table is no table: what the other shard has must not pass for all.
        "input/engine-connection": async () => {
          await stop(servers[1] as ChildProcess);
          return await counting("", "small")();
        },
      };
    },
    async store(name, columns) {
      const local = `${name} local`;
      const list = columns
        .map((column) => `${quote(column.name)} ${TYPES[column.kind]}`)
        .join(", ");
      const rows = [...(columns[0]?.values.keys() ?? [])];
      for (const [i, shard] of shards.entries()) {
        await post(
          shard.http,
          `CREATE TABLE ${quote(local)} (${list}) ENGINE = MergeTree() ORDER BY tuple()`,
        );
        await post(
          shard.http,
          Uint8Array.from(
            rowBinary(
              columns,
              rows.filter((row) => row % 2 === i),
            ),
          ),
          `query=${encodeURIComponent(`INSERT INTO ${quote(local)} FORMAT RowBinary`)}`,
        );
      }
      await post(
        http,
        `CREATE TABLE ${quote(name)} (${list}) ENGINE = Distributed(two, default, ${quote(local)})`,
      );
      return ["default", name];
    },
    async close() {
      await Promise.all(servers.map(stop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}
