import { EvenhandError, isEvenhandError } from "@evenhand/core";
import { CsvError, parse } from "csv-parse/sync";
import type { CsvLayout } from "./csv-options.ts";
import { lineAt } from "./text.ts";

/** A row of more characters than this is taken for a quote that was never closed. */
const LONGEST_ROW = 64 * 2 ** 20;

/**
 * Calls back with the fields of each row; `where` gives file and line of the row (its last line
 * where it has several).
 *
 * @throws EvenhandError `input/unterminated-quote`, `input/misplaced-quote`, `input/row-too-long`,
 *   and what `receive` throws
 */
export function eachRecord(
  bytes: Uint8Array,
  layout: CsvLayout,
  path: string,
  receive: (record: readonly string[], where: () => string) => void,
): void {
  let end = 0;
  const lineOf = (offset: number) => `${path}:${lineAt(bytes, offset)}`;
  const where = () => lineOf(beforeLineEnd(bytes, end));
  try {
    parse(bytes, {
      delimiter: layout.delimiter,
      comment: layout.comment,
      comment_no_infix: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: layout.trim,
      max_record_size: LONGEST_ROW,
      // Returning null keeps the parser from holding on to the rows.
      on_record(record: string[], context) {
        end = context.bytes;
        receive(record, where);
        return null;
      },
    });
  } catch (error) {
    if (isEvenhandError(error) || !(error instanceof CsvError)) throw error;
    throw unreadable(error, lineOf(afterLineEnds(bytes, end)));
  }
}

function unreadable(error: CsvError, path: string): Error {
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return new EvenhandError({
        code: "input/unterminated-quote",
        path,
        problem: "a quote in the row that begins here is never closed",
        hint: "Close it; a quote inside a quoted field is written twice.",
      });
    case "CSV_MAX_RECORD_SIZE":
      return new EvenhandError({
        code: "input/row-too-long",
        path,
        problem: "the row that begins here is too long",
        expected: `at most ${LONGEST_ROW} characters`,
        hint: "Probably one of its quotes is never closed.",
      });
    case "INVALID_OPENING_QUOTE":
    case "CSV_INVALID_CLOSING_QUOTE":
    case "CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE":
      return new EvenhandError({
        code: "input/misplaced-quote",
        path,
        problem: "a quote in the row that begins here neither opens nor closes a field",
        hint: "Put the whole field in quotes and write each quote inside it twice.",
      });
    default:
      return error;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

function beforeLineEnd(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at > 0 && isLineEnd(bytes[at - 1])) at--;
  return at;
}

function afterLineEnds(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at < bytes.length && isLineEnd(bytes[at])) at++;
  return at;
}
