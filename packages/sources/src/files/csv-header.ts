import { EvenhandError, shown } from "@evenhand/core";
import type { CsvLayout } from "./csv-options.ts";

/** The column names of a file. */
export interface NamedHeader {
  readonly names: readonly string[];
  readonly path: string;
}

/**
 * The names that a header row gives, or those given in its place.
 *
 * @throws EvenhandError `input/column-count`, `input/unnamed-column`, `input/duplicate-column`
 */
export function headerNames(
  record: readonly string[],
  layout: CsvLayout,
  where: string,
): readonly string[] {
  if (layout.columns !== null) {
    if (layout.columns.length === record.length) return layout.columns;
    throw columnCount(layout.columns.length, record.length, where);
  }
  const names = layout.trim ? record.map((name) => name.trim()) : record;
  const nameless = names.findIndex((name) => name.trim() === "");
  if (nameless !== -1) {
    throw new EvenhandError({
      code: "input/unnamed-column",
      path: where,
      problem: `the header gives column ${nameless + 1} of ${names.length} no name`,
      hint: "Name it, or give all names under columns with header: true.",
    });
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new EvenhandError({
      code: "input/duplicate-column",
      path: where,
      problem: "two columns have the same name",
      received: shown(twice),
      hint: "Rename one, or give all names under columns with header: true.",
    });
  }
  return names;
}

/** @throws EvenhandError `input/header-mismatch` where two files to be joined name other columns */
export function checkSameNames(names: readonly string[], first: NamedHeader, where: string): void {
  const length = Math.max(names.length, first.names.length);
  for (let at = 0; at < length; at++) {
    if (names[at] === first.names[at]) continue;
    throw new EvenhandError({
      code: "input/header-mismatch",
      path: where,
      problem: `column ${at + 1} differs from that of ${first.path}`,
      expected: first.names[at] === undefined ? "no such column" : shown(first.names[at]),
      received: names[at] === undefined ? "no such column" : shown(names[at]),
      hint: "Files that are read together need equal headers.",
    });
  }
}

export function columnCount(expected: number, received: number, where: string): EvenhandError {
  return new EvenhandError({
    code: "input/column-count",
    path: where,
    problem: "columns names another number of columns than the file has",
    expected: `${expected} fields`,
    received: String(received),
    hint: "Check columns and delimiter.",
  });
}
