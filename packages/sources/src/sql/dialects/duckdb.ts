import { BLANKS, type Dialect, decimal, doubled, NUMBER_PATTERN, qualified } from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";

const WHOLE = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER)$/;
const FRACTION = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/;

/** DuckDB 1.4 and later. */
export const duckdb: Dialect = {
  name: "duckdb",
  identifier: (name) => doubled(name, '"'),
  text: (value) => doubled(value, "'"),
  number: (value) => `CAST('${decimal(value)}' AS DOUBLE)`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNaN: (expression) => `CASE WHEN isnan(${expression}) THEN 1 ELSE 0 END`,
  trim: (expression) => `trim(${expression}, ${doubled(BLANKS, "'")})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    // What is too large for a double is infinite, as in JavaScript; the cast alone would give NULL.
    return `CASE WHEN regexp_full_match(${text}, '${NUMBER_PATTERN}') THEN COALESCE(TRY_CAST(${text} AS DOUBLE), CAST(CASE WHEN ${text} LIKE '-%' THEN '-inf' ELSE 'inf' END AS DOUBLE)) END`;
  },
  listColumns(table) {
    const sql = `DESCRIBE SELECT * FROM ${qualified(table, this)}`;
    return { sql, name: "column_name", type: "column_type" };
  },
  /** Days and times in ISO form, what is nested as its text. */
  columnOf(name, type) {
    const own = this.identifier(name);
    const column = (kind: SqlKind, expression: string): SqlColumn => ({ name, kind, expression });
    if (type === "VARCHAR") return column("text", own);
    if (type === "BOOLEAN") return column("boolean", own);
    if (WHOLE.test(type)) return column("number", own);
    if (FRACTION.test(type)) return column("number", this.toDouble(own));
    if (type === "DATE") return column("text", `strftime(${own}, '%Y-%m-%d')`);
    if (type === "TIMESTAMP WITH TIME ZONE") {
      return column("text", isoTime(`(${own} AT TIME ZONE 'UTC')`));
    }
    if (/^TIMESTAMP/.test(type)) return column("text", isoTime(`CAST(${own} AS TIMESTAMP)`));
    return column("text", `CAST(${own} AS VARCHAR)`);
  },
};

function isoTime(expression: string): string {
  return `strftime(${expression}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
}
