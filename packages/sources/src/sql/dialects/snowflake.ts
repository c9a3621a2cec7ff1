import { BLANKS, type Dialect, decimal, doubled, NUMBER_PATTERN } from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";
import { schemaOf } from "./postgres.ts";

/** Snowflake. Names are as its catalogue has them, mostly in capitals. Untested: held to golden statements, never run. */
export const snowflake: Dialect = {
  name: "snowflake",
  identifier: (name) => doubled(name, '"'),
  text: (value) => doubled(value, "'").replaceAll("\\", "\\\\"),
  number: (value) => `CAST('${decimal(value)}' AS DOUBLE)`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNaN: (expression) => `CASE WHEN ${expression} = CAST('NaN' AS DOUBLE) THEN 1 ELSE 0 END`,
  trim: (expression) => `TRIM(${expression}, ${doubled(BLANKS, "'")})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    return `CASE WHEN REGEXP_LIKE(${text}, '${NUMBER_PATTERN}') THEN COALESCE(TRY_TO_DOUBLE(${text}), CAST(CASE WHEN ${text} LIKE '-%' THEN '-inf' ELSE 'inf' END AS DOUBLE)) END`;
  },
  listColumns(table) {
    const name = schemaOf(table);
    const database = table.length > 2 ? `${this.identifier(table.at(-3) as string)}.` : "";
    const schema = name.schema === null ? "CURRENT_SCHEMA()" : this.text(name.schema);
    return {
      sql: `SELECT column_name AS "name", CASE WHEN data_type = 'NUMBER' AND numeric_scale = 0 THEN 'INTEGER' ELSE data_type END AS "type" FROM ${database}information_schema.columns WHERE table_schema = ${schema} AND table_name = ${this.text(name.table)} ORDER BY ordinal_position`,
      name: "name",
      type: "type",
    };
  },
  columnOf(name, type) {
    const own = this.identifier(name);
    const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
    if (type === "BOOLEAN") return column("boolean", own);
    if (type === "INTEGER") return column("number", own);
    if (type === "NUMBER" || type === "FLOAT") return column("number", this.toDouble(own));
    if (type === "DATE") return column("text", `TO_CHAR(${own}, 'YYYY-MM-DD')`);
    if (type === "TIMESTAMP_NTZ") return column("text", isoTime(own));
    if (/^TIMESTAMP/.test(type)) return column("text", isoTime(`CONVERT_TIMEZONE('UTC', ${own})`));
    // A column may carry a collation that takes A for a.
    return column("text", `COLLATE(CAST(${own} AS VARCHAR), '')`);
  },
};

function isoTime(expression: string): string {
  return `TO_CHAR(${expression}, 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"')`;
}
