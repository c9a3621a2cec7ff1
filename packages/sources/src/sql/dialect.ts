import { EvenhandError, shown } from "@evenhand/core";
import type { SqlColumn } from "./relation.ts";

/**
 * What engines write differently. Everything that comes from a configuration or from data goes through
 * `identifier`, `text` or `number`, so no name and no value can become a part of the statement.
 */
export interface Dialect {
  readonly name: string;
  /** A quoted identifier. */
  identifier(name: string): string;
  /** A literal of text that stands for exactly this text. */
  text(value: string): string;
  /** A literal of the double that is this number. */
  number(value: number): string;
  /** The expression as a double. */
  toDouble(expression: string): string;
  /** 1 where a double is NaN. */
  isNaN(expression: string): string;
  /** A text without the blanks around it, as `String.prototype.trim` has it. */
  trim(expression: string): string;
  /**
   * The double that a text stands for: decimal or exponent form, blanks around it ignored (`parseNumber`
   * of the core); NULL where it is none. null instead of an expression where the engine would read some
   * texts as a neighbouring double.
   */
  parseNumber(expression: string): string | null;
  /** How to ask for the columns of a table, in their order. */
  listColumns(table: TableName): ColumnListing;
  /** How a column of a type is read. */
  columnOf(name: string, type: string): SqlColumn;
}

/** Database, schema and table, as many as the engine needs; the table last. Matched exactly. */
export type TableName = readonly [string, ...string[]];

/** A statement whose rows hold the name and the type of a column under these names. */
export interface ColumnListing {
  readonly sql: string;
  readonly name: string;
  readonly type: string;
}

/** Characters that `String.prototype.trim` takes away. */
export const BLANKS =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/** What `parseNumber` of the core takes for a number, without a backslash, which literals treat differently. */
export const NUMBER_PATTERN = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";

/**
 * Doubles a quote inside quotes, as standard SQL writes it.
 *
 * @throws EvenhandError `config/unsupported-text` for what UTF-8 or an engine's statement cannot hold
 */
export function doubled(value: string, quote: '"' | "'" | "`"): string {
  return `${quote}${sendable(value).replaceAll(quote, quote + quote)}${quote}`;
}

/**
 * Puts a backslash before backslashes and quotes, for engines that read it as an escape.
 *
 * @throws EvenhandError `config/unsupported-text`
 */
export function backslashed(value: string, quote: '"' | "'" | "`"): string {
  const safe = sendable(value).replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
  return `${quote}${safe}${quote}`;
}

/** The text itself. */
export function sendable(value: string): string {
  if (value.includes("\0") || !isWellFormed(value)) {
    throw new EvenhandError({
      code: "config/unsupported-text",
      problem: "a text with a NUL character or half a character cannot be sent to an engine",
      received: shown(value),
    });
  }
  return value;
}

/**
 * The shortest decimal form of a number, which every engine reads as the same double.
 *
 * @throws EvenhandError `config/unsupported-number`
 */
export function decimal(value: number): string {
  if (Number.isFinite(value)) return String(value);
  throw new EvenhandError({
    code: "config/unsupported-number",
    problem: "only finite numbers can be compared with",
    received: shown(value),
  });
}

/** A quoted name of several parts. */
export function qualified(table: TableName, { identifier }: Pick<Dialect, "identifier">): string {
  return table.map((part) => identifier(part)).join(".");
}

function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value);
}
