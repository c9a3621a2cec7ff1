import { createRequire } from "node:module";

const require = createRequire(new URL("../../packages/sources/package.json", import.meta.url));

/** Made people: five groups by two, base rate 0.3, 80 % of decisions right. */
function people(rows) {
  const group = `CASE WHEN a < 40 THEN 'north' WHEN a < 70 THEN 'east' WHEN a < 85 THEN 'south' WHEN a < 95 THEN 'west' ELSE 'abroad' END`;
  return `SELECT ${group} AS g, CASE WHEN hash(i, 2) % 2 = 0 THEN 'f' ELSE 'm' END AS h, y,
    CASE WHEN hash(i, 4) % 100 < 80 THEN y ELSE 1 - y END AS p, (hash(i, 5) % 1000) / 1000.0::FLOAT AS s
    FROM (SELECT range AS i, hash(range, 1) % 100 AS a,
      CAST(CASE WHEN hash(range, 3) % 10 < 3 THEN 1 ELSE 0 END AS TINYINT) AS y FROM range(${rows}))`;
}

/** Writes CSV or Parquet by the ending of the name. */
export async function writePeople(path, rows) {
  const { DuckDBInstance } = require("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const format = path.endsWith(".csv") ? "FORMAT csv, HEADER" : "FORMAT parquet";
  await connection.run(`COPY (${people(rows)}) TO '${path}' (${format})`);
  connection.closeSync();
  instance.closeSync();
}
