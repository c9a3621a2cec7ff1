import { EvenhandError, shown } from "@evenhand/core";

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
   * of the core); NULL where it is none.
   */
  parseNumber(expression: string): string;
}

/** Characters that `String.prototype.trim` takes away. */
export const BLANKS =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

/**
 * Doubles a quote inside quotes, as standard SQL writes it.
 *
 * @throws EvenhandError `config/unsupported-text` for what UTF-8 or an engine's statement cannot hold
 */
export function doubled(value: string, quote: '"' | "'" | "`"): string {
  if (value.includes("\0") || !isWellFormed(value)) {
    throw new EvenhandError({
      code: "config/unsupported-text",
      problem: "a text with a NUL character or half a character cannot be sent to an engine",
      received: shown(value),
    });
  }
  return `${quote}${value.replaceAll(quote, quote + quote)}${quote}`;
}

function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value);
}
