import { type Configuration, type CountPlan, parseConfiguration, planCount } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import {
  bigquery,
  clickhouse,
  type Dialect,
  duckdb,
  postgres,
  type Relation,
  snowflake,
  spark,
  trino,
} from "../../src/index.ts";
import { writeCountQuery } from "../../src/sql/count-query.ts";

const DIALECTS: readonly Dialect[] = [
  duckdb,
  postgres,
  clickhouse,
  trino,
  spark,
  bigquery,
  snowflake,
];

/** The names that each engine's catalogue has for text, a double, a boolean and a day. */
const TYPES: Record<string, readonly [string, string, string, string]> = {
  duckdb: ["VARCHAR", "DOUBLE", "BOOLEAN", "DATE"],
  postgres: ["text", "double precision", "boolean", "date"],
  clickhouse: ["Nullable(String)", "Nullable(Float64)", "Bool", "Date"],
  trino: ["varchar(20)", "double", "boolean", "date"],
  spark: ["string", "double", "boolean", "date"],
  bigquery: ["STRING", "FLOAT64", "BOOL", "DATE"],
  snowflake: ["TEXT", "FLOAT", "BOOLEAN", "DATE"],
};

function relationIn(dialect: Dialect): Relation {
  const [text, double, boolean, day] = TYPES[dialect.name] as (typeof TYPES)[string];
  return {
    from: ["shop", "people"].map((part) => dialect.identifier(part)).join("."),
    columns: [
      dialect.columnOf("sex", text),
      dialect.columnOf("age", double),
      dialect.columnOf("hired", boolean),
      dialect.columnOf("since", day),
      dialect.columnOf("w", double),
    ],
    missing: new Set(["?"]),
    trim: true,
  };
}

function planOf(configuration: Configuration): CountPlan {
  const plan = planCount(configuration);
  if (typeof plan === "string") throw new Error(plan);
  return plan;
}

const configuration = parseConfiguration({
  data: { path: "x", where: { since: ["2026-11-24"], age: { min: 18 } } },
  decisions: { label: "hired", favourable: true, weight: { column: "w", kind: "sampling" } },
  cohorts: { sex: { by: ["sex"] }, age: { by: ["age"], bands: [30.5] } },
});

const HOSTILE = [
  "it's",
  `'; DROP TABLE people; --`,
  `"; DROP TABLE people; --`,
  "`; DROP TABLE people; --",
  "back\\",
  "\\'; DROP TABLE people; --",
  '\\"; DROP TABLE people; --',
  "\\\\''\\'",
  "two\nlines\r\tand /* more */",
  "\\u0027 \\x27 \\047",
  "naïve Σ 漢 𝅘𝅥𝅯",
  "$1 ? :name {x:String} %s",
];

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  "the statements of %s",
  (name, dialect) => {
    const query = writeCountQuery(
      planOf(configuration),
      { derive: {}, where: configuration.data?.where ?? {} },
      relationIn(dialect),
      dialect,
      10,
    );

    test("are these", async () => {
      const { sql: columns } = dialect.listColumns(["shop", "people"]);
      const number = dialect.parseNumber(dialect.identifier("sex")) ?? "none";
      const statements = [columns, query.sql, query.withheld, number].map(String);
      await expect(`${statements.map(visible).join("\n\n")}\n`).toMatchFileSnapshot(
        `golden/${name}.sql`,
      );
    });

    test("group once, divide never and keep small groups where they are", () => {
      expect(query.sql.match(/GROUP BY/g)).toHaveLength(1);
      expect(query.sql).not.toMatch(/ \/ |;|GROUPING|ROLLUP|CUBE|FILTER/);
      expect(query.sql).toMatch(/ HAVING COUNT\(\*\) >= 10 OR .f. < 0 LIMIT \d+$/);
    });

    test.each(HOSTILE)("take %j for a text and for a name", (text) => {
      expect(readLiteral(dialect.text(text), name)).toBe(text);
      const quote = dialect.identifier("a")[0] as string;
      expect(readQuoted(dialect.identifier(text), quote, isEscaping(name, quote))).toBe(text);
    });

    test.each(["nul \0 inside", "half \ud800 a character"])("refuse %j", (text) => {
      expect(() => dialect.text(text)).toThrow(/cannot be sent to an engine/);
      expect(() => dialect.identifier(text)).toThrow(/cannot be sent to an engine/);
    });

    test.each([NaN, Infinity])("refuse to compare with %s", (number) => {
      expect(() => dialect.number(number)).toThrow(/only finite numbers/);
    });
  },
);

/** Engines in which a backslash begins an escape, by what the quotes hold. */
function isEscaping(name: string, quote: string): boolean {
  if (quote === "'") return ["clickhouse", "bigquery", "snowflake"].includes(name);
  return ["clickhouse", "bigquery"].includes(name);
}

/** What an engine of this name reads in a literal, by the rules of its manual. */
function readLiteral(literal: string, name: string): string {
  if (literal.startsWith("E'")) return readQuoted(literal.slice(1), "'", true);
  const hex = /^CAST\(X'([0-9a-f]*)' AS STRING\)$/.exec(literal)?.[1];
  if (hex !== undefined) return Buffer.from(hex, "hex").toString("utf8");
  // Spark may read backslashes either way, so none may be there.
  if (name === "spark") expect(literal).not.toContain("\\");
  return readQuoted(literal, "'", isEscaping(name, "'"));
}

/** Reads from the first quote to the one that ends it; there must be nothing after that. */
function readQuoted(literal: string, quote: string, escapes: boolean): string {
  expect(literal[0]).toBe(quote);
  let text = "";
  let at = 1;
  for (; at < literal.length; at++) {
    const [one, next] = [literal[at] as string, literal[at + 1]];
    if (escapes && one === "\\") {
      const unicode = /^u([0-9a-f]{4})/.exec(literal.slice(at + 1))?.[1];
      text += unicode === undefined ? next : String.fromCharCode(Number.parseInt(unicode, 16));
      at += unicode === undefined ? 1 : 5;
    } else if (one === quote && next === quote) {
      text += quote;
      at++;
    } else if (one === quote) {
      break;
    } else {
      text += one;
    }
  }
  expect(at).toBe(literal.length - 1);
  return text;
}

/** Blanks that no editor shows, as escapes. */
function visible(sql: string): string {
  return sql.replace(
    /[\t\v\f\r\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g,
    (one) => `<U+${one.charCodeAt(0).toString(16).padStart(4, "0")}>`,
  );
}
