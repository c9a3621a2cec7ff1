import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { configurationOf, csvOf, UNEVEN } from "../helpers/people.ts";

/** The same people as one JSON object a line. */
function jsonLines(): string {
  const [header = "", ...lines] = csvOf(UNEVEN).trimEnd().split("\n");
  const names = header.split(",");
  return lines
    .map((line) => {
      const values = line.split(",").map((text) => (text === "" ? null : text));
      return `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, values[i]])))}\n`;
    })
    .join("");
}

async function auditOf(data: Readonly<Record<string, string>>, path: string): Promise<object> {
  const folder = folderWith({ "evenhand.yaml": configurationOf({ data: { path } }), ...data });
  const { code, stderr } = await run(["audit", "--out", "out", "--today", "2026-11-24"], folder);
  expect([stderr, code]).toEqual([expect.not.stringContaining("error"), 0]);
  return {
    ...JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")),
    provenance: null,
  };
}

describe("data that an engine counts", () => {
  it("give the audit of their rows, from one file or several that match a pattern", async () => {
    const lines = jsonLines();
    const middle = lines.indexOf("\n", lines.length / 2) + 1;
    const parts = { "day-1.jsonl": lines.slice(0, middle), "day-2.jsonl": lines.slice(middle) };
    const expected = await auditOf({ "people.csv": csvOf(UNEVEN) }, "people.csv");
    expect(await auditOf({ "people.jsonl": lines }, "people.jsonl")).toEqual(expected);
    expect(await auditOf(parts, "day-*.jsonl")).toEqual(expected);
  });

  it.each([
    ["a file that is not there", "gone.parquet", "no such file"],
    ["a Parquet file that is none", "people.parquet", "the Parquet file is damaged, or is none"],
  ])("exit with 4 for %s", async (_, path, problem) => {
    const folder = folderWith({
      "evenhand.yaml": configurationOf({ data: { path } }),
      "people.parquet": "no Parquet file, though it is long enough",
    });
    const { code, stderr } = await run(["check"], folder);
    expect(code).toBe(4);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(path);
  });

  it("exit with 3 for a column that is not there", async () => {
    const folder = folderWith({
      "evenhand.yaml": configurationOf({ data: { path: "people.jsonl" } }),
      "people.jsonl": '{"sex":"F","hire":1}\n',
    });
    const { code, stderr } = await run(["check"], folder);
    expect(code).toBe(3);
    expect(stderr).toContain("no column has this name");
  });
});
