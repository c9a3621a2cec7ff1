import { BLANKS, type Dialect, decimal, doubled, NUMBER_PATTERN, sendable } from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";
import { schemaOf } from "./postgres.ts";

const WHOLE = /^(tinyint|smallint|integer|bigint)$/;
const FRACTION = /^(real|double|decimal\(.*\))$/;

/** Trino. Untested: held to golden statements, never run. */
export const trino: Dialect = {
  name: "trino",
  identifier: (name) => doubled(name, '"'),
  text: (value) => doubled(value, "'"),
  number: (value) => `CAST('${decimal(value)}' AS DOUBLE)`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNaN: (expression) => `CASE WHEN is_nan(${expression}) THEN 1 ELSE 0 END`,
  trim: (expression) => `trim(BOTH ${doubled(BLANKS, "'")} FROM ${expression})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    return `CASE WHEN regexp_like(${text}, '^${NUMBER_PATTERN}$') THEN TRY_CAST(${text} AS DOUBLE) END`;
  },
  listColumns(table) {
    const name = schemaOf(table);
    const catalogue = table.length > 2 ? `${this.identifier(table.at(-3) as string)}.` : "";
    const schema = name.schema === null ? "current_schema" : this.text(sendable(name.schema));
    return {
      sql: `SELECT column_name AS "name", data_type AS "type" FROM ${catalogue}information_schema.columns WHERE table_schema = ${schema} AND table_name = ${this.text(name.table)} ORDER BY ordinal_position`,
      name: "name",
      type: "type",
    };
  },
  columnOf(name, type) {
    const own = this.identifier(name);
    const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
    if (type === "boolean") return column("boolean", own);
    if (WHOLE.test(type)) return column("number", own);
    if (FRACTION.test(type)) return column("number", this.toDouble(own));
    if (type === "date") return column("text", `to_iso8601(${own})`);
    if (/^timestamp.* with time zone$/.test(type)) {
      return column("text", isoTime(`${own} AT TIME ZONE 'UTC'`));
    }
    if (/^timestamp/.test(type)) return column("text", isoTime(own));
    return column("text", `CAST(${own} AS VARCHAR)`);
  },
};

function isoTime(expression: string): string {
  return `to_iso8601(CAST(${expression} AS TIMESTAMP(3))) || 'Z'`;
}
