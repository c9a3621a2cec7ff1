import { EvenhandError, shown } from "@evenhand/core";
import { BLANKS, backslashed, type Dialect, decimal, qualified } from "../dialect.ts";
import type { SqlColumn, SqlKind } from "../relation.ts";

const WHOLE = /^U?Int\d+$/;
const FRACTION = /^(Float\d+|Decimal.*)$/;

/** Below it, ClickHouse reads no literal. */
const SMALLEST = 2.2250738585072014e-308;

/**
 * ClickHouse sends a distributed query on with names like these unquoted, so that the other shards read
 * a value instead of the column.
 */
const LITERALS = /^(null|nan|inf|infinity|true|false)$/i;

/** ClickHouse, run against 18.16, the oldest that Debian has, with tables on two shards. */
export const clickhouse: Dialect = {
  name: "clickhouse",
  identifier: (name) => backslashed(name, '"'),
  text: (value) => backslashed(value, "'"),
  // A literal is read exactly; a text that is cast may become a neighbouring double.
  number(value) {
    const literal = decimal(value);
    if (value === 0 || Math.abs(value) >= SMALLEST) return `toFloat64(${literal})`;
    throw new EvenhandError({
      code: "config/unsupported-number",
      problem: "ClickHouse cannot be given a number so near to 0",
      received: shown(value),
    });
  },
  toDouble: (expression) => `CAST(${expression} AS Nullable(Float64))`,
  isNaN: (expression) => `CASE WHEN isNaN(${expression}) THEN 1 ELSE 0 END`,
  trim: (expression) => `extract(${expression}, '(?s)^[${BLANKS}]*(.*?)[${BLANKS}]*$')`,
  parseNumber: () => null,
  listColumns(table) {
    return { sql: `DESCRIBE TABLE ${qualified(table, this)}`, name: "name", type: "type" };
  },
  columnOf(name, type) {
    const own = this.identifier(name);
    const bare = unwrapped(type);
    const unusable = LITERALS.test(name)
      ? { unusable: "ClickHouse may read this name as a value on other shards" }
      : {};
    const column = (kind: SqlKind, expression: string): SqlColumn => ({
      name,
      kind,
      expression,
      ...unusable,
    });
    if (bare === "Bool") return column("boolean", own);
    if (WHOLE.test(bare)) return column("number", own);
    if (FRACTION.test(bare)) {
      const double = this.toDouble(own);
      // JSON has no infinity: as a level it would come back as null.
      return { ...column("number", double), level: `toString(${double})` };
    }
    if (bare === "String") return column("text", own);
    if (bare.startsWith("FixedString")) return column("text", `toStringCutToZero(${own})`);
    if (bare === "DateTime" || bare.startsWith("DateTime(")) {
      const text = `toString(${own}, 'UTC')`;
      return column(
        "text",
        `concat(substring(${text}, 1, 10), 'T', substring(${text}, 12), '.000Z')`,
      );
    }
    return column("text", `toString(${own})`);
  },
};

/** The type without `Nullable` and `LowCardinality`. */
function unwrapped(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : unwrapped(inner);
}
