import {
  BLANKS,
  type Dialect,
  decimal,
  doubled,
  NUMBER_PATTERN,
  sendable,
  type TableName,
} from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";

const WHOLE = /^(smallint|integer|bigint)$/;
const FRACTION = /^(real|double precision|numeric)$/;

/** PostgreSQL, run against version 15. Texts are compared by their bytes, whatever the collation. */
export const postgres: Dialect = {
  name: "postgres",
  identifier: (name) => doubled(name, '"'),
  // The form with E reads a backslash the same under every setting of the server.
  text(value) {
    const plain = doubled(value, "'");
    return plain.includes("\\") ? `E${plain.replaceAll("\\", "\\\\")}` : plain;
  },
  number: (value) => `CAST('${decimal(value)}' AS DOUBLE PRECISION)`,
  toDouble: (expression) => `CAST(${expression} AS DOUBLE PRECISION)`,
  isNaN: (expression) =>
    `CASE WHEN ${expression} = CAST('NaN' AS DOUBLE PRECISION) THEN 1 ELSE 0 END`,
  trim: (expression) => `btrim(${expression}, ${doubled(BLANKS, "'")})`,
  parseNumber(expression) {
    const text = this.trim(expression);
    // The cast to a double refuses what is beyond its range; a numeric holds it. Longer exponents than
    // three digits and longer texts are outside both, and count as no number.
    const exact = `CAST(${text} AS NUMERIC)`;
    const infinite = (sign: string): string => `CAST('${sign}Infinity' AS DOUBLE PRECISION)`;
    return [
      `CASE WHEN ${text} ~ '^${NUMBER_PATTERN}$' AND length(${text}) <= 300`,
      `AND NOT ${text} ~ '[eE][+-]?0*[1-9][0-9]{3}' THEN`,
      `CASE WHEN ${exact} >= 1.797693134862315808e308 THEN ${infinite("")}`,
      `WHEN ${exact} <= -1.797693134862315808e308 THEN ${infinite("-")}`,
      `WHEN abs(${exact}) < 2.4703282292062328e-324 THEN 0`,
      `ELSE CAST(${exact} AS DOUBLE PRECISION) END END`,
    ].join(" ");
  },
  listColumns(table) {
    const name = schemaOf(table);
    const schema = name.schema === null ? "current_schema()" : this.text(name.schema);
    return {
      sql: `SELECT column_name AS "name", data_type AS "type" FROM information_schema.columns WHERE table_schema = ${schema} AND table_name = ${this.text(name.table)} ORDER BY ordinal_position`,
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
    if (type === "date") return column("text", `to_char(${own}, 'YYYY-MM-DD')`);
    if (type === "timestamp with time zone") {
      return column("text", isoTime(`(${own} AT TIME ZONE 'UTC')`));
    }
    if (type === "timestamp without time zone") return column("text", isoTime(own));
    // citext and columns with a collation of their own would take A for a.
    return column("text", `CAST(${own} AS TEXT) COLLATE "C"`);
  },
};

/** The last two parts of a name. */
export function schemaOf(table: TableName): { schema: string | null; table: string } {
  const parts = table.map(sendable);
  return { schema: parts.at(-2) ?? null, table: parts.at(-1) as string };
}

function isoTime(expression: string): string {
  return `to_char(${expression}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
