import { EvenhandError, type FileOptions, shown } from "@evenhand/core";

/** How a CSV file is cut into fields, complete and checked. */
export interface CsvLayout {
  readonly delimiter: string;
  /** Whether the first row names the columns. */
  readonly header: boolean;
  /** Names given by the caller; null: the header's. */
  readonly columns: readonly string[] | null;
  readonly comment: string | null;
  readonly missing: ReadonlySet<string>;
  readonly trim: boolean;
}

/**
 * Fills in the defaults: comma, a header unless `columns` are given, no comments, no missing marks
 * but the empty field, no trimming.
 *
 * @throws EvenhandError `config/file-format`, `config/delimiter`, `config/comment`,
 *   `config/missing-columns`, `config/duplicate-column`
 */
export function csvLayout(options: FileOptions): CsvLayout {
  const { format = "csv", delimiter = ",", columns = null, comment = null } = options;
  if (format !== "csv") throw invalid("file-format", "format", "csv", format);
  if ([...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
    throw invalid("delimiter", "delimiter", "one character, no quote and no line end", delimiter);
  }
  if (comment === "" || comment?.includes('"') || comment === delimiter) {
    throw invalid("comment", "comment", "a mark unlike the delimiter and the quote", comment);
  }
  const header = options.header ?? columns === null;
  if (columns === null && !header) {
    throw new EvenhandError({
      code: "config/missing-columns",
      path: "columns",
      problem: "a file without a header needs names for its columns",
      expected: "a list of names, in the order of the file",
    });
  }
  const twice = columns?.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    throw invalid("duplicate-column", "columns", "each name once", twice);
  }
  const missing = new Set(options.missing ?? []);
  return { delimiter, header, columns, comment, missing, trim: options.trim ?? false };
}

function invalid(code: string, path: string, expected: string, received: string): EvenhandError {
  const problem = "this reading option cannot be used";
  return new EvenhandError({
    code: `config/${code}`,
    path,
    problem,
    expected,
    received: shown(received),
  });
}
