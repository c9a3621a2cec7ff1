import { duckdb } from "../sql/dialects/duckdb.ts";
import type { SqlColumn, SqlKind } from "../sql/relation.ts";

const WHOLE = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER)$/;
const FRACTION = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/;

/** How a column of a type is read: days and times in ISO form, what is nested as its text. */
export function columnOf(name: string, type: string): SqlColumn {
  const own = duckdb.identifier(name);
  const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
  if (type === "VARCHAR") return column("text", own);
  if (type === "BOOLEAN") return column("boolean", own);
  if (WHOLE.test(type)) return column("number", own);
  if (FRACTION.test(type)) return column("number", duckdb.toDouble(own));
  if (type === "DATE") return column("text", `strftime(${own}, '%Y-%m-%d')`);
  if (type === "TIMESTAMP WITH TIME ZONE")
    return column("text", isoTime(`(${own} AT TIME ZONE 'UTC')`));
  if (/^TIMESTAMP/.test(type)) return column("text", isoTime(`CAST(${own} AS TIMESTAMP)`));
  return column("text", `CAST(${own} AS VARCHAR)`);
}

function isoTime(expression: string): string {
  return `strftime(${expression}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
}
