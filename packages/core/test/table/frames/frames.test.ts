import * as arrow from "apache-arrow";
import * as aq from "arquero";
import { DataFrame } from "danfojs-node";
import pl from "nodejs-polars";
import { describe, expect, it } from "vitest";
import { audit, type Column, type TableInput, table, textAt } from "../../../src/index.ts";

function columnOf(input: unknown, name: string): Column {
  const column = table(input as TableInput).columns.get(name);
  if (column === undefined) throw new Error(`no ${name}`);
  return column;
}

/** The canonical texts of a column, whichever library it came from. */
function textsOf(input: unknown, name: string): (string | null)[] {
  const column = columnOf(input, name);
  return Array.from({ length: table(input as TableInput).rows }, (_, row) => textAt(column, row));
}

const numbers = [1, null, 2.5];
const texts = ["x", null, ""];
const flags = [true, false, null];
const wholes = [1n, null, 9007199254740993n];
const safe = [1n, null, 12n];
const times = [new Date(0), null, new Date(Date.UTC(2026, 10, 24, 10))];

const TEXTS = {
  numbers: ["1", null, "2.5"],
  texts: ["x", null, null],
  flags: ["true", "false", null],
  wholes: ["1", null, "9007199254740993"],
  safe: ["1", null, "12"],
  times: ["1970-01-01T00:00:00.000Z", null, "2026-11-24T10:00:00.000Z"],
};

const polars = pl.DataFrame([
  pl.Series("numbers", numbers, pl.Float64),
  pl.Series("texts", texts, pl.String),
  pl.Series("flags", flags, pl.Bool),
  pl.Series("wholes", wholes, pl.UInt64),
  pl.Series("safe", safe, pl.UInt64),
  pl.Series("times", times, pl.Datetime("ms")),
]);
const arquero = aq.table({ numbers, texts, flags, wholes, safe, times });
const arrowTable = new arrow.Table({
  numbers: arrow.vectorFromArray(numbers, new arrow.Float64()),
  texts: arrow.vectorFromArray(texts, new arrow.Utf8()),
  flags: arrow.vectorFromArray(flags, new arrow.Bool()),
  wholes: arrow.vectorFromArray(wholes, new arrow.Int64()),
  safe: arrow.vectorFromArray(safe, new arrow.Int64()),
  times: arrow.vectorFromArray(times, new arrow.TimestampMillisecond()),
});
const rows = numbers.map((_, i) => ({
  numbers: numbers[i],
  texts: texts[i],
  flags: flags[i],
  wholes: wholes[i],
  safe: safe[i],
  times: times[i],
}));

describe.each<[string, unknown]>([
  ["Polars", polars],
  ["Arquero", arquero],
  ["Apache Arrow", arrowTable],
  ["rows", rows],
  ["columns", { numbers, texts, flags, wholes, safe, times }],
])("a table of %s", (_, input) => {
  it.each(Object.entries(TEXTS))("reads %s as anywhere else", (name, expected) => {
    expect(textsOf(input, name)).toEqual(expected);
  });

  it("keeps the order of columns", () => {
    expect([...table(input as TableInput).columns.keys()]).toEqual(Object.keys(TEXTS));
  });

  it("holds numbers as numbers, also whole ones of 64 bits while they are exact", () => {
    expect(columnOf(input, "numbers").kind).toBe("numeric");
    expect(columnOf(input, "safe").kind).toBe("numeric");
    expect(columnOf(input, "wholes").kind).toBe("category");
  });
});

const people = {
  sex: ["F", "M", "F", "M", "F", null],
  hired: [0, 1, 1, 1, null, 1],
  age: [20, 31, 44, 58, NaN, 29],
};

describe("one audit", () => {
  const question = {
    decisions: { label: "hired", favourable: 1 },
    cohorts: { sex: { by: ["sex"] }, age: { by: ["age"], bands: [30, 50] } },
  };
  const expected = audit(people, question);
  const frames: [string, unknown][] = [
    ["Polars", pl.DataFrame(people)],
    ["Arquero", aq.table(people)],
    ["Apache Arrow", arrow.tableFromArrays(people)],
    ["danfojs", new DataFrame(people)],
  ];

  it.each(frames)("comes from %s as from columns", (_, frame) => {
    const { cells } = audit(frame as TableInput, question);
    expect(cells).toEqual(expected.cells);
  });
});

describe("Polars", () => {
  it("follows filters", () => {
    const left = pl.DataFrame(people).filter(pl.col("age").gt(30));
    expect(textsOf(left, "age")).toEqual(["31", "44", "58", null]);
  });

  it("reads days as days, categories as texts, NaN as missing", () => {
    const frame = pl
      .DataFrame({ day: times, kind: ["a", "b", "a"], x: [1, NaN, null] })
      .withColumns(pl.col("day").cast(pl.Date), pl.col("kind").cast(pl.Categorical));
    expect(textsOf(frame, "day")).toEqual(["1970-01-01", null, "2026-11-24"]);
    expect(textsOf(frame, "kind")).toEqual(["a", "b", "a"]);
    expect(textsOf(frame, "x")).toEqual(["1", null, null]);
  });

  it("may be empty, with or without columns", () => {
    expect(table(pl.DataFrame({ x: [1] }).filter(pl.col("x").gt(1))).rows).toBe(0);
    expect(table(pl.DataFrame({})).columns.size).toBe(0);
  });

  it("must be collected", () => {
    expect(() => table(pl.DataFrame(people).lazy() as unknown as TableInput)).toThrow(
      /this data frame is lazy .*collectSync/,
    );
  });
});

describe("Arquero", () => {
  it("follows filters and orders", () => {
    const left = aq
      .table(people)
      .filter((row: { age: number }) => row.age > 30)
      .orderby(aq.desc("age"));
    expect(textsOf(left, "age")).toEqual(["58", "44", "31"]);
    expect(textsOf(left, "sex")).toEqual(["M", "F", "M"]);
  });

  it("reads typed arrays, where NaN is missing", () => {
    expect(textsOf(aq.table({ x: Float32Array.of(1, NaN, 0.5) }), "x")).toEqual(["1", null, "0.5"]);
  });

  it("may be empty", () => {
    expect(table(aq.table({ x: [] }) as TableInput).rows).toBe(0);
    expect(table(aq.table({ x: [1] }).filter(() => false) as TableInput).rows).toBe(0);
  });
});

describe("Apache Arrow", () => {
  it("is used in place where numbers lie in one piece", () => {
    for (const values of [Int32Array.of(1, 2), Float64Array.of(1, NaN), Uint8Array.of(7, 8)]) {
      const column = columnOf(arrow.tableFromArrays({ x: values }), "x");
      expect(column.kind === "numeric" && column.values.buffer).toBe(values.buffer);
      expect(column.kind === "numeric" && column.values.length).toBe(2);
    }
  });

  it("is used in place where dictionary codes are those of a category", () => {
    const vector = arrow.vectorFromArray(["b", "a", "b"]);
    const column = columnOf(new arrow.Table({ x: vector }), "x");
    const codes = vector.data[0]?.values as Int32Array;
    expect(column.kind === "category" && column.codes.buffer).toBe(codes.buffer);
    expect(column).toMatchObject({ levels: ["b", "a"], validity: null });
    expect(textsOf(new arrow.Table({ x: vector }), "x")).toEqual(["b", "a", "b"]);
  });

  it("joins pieces, whose dictionaries may differ", () => {
    const one = arrow.tableFromArrays({ k: ["x", null, "y"], v: [1, null, 3] });
    const two = arrow.tableFromArrays({ k: ["y", "z", ""], v: [4, 5, NaN] });
    const both = arrow.tableFromIPC([
      arrow.tableToIPC(one.concat(two), "stream"),
    ] as unknown as Uint8Array);
    for (const input of [one.concat(two), both]) {
      expect(textsOf(input, "k")).toEqual(["x", null, "y", "y", "z", null]);
      expect(textsOf(input, "v")).toEqual(["1", null, "3", "4", "5", null]);
    }
  });

  it("keeps what is missing apart in slices", () => {
    const numbers = Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? null : i));
    const slice = arrow
      .tableFromArrays({ v: numbers, b: numbers.map((n) => (n === null ? null : n > 9)) })
      .slice(5, 17);
    expect(textsOf(slice, "v")).toEqual(
      numbers.slice(5, 17).map((n) => (n === null ? null : String(n))),
    );
    expect(textsOf(slice, "b")).toEqual(
      numbers.slice(5, 17).map((n) => (n === null ? null : String(n > 9))),
    );
  });

  it("reads unused, empty and repeated levels of a dictionary as rows have them", () => {
    const dictionary = arrow.vectorFromArray(["unused", "", "b", "b"], new arrow.Utf8());
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8());
    const data = arrow.makeData({
      type,
      length: 4,
      nullCount: 0,
      data: Int8Array.of(2, 3, 1, 2),
      dictionary,
    });
    const column = columnOf(new arrow.Table({ x: new arrow.Vector([data]) }), "x");
    expect(column).toMatchObject({ levels: ["b"], validity: Uint8Array.of(1, 1, 0, 1) });
  });

  it("reads days, decimals, half floats and columns without a value", () => {
    const input = new arrow.Table({
      day: arrow.vectorFromArray([times[2] as Date, null], new arrow.DateDay()),
      price: arrow.vectorFromArray(
        [Uint32Array.of(12345, 0, 0, 0), Uint32Array.of(0xffffff85, -1, -1, -1)],
        new arrow.Decimal(2, 10),
      ),
      half: arrow.vectorFromArray([1.5, null], new arrow.Float16()),
      none: arrow.vectorFromArray([null, null], new arrow.Null()),
    });
    expect(textsOf(input, "day")).toEqual(["2026-11-24", null]);
    expect(textsOf(input, "price")).toEqual(["123.45", "-1.23"]);
    expect(textsOf(input, "half")).toEqual(["1.5", null]);
    expect(textsOf(input, "none")).toEqual([null, null]);
  });

  it("may be empty", () => {
    const empty = arrow.tableFromArrays({ x: Float64Array.of(1), k: ["a"] }).slice(0, 0);
    expect(table(empty).rows).toBe(0);
    expect([...table(empty).columns.keys()]).toEqual(["x", "k"]);
  });

  it("refuses nested columns by name", () => {
    const nested = arrow.tableFromJSON([{ ok: 1, list: [1, 2] }]);
    expect(() => table(nested)).toThrow(/^list: a column holds neither texts/);
  });
});

describe("danfojs", () => {
  it("reads what its columns hold; undefined and NaN are missing", () => {
    const frame = new DataFrame({
      s: ["x", undefined, ""],
      b: [true, false, true],
      n: [1, NaN, 3],
    });
    expect(textsOf(frame, "s")).toEqual(["x", null, null]);
    expect(textsOf(frame, "b")).toEqual(["true", "false", "true"]);
    expect(textsOf(frame, "n")).toEqual(["1", null, "3"]);
  });

  it("follows filters", () => {
    const frame = new DataFrame({ s: ["x", "y"], n: [1, 2] });
    expect(textsOf(frame.query(frame.column("n").gt(1)), "s")).toEqual(["y"]);
  });
});
