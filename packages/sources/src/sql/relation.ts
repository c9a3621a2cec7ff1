import { EvenhandError, shown, suggestName } from "@evenhand/core";

/** What the values of a column are, whatever an engine calls its type. */
export type SqlKind = "text" | "number" | "boolean";

export interface SqlColumn {
  readonly name: string;
  readonly kind: SqlKind;
  /** An expression that gives the value as its kind: text in canonical form, a whole number or double, a boolean. */
  readonly expression: string;
  /** The same for a value that is grouped by, where a client would lose some values on the way. */
  readonly level?: string;
  /** Why the engine would answer wrongly about this column. */
  readonly unusable?: string;
}

/** Rows that an engine can group. */
export interface Relation {
  /** What stands after FROM: a quoted table, or a function that reads files. */
  readonly from: string;
  readonly columns: readonly SqlColumn[];
  /** Texts that stand for a missing value, beside the empty one. */
  readonly missing: ReadonlySet<string>;
  /** Whether blanks around texts go. */
  readonly trim: boolean;
}

/** @throws EvenhandError `config/unknown-column`, with the nearest name; `config/unsupported-name` */
export function requireSqlColumn({ columns }: Relation, name: string, path: string): SqlColumn {
  const column = columns.find((one) => one.name === name);
  if (column?.unusable !== undefined) {
    throw new EvenhandError({
      code: "config/unsupported-name",
      path,
      problem: column.unusable,
      received: shown(name),
      hint: "Make a view in which the column has another name, and audit the view.",
    });
  }
  if (column !== undefined) return column;
  throw new EvenhandError({
    code: "config/unknown-column",
    path,
    problem: "no column has this name",
    received: shown(name),
    hint: suggestName(
      name,
      columns.map((one) => one.name),
    ),
  });
}

/**
 * The canonical text of a raw value of a group, or null where it is missing: what `textAt` gives for
 * the same value in a table.
 */
export function canonicalText(value: unknown, { missing, trim }: Relation): string | null {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  const text = trim && typeof value === "string" ? value.trim() : String(value);
  return text === "" || missing.has(text) ? null : text;
}

/**
 * The canonical text of a raw value of a column: clients give whole numbers and doubles as numbers, as
 * bigints or as texts.
 */
export function canonicalLevel(
  value: unknown,
  { kind }: SqlColumn,
  relation: Relation,
): string | null {
  if (kind !== "number" || typeof value !== "string") return canonicalText(value, relation);
  if (/^-?\d+$/.test(value)) return canonicalText(BigInt(value), relation);
  const infinite = /^([+-]?)inf(inity)?$/i.exec(value);
  if (infinite === null) return canonicalText(Number(value), relation);
  return canonicalText(infinite[1] === "-" ? -Infinity : Infinity, relation);
}
