import { parseNumber } from "@evenhand/core";
import type { Dialect } from "./dialect.ts";
import type { Relation, SqlColumn } from "./relation.ts";

/** A column as SQL sees it: whether it is missing, its number, and whether it is one of some texts. */
export interface Terms {
  /** Condition: the row has no value. */
  readonly isMissing: string;
  /** A double, NULL where the row has no value or none that is a number; null where the engine cannot say. */
  readonly number: string | null;
  /** Condition: the canonical text is one of these. NULL or false otherwise. */
  isOneOf(texts: readonly string[]): string;
}

const NEVER = "1 = 0";

export function termsOf(column: SqlColumn, relation: Relation, dialect: Dialect): Terms {
  switch (column.kind) {
    case "text":
      return textTerms(column.expression, relation, dialect);
    case "number":
      return numberTerms(column.expression, relation, dialect);
    case "boolean":
      return booleanTerms(column.expression, relation, dialect);
  }
}

function textTerms(expression: string, relation: Relation, dialect: Dialect): Terms {
  const text = relation.trim ? dialect.trim(expression) : expression;
  const marks = ["", ...relation.missing];
  return {
    isMissing: `${expression} IS NULL OR ${listed(text, marks.map(dialect.text))}`,
    number: dialect.parseNumber(expression),
    isOneOf: (texts) => {
      const present = texts.filter((each) => !marks.includes(each));
      return listed(text, present.map(dialect.text));
    },
  };
}

function numberTerms(expression: string, relation: Relation, dialect: Dialect): Terms {
  const number = dialect.toDouble(expression);
  // A text is the text of a number only in its shortest form: "1", never "1.0".
  const numbersIn = (texts: readonly string[]): string[] =>
    texts
      .filter((text) => Number.isFinite(parseNumber(text)) && String(Number(text)) === text)
      .map((text) => dialect.number(Number(text)));
  const { missing } = relation;
  return {
    isMissing: `${expression} IS NULL OR ${dialect.isNaN(number)} = 1 OR ${listed(number, numbersIn([...missing]))}`,
    number,
    isOneOf: (texts) => listed(number, numbersIn(texts.filter((text) => !missing.has(text)))),
  };
}

function booleanTerms(expression: string, { missing }: Relation, dialect: Dialect): Terms {
  const one = (text: string): string => {
    if (text !== "true" && text !== "false") return NEVER;
    return text === "true" ? expression : `NOT ${expression}`;
  };
  const any = (texts: Iterable<string>): string =>
    [...texts].map((text) => `(${one(text)})`).join(" OR ") || NEVER;
  return {
    isMissing: `${expression} IS NULL OR ${any(missing)}`,
    // No number is meant by true or false.
    number: dialect.toDouble("NULL"),
    isOneOf: (texts) => any(texts.filter((text) => !missing.has(text))),
  };
}

function listed(expression: string, literals: readonly string[]): string {
  return literals.length === 0 ? NEVER : `${expression} IN (${literals.join(", ")})`;
}
