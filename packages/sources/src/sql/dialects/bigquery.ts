import { BLANKS, backslashed, type Dialect, decimal, NUMBER_PATTERN } from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";

/** BigQuery (GoogleSQL). Untested: held to golden statements, never run. */
export const bigquery: Dialect = {
  name: "bigquery",
  identifier: (name) => oneLine(backslashed(name, "`")),
  text: (value) => oneLine(backslashed(value, "'")),
  number: (value) => `CAST('${decimal(value)}' AS FLOAT64)`,
  toDouble: (expression) => `CAST(${expression} AS FLOAT64)`,
  isNaN: (expression) => `CASE WHEN IS_NAN(${expression}) THEN 1 ELSE 0 END`,
  trim: (expression) => `TRIM(${expression}, ${oneLine(backslashed(BLANKS, "'"))})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    return `CASE WHEN REGEXP_CONTAINS(${text}, '^(?:${NUMBER_PATTERN})$') THEN COALESCE(SAFE_CAST(${text} AS FLOAT64), CAST(CASE WHEN ${text} LIKE '-%' THEN '-inf' ELSE 'inf' END AS FLOAT64)) END`;
  },
  listColumns(table) {
    const place = [...table.slice(0, -1), "INFORMATION_SCHEMA", "COLUMNS"];
    const from = place.map((part) => this.identifier(part)).join(".");
    return {
      sql: `SELECT column_name AS name, data_type AS type FROM ${from} WHERE table_name = ${this.text(table.at(-1) as string)} ORDER BY ordinal_position`,
      name: "name",
      type: "type",
    };
  },
  columnOf(name, type) {
    const own = this.identifier(name);
    const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
    if (type === "BOOL") return column("boolean", own);
    if (type === "INT64") return column("number", own);
    if (/^(FLOAT64|(BIG)?NUMERIC)/.test(type)) return column("number", this.toDouble(own));
    if (type === "DATE") return column("text", `FORMAT_DATE('%F', ${own})`);
    if (type === "DATETIME") return column("text", `FORMAT_DATETIME('%FT%H:%M:%E3SZ', ${own})`);
    if (type === "TIMESTAMP") {
      return column("text", `FORMAT_TIMESTAMP('%FT%H:%M:%E3SZ', ${own}, 'UTC')`);
    }
    // A column may carry a collation that takes A for a.
    return column("text", `COLLATE(CAST(${own} AS STRING), '')`);
  },
};

/** Control characters and line ends as escapes, since a literal must end on its line. */
function oneLine(literal: string): string {
  return literal.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
