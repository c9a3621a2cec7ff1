import { type Table, textAt } from "@evenhand/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/index.ts";

function rowsOf(table: Table): (string | null)[][] {
  const columns = [...table.columns.values()];
  return Array.from({ length: table.rows }, (_, row) => columns.map((c) => textAt(c, row)));
}

function namesOf(table: Table): string[] {
  return [...table.columns.keys()];
}

describe("reading", () => {
  test("the first row names the columns and every column is text", () => {
    const table = parseCsv("id,zip\n1,00101\n2,20500\n");
    expect(namesOf(table)).toEqual(["id", "zip"]);
    expect(rowsOf(table)).toEqual([
      ["1", "00101"],
      ["2", "20500"],
    ]);
    expect([...table.columns.values()].map(({ kind }) => kind)).toEqual(["category", "category"]);
  });

  test.each([
    ["line feeds", "a,b\n1,2\n3,4\n"],
    ["CRLF", "a,b\r\n1,2\r\n3,4\r\n"],
    ["carriage returns", "a,b\r1,2\r3,4\r"],
    ["mixed line ends", "a,b\n1,2\r\n3,4"],
    ["no final newline", "a,b\n1,2\n3,4"],
    ["a byte order mark", "\ufeffa,b\n1,2\n3,4"],
    ["blank lines", "\n\na,b\n\n1,2\n  \n3,4\n\n\n"],
  ])("%s need no option", (_, text) => {
    const table = parseCsv(text);
    expect(namesOf(table)).toEqual(["a", "b"]);
    expect(rowsOf(table)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  test("quotes hold delimiters, line breaks and doubled quotes", () => {
    const table = parseCsv('a,b\n"1,5","say ""no"""\n"two\nlines","x"\n');
    expect(rowsOf(table)).toEqual([
      ["1,5", 'say "no"'],
      ["two\nlines", "x"],
    ]);
  });

  test("empty fields are missing, quoted or not, and so are the declared marks", () => {
    const options = { missing: ["?", "unknown"] };
    expect(rowsOf(parseCsv('a,b,c\n,?,""\nunknown,x,None\n', options))).toEqual([
      [null, null, null],
      [null, "x", "None"],
    ]);
  });

  test("blanks stay unless trimmed; trimmed fields may be quoted and become marks", () => {
    const text = 'a, b\n x , ?\ny, " z "\n';
    expect(namesOf(parseCsv("a, b\n1,2\n"))).toEqual(["a", " b"]);
    const table = parseCsv(text, { trim: true, missing: ["?"] });
    expect(namesOf(table)).toEqual(["a", "b"]);
    expect(rowsOf(table)).toEqual([
      ["x", null],
      ["y", "z"],
    ]);
  });

  test.each([";", "\t", " ", "|", "§"])("cuts at %j", (delimiter) => {
    const text = `${["a", "b"].join(delimiter)}\n${["1", '"x y;|"'].join(delimiter)}`;
    expect(rowsOf(parseCsv(text, { delimiter }))).toEqual([["1", "x y;|"]]);
  });

  test("given names stand for an absent header, or replace one", () => {
    expect(rowsOf(parseCsv("1,2\n3,4\n", { columns: ["x", "y"] }))).toHaveLength(2);
    const replaced = parseCsv("a,a\n3,4\n", { columns: ["x", "y"], header: true });
    expect(namesOf(replaced)).toEqual(["x", "y"]);
    expect(rowsOf(replaced)).toEqual([["3", "4"]]);
  });

  test("comment lines go, marks inside a row stay", () => {
    const text = "|1x3 Cross validator\na,b\n1,x|y\n|end\n";
    expect(rowsOf(parseCsv(text, { comment: "|" }))).toEqual([["1", "x|y"]]);
  });

  test("in a table of one column an empty quoted field is a row", () => {
    expect(rowsOf(parseCsv('a\nx\n""\n\ny\n'))).toEqual([["x"], [null], ["y"]]);
  });

  test("reads back whatever a writer quotes", () => {
    const field = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "é", "0") });
    const rows = fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), (records, end) => {
        const quoted = records.map((r) => r.map((f) => `"${f.replaceAll('"', '""')}"`).join(","));
        const table = parseCsv(["p,q", ...quoted].join(end));
        expect(rowsOf(table)).toEqual(records.map((r) => r.map((f) => (f === "" ? null : f))));
      }),
    );
  });
});

describe("refusing", () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string)));

  test.each([
    ["an empty file", "", {}, "input/empty-table", "f.csv: the file holds no rows; expected"],
    ["blank lines only", "\n \n", {}, "input/empty-table", "f.csv: the file holds no rows"],
    ["a header only", "a,b\n", {}, "input/empty-table", "a header but no row of data"],
    [
      "a short row",
      "a,b\n1,2\n\n3\n",
      {},
      "input/ragged-row",
      "f.csv:4: this row has another number of fields than the rest; expected 2 fields, got 1.",
    ],
    ["a long row", "a,b\r\n1,2,3\r\n", {}, "input/ragged-row", "f.csv:2: this row"],
    [
      "a long row after one with line breaks",
      'a,b\n"x\ny",2\n1,2,3\n',
      {},
      "input/ragged-row",
      "f.csv:4: ",
    ],
    ["a short last row without newline", "a,b\n1,2\n3", {}, "input/ragged-row", "f.csv:3: "],
    [
      "an open quote",
      'a,b\n1,2\n\n3,"4\n5,6\n',
      {},
      "input/unterminated-quote",
      "f.csv:4: a quote in the row that begins here is never closed",
    ],
    ["a quote inside a field", 'a,b\n1,5" disk\n', {}, "input/misplaced-quote", "f.csv:2: "],
    ["text after a closing quote", 'a,b\n"1"x,2\n', {}, "input/misplaced-quote", "f.csv:2: "],
    [
      "text after a closing quote when trimming",
      'a,b\n"1" x,2\n',
      { trim: true },
      "input/misplaced-quote",
      "f.csv:2: ",
    ],
    [
      "a duplicate name",
      "a,b,a\n1,2,3\n",
      {},
      "input/duplicate-column",
      'f.csv:1: two columns have the same name; got "a".',
    ],
    [
      "a name that is double after trimming",
      "a, a\n1,2\n",
      { trim: true },
      "input/duplicate-column",
      "f.csv:1",
    ],
    [
      "an empty name",
      "|c\na,,c\n1,2,3\n",
      { comment: "|" },
      "input/unnamed-column",
      "f.csv:2: the header gives column 2 of 3 no name.",
    ],
    [
      "too few given names",
      "1,2,3\n4,5,6\n",
      { columns: ["a", "b"] },
      "input/column-count",
      "f.csv:1: columns names another number of columns than the file has; expected 2 fields, got 3.",
    ],
    [
      "too few given names for a header",
      "a,b,c\n4,5,6\n",
      { columns: ["a", "b"], header: true },
      "input/column-count",
      "f.csv:1: ",
    ],
    ["a file without names", "1,2\n", { header: false }, "config/missing-columns", "columns: "],
    ["a name given twice", "1,2\n", { columns: ["a", "a"] }, "config/duplicate-column", 'got "a"'],
    ["a long delimiter", "1,2\n", { delimiter: "::" }, "config/delimiter", 'got "::"'],
    ["a quote as delimiter", "1,2\n", { delimiter: '"' }, "config/delimiter", "delimiter: "],
    ["an empty comment mark", "1,2\n", { comment: "" }, "config/comment", "comment: "],
    ["the delimiter as comment mark", "1,2\n", { comment: "," }, "config/comment", "comment: "],
    ["another format", "1,2\n", { format: "parquet" as "csv" }, "config/file-format", '"parquet"'],
  ])("%s", (_, text, options, code, message) => {
    expect(() => parseCsv(text, options, "f.csv")).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  test.each([
    ["Latin-1", bytes("a,b\n1,2\nD", [0xfc], "rer,3\n"), "f.csv:3: ", "byte 0xfc at offset 9"],
    ["UTF-16", bytes([0xff, 0xfe, 0x61, 0, 0x0a, 0]), "f.csv:1: ", "byte 0xff at offset 0"],
    ["a lone continuation", bytes("é\n", [0x80]), "f.csv:2: ", "byte 0x80 at offset 3"],
    ["a character cut off at the end", bytes("a\n1", [0xe2, 0x82]), "f.csv:2: ", "at offset 4"],
    ["an overlong form", bytes("abc", [0xc0, 0xaf]), "f.csv:1: ", "byte 0xc0 at offset 3"],
    ["a broken sequence", bytes("a", [0xe2, 0x28, 0xa1]), "f.csv:1: ", "byte 0x28 at offset 2"],
  ])("text that is not UTF-8: %s", (_, source, where, what) => {
    expect(() => parseCsv(source, {}, "f.csv")).toThrow(
      expect.objectContaining({
        code: "input/encoding",
        message: expect.stringMatching(new RegExp(`^${where}the text is not UTF-8; got .*${what}`)),
      }),
    );
  });

  test("an unending row is refused before it fills the memory", () => {
    const text = `a,b\n1,"${"x".repeat(65 * 2 ** 20)}`;
    expect(() => parseCsv(text, {}, "f.csv")).toThrow(
      expect.objectContaining({ code: "input/row-too-long" }),
    );
  });
});
