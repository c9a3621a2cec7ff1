import { EvenhandError, type FileOptions, shown } from "@evenhand/core";
import { duckdb } from "../sql/dialects/duckdb.ts";
import type { Relation, SqlColumn } from "../sql/relation.ts";
import type { DuckDb } from "./engine.ts";

const { text } = duckdb;

/** @throws EvenhandError `input/header-mismatch`, `input/column-type`, `input/duplicate-column`; those of DuckDB */
export async function parquetRelation(
  engine: DuckDb,
  paths: readonly string[],
  options: FileOptions,
): Promise<Relation> {
  await requireSameSchema(engine, paths);
  const hive = paths.some((path) => /[\\/][^\\/=]+=[^\\/]*[\\/]/.test(path));
  const from = `read_parquet(${fileList(paths)}, hive_partitioning = ${hive}, hive_types_autocast = false)`;
  return { from, columns: await describe(engine, from), ...marksOf(options) };
}

/** Texts stay as they are: what looks like a date is not made one. */
export async function jsonRelation(
  engine: DuckDb,
  paths: readonly string[],
  options: FileOptions,
): Promise<Relation> {
  const kinds = new Map<string, { type: string; path: string }>();
  for (const path of paths) {
    const from = `read_json(${fileList([path])}, format = 'newline_delimited', sample_size = -1)`;
    for (const { column_name, column_type } of await engine.query(
      `DESCRIBE SELECT * FROM ${from}`,
    )) {
      const name = String(column_name);
      const type = jsonType(String(column_type));
      const known = kinds.get(name);
      if (known !== undefined && known.type !== "null" && type !== "null" && type !== known.type) {
        throw typeChanged(name, path, known.path, known.type, type);
      }
      if (known === undefined || known.type === "null") kinds.set(name, { type, path });
    }
  }
  const types = [...kinds].map(
    ([name, { type }]) => [name, type === "null" ? "VARCHAR" : type] as const,
  );
  const struct = types.map(([name, type]) => `${text(name)}: ${text(type)}`).join(", ");
  const from = `read_json(${fileList(paths)}, format = 'newline_delimited', columns = {${struct}})`;
  return {
    from,
    columns: types.map(([name, type]) => duckdb.columnOf(name, type)),
    ...marksOf(options),
  };
}

/** How a CSV file is cut, as the thin reader found it in the first line. */
export interface CsvShape {
  readonly names: readonly string[];
  readonly header: boolean;
  readonly delimiter: string;
  readonly isGzip: boolean;
}

/** Every column is text, under names of our own, since DuckDB does not tell `a` from `A`. */
export function csvRelation(
  paths: readonly string[],
  { names, header, delimiter, isGzip }: CsvShape,
  options: FileOptions,
): Relation {
  const struct = names.map((_, at) => `'c${at}': 'VARCHAR'`).join(", ");
  const from = `read_csv(${fileList(paths)}, auto_detect = false, strict_mode = true, null_padding = false, header = ${header}, delim = ${text(delimiter)}, quote = '"', escape = '"', compression = ${isGzip ? "'gzip'" : "'none'"}, columns = {${struct}})`;
  const columns = names.map(
    (name, at): SqlColumn => ({ name, kind: "text", expression: duckdb.identifier(`c${at}`) }),
  );
  return { from, columns, ...marksOf(options) };
}

function marksOf({ missing, trim }: FileOptions): Pick<Relation, "missing" | "trim"> {
  return { missing: new Set(missing ?? []), trim: trim ?? false };
}

async function describe(engine: DuckDb, from: string): Promise<SqlColumn[]> {
  const described = await engine.query(`DESCRIBE SELECT * FROM ${from}`);
  return [...described].map(({ column_name, column_type }) =>
    duckdb.columnOf(String(column_name), String(column_type)),
  );
}

/** A list of paths that DuckDB takes as they are: what is special in its patterns stands in brackets. */
function fileList(paths: readonly string[]): string {
  return `[${paths.map((path) => text(path.replace(/[*?[]/g, "[$&]"))).join(", ")}]`;
}

/** One of DuckDB's types, or `null` where a file holds nothing but nulls. */
function jsonType(type: string): string {
  if (type === "JSON") return "null";
  if (type === "BOOLEAN") return type;
  return /INT|DOUBLE|FLOAT|DECIMAL/.test(type) && !/[[(]/.test(type) ? "DOUBLE" : "VARCHAR";
}

async function requireSameSchema(engine: DuckDb, paths: readonly string[]): Promise<void> {
  const files = new Map<string, Map<string, string>>();
  const sql = `SELECT file_name, name, concat_ws(' ', "type", logical_type, converted_type) AS "type" FROM parquet_schema(${fileList(paths)}) WHERE coalesce(num_children, 0) = 0`;
  for (const { file_name, name, type } of await engine.query(sql)) {
    const file = String(file_name);
    const columns = files.get(file) ?? new Map<string, string>();
    columns.set(String(name), String(type));
    files.set(file, columns);
  }
  const [first, ...others] = files;
  if (first === undefined) return;
  const [firstPath, expected] = first;
  for (const [path, columns] of others) {
    for (const name of new Set([...expected.keys(), ...columns.keys()])) {
      const [one, two] = [expected.get(name), columns.get(name)];
      if (one === undefined || two === undefined) {
        throw headerDiffers(name, path, firstPath, two === undefined);
      }
      if (one !== two) throw typeChanged(name, path, firstPath, one, two);
    }
  }
}

function typeChanged(
  name: string,
  path: string,
  first: string,
  expected: string,
  received: string,
): EvenhandError {
  return new EvenhandError({
    code: "input/column-type",
    path,
    problem: `column ${shown(name)} has another type than in ${first}`,
    expected,
    received,
    hint: "Write all files with the same types.",
  });
}

function headerDiffers(
  name: string,
  path: string,
  first: string,
  isLacking: boolean,
): EvenhandError {
  return new EvenhandError({
    code: "input/header-mismatch",
    path,
    problem: isLacking
      ? `there is no column ${shown(name)}, which ${first} has`
      : `there is a column ${shown(name)}, which ${first} lacks`,
    hint: "Files that are read together need equal columns.",
  });
}
