import {
  BLANKS,
  type Dialect,
  decimal,
  doubled,
  NUMBER_PATTERN,
  qualified,
  sendable,
} from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";

const WHOLE = /^(tinyint|smallint|int|bigint)$/;
const FRACTION = /^(float|double|decimal\(.*\))$/;

/** Spark SQL 3.4 and later, and Databricks. Untested: held to golden statements, never run. */
export const spark: Dialect = {
  name: "spark",
  identifier: (name) => doubled(name, "`"),
  // A setting decides what a backslash means in a literal, so a text that could end one goes as its bytes.
  text(value) {
    if (/^[^'"\\\p{Cc}]*$/u.test(sendable(value))) return `'${value}'`;
    const bytes = [...new TextEncoder().encode(value)];
    return `CAST(X'${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}' AS STRING)`;
  },
  number: (value) => `CAST('${decimal(value)}' AS DOUBLE)`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNaN: (expression) => `CASE WHEN isnan(${expression}) THEN 1 ELSE 0 END`,
  trim(expression) {
    return `trim(BOTH ${this.text(BLANKS)} FROM ${expression})`;
  },
  parseNumber(expression) {
    const text = this.trim(expression);
    return `CASE WHEN ${text} RLIKE '^${NUMBER_PATTERN}$' THEN TRY_CAST(${text} AS DOUBLE) END`;
  },
  listColumns(table) {
    return {
      sql: `DESCRIBE TABLE ${qualified(table, this)}`,
      name: "col_name",
      type: "data_type",
    };
  },
  columnOf(name, type) {
    const own = this.identifier(name);
    const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
    if (type === "boolean") return column("boolean", own);
    if (WHOLE.test(type)) return column("number", own);
    if (FRACTION.test(type)) return column("number", this.toDouble(own));
    if (type === "date") return column("text", `date_format(${own}, 'yyyy-MM-dd')`);
    if (type === "timestamp") {
      return column("text", isoTime(`to_utc_timestamp(${own}, current_timezone())`));
    }
    if (type === "timestamp_ntz") return column("text", isoTime(own));
    return column("text", `CAST(${own} AS STRING)`);
  },
};

function isoTime(expression: string): string {
  const [day, time] = ["'yyyy-MM-dd'", "'HH:mm:ss.SSS'"];
  return `concat(date_format(${expression}, ${day}), 'T', date_format(${expression}, ${time}), 'Z')`;
}
