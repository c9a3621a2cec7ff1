import { codeAttribute, indexAt } from "../cells/coding.ts";
import { requireColumn, type Table } from "../table/table.ts";
import { dealFolds, shuffled } from "./folds.ts";
import type { AuditedAttribute, CompleteProxyQuestion } from "./question.ts";

/** The people whose attribute is known. */
export interface AttributePeople {
  readonly attribute: string;
  /** Rows of the table whose attribute is known, and how many are not. */
  readonly known: number;
  readonly unknown: number;
  /** Rows of the table that are used, ascending. Everything below is by position in it. */
  readonly rows: Uint32Array;
  /** A random order of the people. */
  readonly order: Uint32Array;
  readonly folds: Uint8Array;
  readonly foldCount: number;
  /** Levels with enough people, one of a pair only. */
  readonly targets: readonly Target[];
}

/** One level against all other people. */
export interface Target {
  readonly level: string;
  readonly people: number;
  /** 1 with the level, else 0. */
  readonly has: Uint8Array;
  readonly rate: number;
}

/** More rows than this would narrow the intervals by less than anyone reads, and take long. */
const MOST_ROWS = 50_000;

/**
 * Codes an attribute, deals its people into parts, and names the levels that are to be told.
 *
 * @throws EvenhandError `config/unknown-column`, `config/too-many-levels`, `input/not-a-number`
 */
export function gatherPeople(
  table: Table,
  { column, bands }: AuditedAttribute,
  path: string,
  question: CompleteProxyQuestion,
): AttributePeople {
  const coding = codeAttribute(requireColumn(table, column, path), bands ?? null, path);
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const known = all.filter((row) => indexAt(coding, row) >= 0);
  const rows =
    known.length <= MOST_ROWS
      ? known
      : shuffled(known.length, question.seed)
          .subarray(0, MOST_ROWS)
          .map((at) => known[at] as number)
          .sort();
  const levels = Uint16Array.from(rows, (row) => indexAt(coding, row));
  const order = shuffled(rows.length, question.seed);
  return {
    attribute: column,
    known: known.length,
    unknown: table.rows - known.length,
    rows,
    order,
    folds: dealFolds(levels, order, question.folds),
    foldCount: question.folds,
    targets: targetsOf(coding.levels, levels, question.minimum),
  };
}

function targetsOf(names: readonly string[], levels: Uint16Array, minimum: number): Target[] {
  const counts = new Uint32Array(names.length);
  for (const level of levels) (counts[level] as number)++;
  const occurring = [...counts.keys()].filter((level) => (counts[level] as number) > 0);
  const enough = occurring.filter((level) => {
    const people = counts[level] as number;
    return people >= minimum && levels.length - people >= minimum;
  });
  // What tells one level of a pair tells the other as well: the rarer one speaks for both.
  const rarer = (a: number, b: number): number =>
    (counts[a] as number) - (counts[b] as number) || a - b;
  const told = occurring.length === 2 ? [...enough].sort(rarer).slice(0, 1) : enough;
  return told.map((level) => ({
    level: names[level] as string,
    people: counts[level] as number,
    has: Uint8Array.from(levels, (own) => (own === level ? 1 : 0)),
    rate: (counts[level] as number) / levels.length,
  }));
}
