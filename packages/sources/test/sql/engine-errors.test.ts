import { inspect } from "node:util";
import { isEvenhandError, parseConfiguration } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { countEngineTable, postgres, type SqlEngine } from "../../src/index.ts";

const configuration = parseConfiguration({
  decisions: { label: "hired", favourable: "yes" },
  cohorts: { sex: { by: ["sex"] } },
});

type Row = Record<string, unknown>;

const COLUMNS: Row[] = ["sex", "hired"].map((name) => ({ name, type: "text" }));
const COUNTED: Row[] = [{ k0: "f", k1: "yes", f: 0, n: "12" }];

/** An engine that answers the three questions in their order: columns, comparison, counts. */
function engineOf({
  columns = COLUMNS,
  compared = [{ folds: 0, trims: 0 }],
  counted = COUNTED,
}: {
  columns?: Row[];
  compared?: Row[];
  counted?: unknown;
}): SqlEngine {
  return {
    dialect: postgres,
    async query(sql) {
      if (sql.includes("information_schema")) return columns;
      if (sql.includes("trims")) return compared;
      if (counted instanceof Error) throw counted;
      return counted as Row[];
    },
  };
}

async function errorOf(engine: SqlEngine, smallestCell: number = 1): Promise<unknown> {
  return await countEngineTable(engine, ["hr", "people"], configuration, { smallestCell }).then(
    () => null,
    (error: unknown) => error,
  );
}

describe("counting in an engine", () => {
  test.each([
    ["input/unknown-table", engineOf({ columns: [] })],
    ["config/unknown-column", engineOf({ columns: COLUMNS.slice(0, 1) })],
    ["input/folded-text", engineOf({ compared: [{ folds: 1, trims: 0 }] })],
    ["input/folded-text", engineOf({ compared: [{ folds: 0, trims: "1" }] })],
    ["input/count-too-large", engineOf({ counted: [{ ...COUNTED[0], n: "9007199254740993" }] })],
    ["input/engine-rows", engineOf({ counted: [{ K0: "f", K1: "yes", F: 0, N: 12 }] })],
    ["input/engine-rows", engineOf({ counted: [["f", "yes", 0, 12]] })],
    ["input/engine-rows", engineOf({ counted: { rows: COUNTED } })],
    ["input/engine-rows", engineOf({ counted: null })],
    ["input/empty-table", engineOf({ counted: [] })],
  ])("ends in %s", async (code, engine) => {
    expect(await errorOf(engine)).toMatchObject({ code });
  });

  test("stops at the heading under which Spark lists partitions, and at no column's name", async () => {
    const columns = [
      { name: "#_of_marriages", type: "text" },
      ...COLUMNS,
      { name: "# Partition Information", type: "" },
      { name: "# col_name", type: "data_type" },
      { name: "sex", type: "text" },
    ];
    const counted = await countEngineTable(engineOf({ columns }), ["people"], configuration);
    expect(counted.columns).toEqual(["#_of_marriages", "sex", "hired"]);
  });

  test.each([0, 1.5, Number.NaN, -1])("refuses %s as the smallest cell", async (rows) => {
    expect(await errorOf(engineOf({}), rows)).toMatchObject({ code: "usage/smallest-cell" });
  });

  test.each([
    ["08006", "input/engine-connection"],
    ["57P01", "input/engine-connection"],
    ["ECONNRESET", "input/engine-connection"],
    ["57014", "input/engine-timeout"],
    ["ETIMEDOUT", "input/engine-timeout"],
    ["42501", "input/engine-permission"],
    ["28P01", "input/engine-permission"],
    ["53200", "input/engine-memory"],
    ["42883", "input/engine-query"],
  ])(
    "takes the code %s for %s, says where and what, and keeps quiet about the rest",
    async (code, wanted) => {
      const cause = Object.assign(new Error("inner"), { code, password: "hunter2" });
      for (const thrown of [
        Object.assign(new Error("at postgres://me:hunter2@db/hr"), { code }),
        new Error("fell over: hunter2", { cause }),
      ]) {
        const error = await errorOf(engineOf({ counted: thrown }));
        if (!isEvenhandError(error)) throw error;
        expect(error.code).toBe(wanted);
        expect(error.message).toContain("hr.people: ");
        expect(error.message).toContain("while postgres was asked for the count of cells");
        expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter2");
      }
    },
  );

  test("goes by the words of a client that gives no codes", async () => {
    const codes = ["Query exceeded maximum time: timeout", "Access Denied", "socket hang up"].map(
      async (words) => await errorOf(engineOf({ counted: new Error(words) })),
    );
    expect(await Promise.all(codes)).toMatchObject([
      { code: "input/engine-timeout" },
      { code: "input/engine-permission" },
      { code: "input/engine-connection" },
    ]);
  });
});
