import {
  type Condition,
  type Configuration,
  type ConfigurationInput,
  type FileOptions,
  parseConfiguration,
} from "@evenhand/core";
import fc from "fast-check";

/** Names and values that would end a literal, a name or a comment, or that SQL takes for something else. */
const HOSTILE = [
  `x"; DROP TABLE r; --`,
  `x'); COPY r TO 'stolen'; --`,
  "k0",
  "n",
  "c0",
  "/* a */",
  "back\\slash",
  "$1 ? :name",
  "`tick`",
  "[bracket]",
  "%_*",
  "naïve Σ 漢",
  "NULL",
  "true",
  " padded ",
  "two\nlines",
  "1e3",
];

const LEVELS = ["a", "b", "", "?", " a", ...HOSTILE];
const NUMBERS = ["0", "1", "-2", "3.5", "+4", ".5", "7.", "1e2", "1e400", " 8 ", "-1E-1", "100"];

export type Kind = "text" | "number text" | "double" | "whole" | "boolean" | "weight" | "day";

export interface ColumnPlan {
  readonly name: string;
  readonly kind: Kind;
  readonly values: readonly (string | number | boolean | null)[];
}

const ROWS = 40;

const arbitraryOf: Record<Kind, fc.Arbitrary<string | number | boolean | null>> = {
  text: fc.oneof(fc.constantFrom(...LEVELS), fc.constant(null)),
  "number text": fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...NUMBERS) },
    { weight: 1, arbitrary: fc.constantFrom(null, "", "?") },
  ),
  double: fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e6, max: 1e6 }),
    fc.constantFrom(null, 0, -0, 1, 2.5),
  ),
  whole: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constant(null)),
  boolean: fc.constantFrom(true, false, null),
  weight: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(1, 2, 3) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  day: fc.constantFrom("2026-11-24", "2025-01-01", null),
};

const names = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }),
  ),
  {
    minLength: 7,
    maxLength: 7,
    selector: (name) => name.toLowerCase(),
  },
);

export const tables: fc.Arbitrary<ColumnPlan[]> = names
  .filter((all) => all.every((name) => name.trim() !== "" && !name.includes("\0")))
  .chain((all) => {
    const kinds = Object.keys(arbitraryOf) as Kind[];
    return fc.tuple(
      ...kinds.map((kind, i) =>
        fc
          .array(arbitraryOf[kind], { minLength: ROWS, maxLength: ROWS })
          .map((values): ColumnPlan => ({ name: all[i] as string, kind, values })),
      ),
    );
  });

/** A question about a table: roles, bands, thresholds, derived columns, conditions, marks. */
export const questions = fc.record({
  attributes: fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }),
  banded: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
  edges: fc.uniqueArray(fc.integer({ min: -4, max: 12 }), { minLength: 1, maxLength: 3 }),
  label: fc.nat(6),
  prediction: fc.option(fc.nat(6), { nil: null }),
  threshold: fc.option(fc.constantFrom("above", "atLeast", "below", "atMost"), { nil: null }),
  limit: fc.constantFrom(0, 1, 0.1, 2.5, -2, 1e300),
  favourable: fc.uniqueArray(fc.constantFrom("a", "true", "1", "2.5", ...HOSTILE), {
    minLength: 1,
    maxLength: 3,
  }),
  weight: fc.option(fc.constantFrom("frequency", "sampling"), { nil: null }),
  derived: fc.option(fc.nat(6), { nil: null }),
  where: fc.uniqueArray(
    fc.tuple(
      fc.nat(6),
      fc.oneof(
        fc.uniqueArray(
          fc.constantFrom("a", "1", "2", "3", "true", "2.5", "2026-11-24", ...LEVELS),
          {
            minLength: 8,
          },
        ),
        fc.record({ min: fc.integer({ min: -5, max: 2 }), max: fc.integer({ min: 2, max: 200 }) }),
      ),
    ),
    { maxLength: 2, selector: ([column]) => column },
  ),
  missing: fc.uniqueArray(fc.constantFrom("?", "a", "1", "true", "-2", "x'"), { maxLength: 2 }),
  trim: fc.boolean(),
  // One in eight asks for numbers where there may be texts.
  isWild: fc.nat(7).map((one) => one === 0),
});

/** Places of the columns whose values are numbers. */
const NUMERIC = [1, 2, 3, 5];

export type Asked = typeof questions extends fc.Arbitrary<infer T> ? T : never;

export function configure(columns: readonly ColumnPlan[], asked: Asked): Configuration {
  const nameOf = (at: number): string => columns[at]?.name as string;
  const numericOf = (at: number): number =>
    asked.isWild ? at : (NUMERIC[at % NUMERIC.length] as number);
  const { derived, weight, threshold } = asked;
  const derive =
    derived === null
      ? {}
      : {
          derived: { from: nameOf(derived), map: { a: "first", "1": "1", true: "yes", "?": "a" } },
        };
  const by = [...asked.attributes.map(nameOf), ...(derived === null ? [] : ["derived"])];
  const edges = asked.edges.toSorted((a, b) => a - b);
  const bands = Object.fromEntries(
    asked.banded
      .map((at) => nameOf(numericOf(at)))
      .flatMap((name) => (by.includes(name) ? [[name, edges]] : [])),
  );
  const missing = asked.isWild ? asked.missing : [...new Set(["?", ...asked.missing])];
  const options: FileOptions = { missing, trim: asked.trim };
  const outcomeAt = (at: number): string => nameOf(threshold === null ? at : numericOf(at));
  const where = asked.where.map(([at, condition]): [string, Condition] => [
    nameOf(Array.isArray(condition) ? at : numericOf(at)),
    condition,
  ]);
  const input: ConfigurationInput = {
    data: { path: "x", ...options, derive, where: Object.fromEntries(where) },
    decisions: {
      label: outcomeAt(asked.label),
      prediction: asked.prediction === null ? null : outcomeAt(asked.prediction),
      favourable:
        threshold === null ? asked.favourable : ({ [threshold]: asked.limit } as { above: number }),
      weight: weight === null ? null : { column: nameOf(5), kind: weight },
    },
    cohorts: {
      first: { by: [by[0] as string], bands: onlyOf(bands, [by[0] as string]) },
      all: { by, bands },
    },
  };
  return parseConfiguration(input);
}

function onlyOf<T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}

function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

export function csvOf(columns: readonly ColumnPlan[]): string {
  const line = (fields: readonly unknown[]): string =>
    fields.map((field) => quote(field === null ? "" : String(field))).join(",");
  const rows = Array.from({ length: ROWS }, (_, row) =>
    line(columns.map(({ values }) => values[row])),
  );
  return `${[line(columns.map(({ name }) => name)), ...rows].join("\n")}\n`;
}

export function jsonLinesOf(columns: readonly ColumnPlan[]): string {
  const rows = Array.from({ length: ROWS }, (_, row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name, values }) => [name, values[row]]))),
  );
  return `${rows.join("\n")}\n`;
}

const SQL_TYPES: Record<Kind, string> = {
  text: "VARCHAR",
  "number text": "VARCHAR",
  double: "DOUBLE",
  whole: "BIGINT",
  boolean: "BOOLEAN",
  weight: "INTEGER",
  day: "DATE",
};

export function copyOf(columns: readonly ColumnPlan[]): string {
  const literal = (value: unknown): string => {
    if (value === null) return "NULL";
    return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : `'${String(value)}'`;
  };
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `(${columns.map(({ values }) => literal(values[row])).join(", ")})`,
  );
  const list = columns.map(
    ({ name, kind }, i) => `CAST(v${i} AS ${SQL_TYPES[kind]}) AS "${name.replaceAll('"', '""')}"`,
  );
  return `COPY (SELECT ${list.join(", ")} FROM (VALUES ${rows.join(", ")}) AS t(${columns.map((_, i) => `v${i}`).join(", ")})) TO @FILE (FORMAT parquet)`;
}
