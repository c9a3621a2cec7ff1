import { type Configuration, parseConfiguration, type Table, textAt } from "@evenhand/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countFiles, parseCsv, readTable } from "../../src/index.ts";
import { countByRows, expectSameCells } from "../helpers/by-rows.ts";
import { openWorkshop, type Workshop } from "../helpers/engine-files.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

function textsOf({ rows, columns }: Table): Record<string, (string | null)[]> {
  return Object.fromEntries(
    [...columns].map(([name, column]) => [
      name,
      Array.from({ length: rows }, (_, row) => textAt(column, row)),
    ]),
  );
}

function configure(data: Configuration["data"] = null): Configuration {
  return parseConfiguration({
    data: { path: "x", ...data },
    decisions: { label: "hired", favourable: 1 },
    cohorts: { sex: { by: ["sex"] } },
  });
}

const PEOPLE = `sex,hired,note\nF,1,"a, b"\nM,0,"say ""no"""\n,1,\nF,,x\n`;

describe("rows", () => {
  test("of Parquet have the texts of their values, days and times in ISO form", async () => {
    const path = await workshop.make(
      "types.parquet",
      `COPY (SELECT * FROM (VALUES
        (1, 1.5::DOUBLE, true, DATE '2026-11-24', TIMESTAMP '2026-11-24 10:00:00.5', 12.30::DECIMAL(8,2), 9007199254740993::BIGINT, 'a', [1, 2], 0.1::FLOAT),
        (NULL, 'nan'::DOUBLE, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL)
      ) AS t(whole, double, flag, day, time, price, wide, text, list, single)) TO @FILE (FORMAT parquet)`,
    );
    const { table, rows } = await readTable(path);
    expect(rows).toBe(2);
    expect(textsOf(table)).toEqual({
      whole: ["1", null],
      double: ["1.5", null],
      flag: ["true", null],
      day: ["2026-11-24", null],
      time: ["2026-11-24T10:00:00.500Z", null],
      price: ["12.3", null],
      wide: ["9007199254740993", null],
      text: ["a", null],
      list: ["[1, 2]", null],
      single: [String(Math.fround(0.1)), null],
    });
    expect(table.columns.get("whole")?.kind).toBe("numeric");
  });

  test("of JSON lines keep their texts: no date, no leading zero is touched", async () => {
    const path = workshop.write(
      "people.jsonl",
      '{"zip":"00101","at":"2026-11-24 10:00","n":1.5,"ok":true}\n{"zip":"20500","n":null,"extra":"x"}\n',
    );
    expect(textsOf((await readTable(path)).table)).toEqual({
      zip: ["00101", "20500"],
      at: ["2026-11-24 10:00", null],
      n: ["1.5", null],
      ok: ["true", null],
      extra: [null, "x"],
    });
  });

  test("keep their order, and missing marks and trimming hold in every format", async () => {
    const path = workshop.write("marks.jsonl", '{"a":" ? ","n":999}\n{"a":" x ","n":1}\n');
    const { table } = await readTable(path, { missing: ["?", "999"], trim: true });
    expect(textsOf(table)).toEqual({ a: [null, "x"], n: [null, "1"] });
  });

  test("of many chunks arrive in order", async () => {
    const path = await workshop.make(
      "many.parquet",
      "COPY (SELECT range AS i, 'level ' || (range % 300) AS k FROM range(10000)) TO @FILE (FORMAT parquet)",
    );
    const { table } = await readTable(path);
    const { i = [], k = [] } = textsOf(table);
    expect(i.every((text, row) => text === String(row))).toBe(true);
    expect(k[777]).toBe("level 177");
  });
});

describe("several files", () => {
  test.each(["*.jsonl.gz", "*.parquet"])(
    "that match %s are read together, by name",
    async (pattern) => {
      for (const [at, sex] of ["F", "M"].entries()) {
        const select = `SELECT '${sex}' AS sex, ${at} AS hired`;
        await workshop.make(`several/${at}.parquet`, `COPY (${select}) TO @FILE (FORMAT parquet)`);
        await workshop.make(
          `several/${at}.jsonl.gz`,
          `COPY (${select}) TO @FILE (FORMAT json, COMPRESSION gzip)`,
        );
      }
      const { table, file } = await readTable(`${workshop.folder}/several/${pattern}`);
      expect(textsOf(table)).toEqual({ sex: ["F", "M"], hired: ["0", "1"] });
      expect(file.name).toBe(pattern);
      const counted = await countFiles(`${workshop.folder}/several/${pattern}`, configure());
      expect(counted?.cells.entries).toHaveLength(2);
      expect(counted?.file).toEqual(file);
    },
  );

  test("of a partitioned folder have columns for its parts", async () => {
    await workshop.make(
      "parts/made",
      "COPY (SELECT '2026' AS year, 'F' AS sex, 1 AS hired UNION ALL SELECT '007', 'M', 0) TO @FILE (FORMAT parquet, PARTITION_BY (year))",
    );
    const { table } = await readTable(`${workshop.folder}/parts/made`);
    expect(textsOf(table)).toEqual({ sex: ["M", "F"], hired: ["0", "1"], year: ["007", "2026"] });
  });

  test("may have marks of patterns in their own names", async () => {
    const select = "COPY (SELECT 'F' AS sex, 1 AS hired) TO @FILE (FORMAT parquet)";
    const path = await workshop.make("odd [1] it's*.parquet", select);
    await workshop.make("odd 1 it's.parquet", select);
    expect((await readTable(path)).rows).toBe(1);
  });

  test("must agree in columns and types", async () => {
    await workshop.make("drift/1.parquet", "COPY (SELECT 1 AS a) TO @FILE (FORMAT parquet)");
    await workshop.make("drift/2.parquet", "COPY (SELECT 'x' AS a) TO @FILE (FORMAT parquet)");
    await expect(readTable(`${workshop.folder}/drift/*.parquet`)).rejects.toMatchObject({
      code: "input/column-type",
      path: expect.stringMatching(/drift\/2\.parquet$/),
    });
    await workshop.make("lack/1.parquet", "COPY (SELECT 1 AS a, 2 AS b) TO @FILE (FORMAT parquet)");
    await workshop.make("lack/2.parquet", "COPY (SELECT 1 AS a) TO @FILE (FORMAT parquet)");
    await expect(readTable(`${workshop.folder}/lack/*.parquet`)).rejects.toMatchObject({
      code: "input/header-mismatch",
      message: expect.stringMatching(/there is no column "b"/),
    });
    workshop.write("typed/1.jsonl", '{"a":1}\n');
    workshop.write("typed/2.jsonl", '{"a":"1"}\n');
    await expect(readTable(`${workshop.folder}/typed/*.jsonl`)).rejects.toMatchObject({
      code: "input/column-type",
      path: expect.stringMatching(/typed\/2\.jsonl$/),
    });
  });
});

describe("what cannot be read", () => {
  test.each([
    ["no.parquet", null, "input/missing-file"],
    ["no-*.parquet", null, "input/missing-file"],
    ["text.parquet", "this is no Parquet file, however long it is", "input/bad-parquet"],
    ["short.parquet", "PAR1", "input/bad-parquet"],
    ["empty.parquet", "", "input/bad-parquet"],
    ["broken.jsonl", '{"sex":"F"\n{"sex":\n', "input/bad-json"],
  ])("%s is named with the kind of error", async (name, content, code) => {
    if (content !== null) workshop.write(name, content);
    const path = `${workshop.folder}/${name}`;
    const expected = { code, path: expect.stringContaining(name) };
    await expect(readTable(path)).rejects.toMatchObject(expected);
    await expect(countFiles(path, configure())).rejects.toMatchObject(expected);
  });

  test("a Parquet file with a damaged footer", async () => {
    const path = await workshop.make(
      "cut.parquet",
      "COPY (SELECT range AS a FROM range(1000)) TO @FILE (FORMAT parquet)",
    );
    const { readFileSync, writeFileSync } = await import("node:fs");
    const bytes = readFileSync(path);
    bytes.fill(0xff, bytes.length - 60, bytes.length - 8);
    writeFileSync(path, bytes);
    await expect(readTable(path)).rejects.toMatchObject({ code: "input/bad-parquet" });
  });

  test("a file without rows", async () => {
    const path = await workshop.make(
      "none.parquet",
      "COPY (SELECT 1 AS hired, 'F' AS sex WHERE false) TO @FILE (FORMAT parquet)",
    );
    await expect(readTable(path)).rejects.toMatchObject({ code: "input/empty-table" });
    await expect(countFiles(path, configure())).rejects.toMatchObject({
      code: "input/empty-table",
    });
  });

  test("options of CSV for another format, and several formats at once", async () => {
    const path = workshop.write("layout.jsonl", '{"a":1}\n');
    workshop.write("mixed/a.csv", "a\n1\n");
    workshop.write("mixed/a.jsonl", '{"a":1}\n');
    await expect(readTable(path, { delimiter: ";" })).rejects.toMatchObject({
      code: "config/file-format",
      path: "delimiter",
    });
    await expect(readTable(`${workshop.folder}/mixed/*`)).rejects.toMatchObject({
      code: "config/file-format",
    });
  });
});

describe("CSV that DuckDB counts", () => {
  test.each<[string, string, Configuration["data"]]>([
    ["quotes and missing values", PEOPLE, null],
    ["CRLF", PEOPLE.replaceAll("\n", "\r\n"), null],
    ["a byte order mark and no final newline", `\ufeff${PEOPLE.trimEnd()}`, null],
    ["blank lines", `${PEOPLE}\n\n`, null],
    ["semicolons", "sex;hired\nF;1\nM;0\n", { delimiter: ";" }],
    ["no header", "F,1\nM,0\n", { columns: ["sex", "hired"] }],
    ["another header", "x,y\nF,1\nM,0\n", { columns: ["sex", "hired"], header: true }],
    ["marks and blanks", "sex,hired\n ? ,1\n M , 0 \n", { missing: ["?"], trim: true }],
    ["names that differ in case", "sex,SEX,hired\nF,x,1\nM,y,0\n", null],
  ])("with %s gives the cells of its rows", async (_, text, options) => {
    const path = workshop.write("people.csv", text);
    const configuration = configure(options);
    const counted = await countFiles(path, configuration, configuration.data, 0);
    if (counted === null) throw new Error("not counted by DuckDB");
    expectSameCells(counted, await countByRows(path, configuration));
  });

  test.each<[string, string, Configuration["data"]]>([
    ["a comment mark", "# x\nsex,hired\nF,1\n", { comment: "#" }],
    ["one column", "hired\n1\n", null],
    ["a quote inside a field", 'sex,hired\nF"x,1\n', null],
    ["mixed line ends", "sex,hired\r\nF,1\nM,0\n", null],
    ["lone carriage returns", "sex,hired\rF,1\r", null],
    ["a ragged row", "sex,hired\nF,1,2\n", null],
    ["bytes that are no UTF-8", "sex,hired\n\xff,1\n", null],
    ["an unclosed quote", 'sex,hired\n"F,1\n', null],
    ["a text where a number must be", "sex,hired\nF,x\n", { where: { hired: { min: 0 } } }],
  ])("is left to the reader of rows for %s", async (_, text, options) => {
    const path = workshop.write("odd.csv", Buffer.from(text, "latin1"));
    const configuration = configure(options);
    expect(await countFiles(path, configuration, configuration.data, 0)).toBeNull();
  });

  test("is left to it where the file is small or rows are asked for", async () => {
    const path = workshop.write("small.csv", PEOPLE);
    expect(await countFiles(path, configure())).toBeNull();
    expect(await countFiles(path, configure({ rows: { from: 2 } }), undefined, 0)).toBeNull();
    expect(parseCsv(PEOPLE).rows).toBe(4);
  });

  test("may be compressed", async () => {
    const { gzipSync } = await import("node:zlib");
    const path = workshop.write("people.csv.gz", gzipSync(PEOPLE));
    const counted = await countFiles(path, configure(), undefined, 0);
    expect(counted).not.toBeNull();
    if (counted !== null) expectSameCells(counted, await countByRows(path, configure()));
  });
});
