import { EvenhandError, shown } from "@evenhand/core";
import { BLANKS, type Dialect, doubled } from "../dialect.ts";

/** DuckDB 1.4 and later. */
export const duckdb: Dialect = {
  name: "duckdb",
  identifier: (name) => doubled(name, '"'),
  text: (value) => doubled(value, "'"),
  number(value) {
    if (Number.isFinite(value)) return `CAST('${String(value)}' AS DOUBLE)`;
    throw new EvenhandError({
      code: "config/unsupported-number",
      problem: "only finite numbers can be compared with",
      received: shown(value),
    });
  },
  toDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNaN: (expression) => `CASE WHEN isnan(${expression}) THEN 1 ELSE 0 END`,
  trim: (expression) => `trim(${expression}, ${doubled(BLANKS, "'")})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    // What is too large for a double is infinite, as in JavaScript; the cast alone would give NULL.
    return `CASE WHEN regexp_full_match(${text}, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?') THEN COALESCE(TRY_CAST(${text} AS DOUBLE), CAST(CASE WHEN ${text} LIKE '-%' THEN '-inf' ELSE 'inf' END AS DOUBLE)) END`;
  },
};
