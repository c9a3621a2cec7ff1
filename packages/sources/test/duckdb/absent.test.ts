import { parseConfiguration } from "@evenhand/core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { countFiles, readTable } from "../../src/index.ts";
import { openWorkshop, type Workshop } from "../helpers/engine-files.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
  vi.doMock("@duckdb/node-api", () => {
    throw new Error("Cannot find package");
  });
});
afterAll(() => workshop.close());

const configuration = parseConfiguration({
  decisions: { label: "hired", favourable: 1 },
  cohorts: { sex: { by: ["sex"] } },
});

test("without DuckDB Parquet files and JSON lines ask for it, and CSV needs nothing", async () => {
  for (const name of ["people.parquet", "people.jsonl"]) {
    const path = workshop.write(name, "any");
    const expected = {
      code: "usage/missing-package",
      path,
      message: expect.stringContaining("npm install @duckdb/node-api"),
    };
    await expect(readTable(path)).rejects.toMatchObject(expected);
    await expect(countFiles(path, configuration)).rejects.toMatchObject(expected);
  }
  const csv = workshop.write("people.csv", "sex,hired\nF,1\n");
  expect(await countFiles(csv, configuration, null, 0)).toBeNull();
  expect((await readTable(csv)).rows).toBe(1);
});
