import {
  type CategoryBuilder,
  categoryBuilder,
  EvenhandError,
  type FileOptions,
  shown,
  type Table,
  tableOf,
} from "@evenhand/core";
import { checkSameNames, columnCount, headerNames, type NamedHeader } from "./csv-header.ts";
import { type CsvLayout, csvLayout } from "./csv-options.ts";
import { eachRecord } from "./csv-records.ts";
import { utf8Text } from "./text.ts";

/**
 * A table from CSV text. Every column is text, dictionary-encoded; empty fields and `missing` marks
 * are missing; blank lines are skipped; leading zeros stay. Quotes (also around line breaks), CRLF,
 * a byte order mark and an absent final newline need no option. With `trim`, blanks around a field
 * go, inside quotes too. With `columns` and no `header`, the first line is data; with both, the
 * header line is replaced.
 *
 * @param source text, or UTF-8 bytes
 * @param path named in messages
 * @throws EvenhandError `input/encoding`, `input/empty-table`, `input/ragged-row`,
 *   `input/column-count`, `input/unterminated-quote`, `input/misplaced-quote`,
 *   `input/duplicate-column`, `input/unnamed-column`, `input/row-too-long`; `config/…` for options
 * @example
 * parseCsv("sex,hired\nF,1\nM,0\n").rows; // 2
 */
export function parseCsv(
  source: string | Uint8Array,
  options: FileOptions = {},
  path = "csv",
): Table {
  const collector = csvCollector(options);
  collector.read(typeof source === "string" ? Buffer.from(source) : source, path);
  return collector.table();
}

/** Collects the rows of one or several files with equal headers. */
export interface CsvCollector {
  /** Appends one file and returns its number of rows. */
  read(bytes: Uint8Array, path: string): number;
  table(): Table;
}

export function csvCollector(options: FileOptions): CsvCollector {
  const layout = csvLayout(options);
  let first: NamedHeader | null = null;
  let builders: readonly CategoryBuilder[] = [];
  return {
    read(bytes, path) {
      let names = layout.header ? null : layout.columns;
      let rows = 0;
      eachRecord(utf8Text(bytes, path), layout, path, (record, where) => {
        if (isBlank(record) && names?.length !== 1) return;
        if (names === null) {
          names = headerNames(record, layout, where());
          if (first !== null) checkSameNames(names, first, where());
          return;
        }
        if (record.length !== names.length) throw ragged(record, names, rows, layout, where());
        if (first === null) {
          first = { names, path };
          builders = names.map((name) => categoryBuilder(name));
        }
        for (let at = 0; at < record.length; at++) {
          (builders[at] as CategoryBuilder).add(textOf(record[at] as string, layout));
        }
        rows++;
      });
      if (rows === 0) throw empty(path, names !== null && layout.header);
      return rows;
    },
    table: () => tableOf(builders.map((builder) => builder.column())),
  };
}

function textOf(field: string, layout: CsvLayout): string | null {
  const text = layout.trim ? field.trim() : field;
  return text === "" || layout.missing.has(text) ? null : text;
}

function isBlank(record: readonly string[]): boolean {
  return record.length === 1 && (record[0] as string).trim() === "";
}

function ragged(
  record: readonly string[],
  names: readonly string[],
  rows: number,
  layout: CsvLayout,
  where: string,
): EvenhandError {
  if (rows === 0 && !layout.header) return columnCount(names.length, record.length, where);
  return new EvenhandError({
    code: "input/ragged-row",
    path: where,
    problem: "this row has another number of fields than the rest",
    expected: `${names.length} fields`,
    received: String(record.length),
    hint: `Check the delimiter (${shown(layout.delimiter)}) and the quotes in this row.`,
  });
}

function empty(path: string, hasHeader: boolean): EvenhandError {
  return new EvenhandError({
    code: "input/empty-table",
    path,
    problem: hasHeader ? "the file has a header but no row of data" : "the file holds no rows",
    expected: "at least one row",
  });
}
