import { EvenhandError, shown } from "@evenhand/core";
import type { Dialect } from "./dialect.ts";

/** Anything that runs a statement and gives its rows by column name. */
export interface SqlEngine {
  readonly dialect: Dialect;
  query(sql: string): Promise<Iterable<Readonly<Record<string, unknown>>>>;
}

/**
 * The rows of a statement, which must hold these columns.
 *
 * @throws EvenhandError `input/engine-rows` where a client gives something else
 */
export async function rowsOf(
  engine: SqlEngine,
  sql: string,
  names: readonly string[],
): Promise<Readonly<Record<string, unknown>>[]> {
  const found: unknown = await engine.query(sql);
  if (typeof found !== "object" || found === null || !(Symbol.iterator in found)) {
    throw unusable("no list of rows", engine);
  }
  const rows = [...(found as Iterable<Readonly<Record<string, unknown>>>)];
  const [first] = rows;
  if (first === undefined || names.every((name) => Object.hasOwn(first, name))) return rows;
  throw unusable(
    Array.isArray(first) ? "rows without names" : shown(Object.keys(first).join(", ")),
    engine,
  );
}

function unusable(received: string, { dialect }: SqlEngine): EvenhandError {
  return new EvenhandError({
    code: "input/engine-rows",
    path: dialect.name,
    problem: "the client does not give rows by column name",
    expected: "objects with the names that the statement gives its columns",
    received,
    hint: "Let `query` return the rows themselves, and leave the case of names alone.",
  });
}
