import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseHistory } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { configurationOf, csvOf } from "../helpers/people.ts";

const few = (rows: number, picked = rows / 2): string =>
  csvOf([
    { sex: "F", rows, hired: rows / 2, picked },
    { sex: "M", rows, hired: rows / 2, picked: rows / 2 },
  ]);

const HISTORY = { path: "history.json", inconclusive: { dataSets: 2 }, models: 2 };

function project(): { check(data: string, today: string): ReturnType<typeof run>; folder: string } {
  const folder = folderWith({ "evenhand.yaml": configurationOf({ history: HISTORY }) });
  return {
    folder,
    check: async (data, today) => {
      writeFileSync(join(folder, "people.csv"), data);
      return await run(["check", "--out", "out", "--today", today], folder);
    },
  };
}

const kept = (folder: string): string => readFileSync(join(folder, "history.json"), "utf8");

describe("check with a history", () => {
  it("keeps what it said, and blocks what stays undecided", async () => {
    const { folder, check } = project();
    expect((await check(few(40), "2026-01-01")).code).toBe(0);
    expect(parseHistory(JSON.parse(kept(folder))).entries).toHaveLength(1);
    const second = await check(few(60), "2026-02-01");
    expect(second.code).toBe(2);
    expect(second.stdout).toContain("undecided since 2026-01-01, which now blocks");
  });

  it("a rerun is no new look: the file keeps its bytes", async () => {
    const { folder, check } = project();
    await check(few(40), "2026-01-01");
    const before = kept(folder);
    expect((await check(few(40), "2026-03-01")).code).toBe(0);
    expect(kept(folder)).toBe(before);
  });

  it("widens the intervals where the same people judge another model, and tells when they are worn out", async () => {
    const { folder, check } = project();
    await check(few(40, 20), "2026-01-01");
    const second = await check(few(40, 22), "2026-01-02");
    expect(second.stdout).toContain("97.5\u00a0% interval");
    await check(few(40, 24), "2026-01-03");
    const summary = readFileSync(join(folder, "out/summary.md"), "utf8");
    expect(summary).toContain("These people have judged 3 models");
    expect(summary).toContain("They are worn out");
  });

  it("refuses a broken history and writes nothing", async () => {
    const { folder, check } = project();
    writeFileSync(join(folder, "history.json"), "{}");
    const { code, stderr } = await check(few(40), "2026-01-01");
    expect(code).toBe(4);
    expect(stderr).toContain("history.json");
    expect(kept(folder)).toBe("{}");
  });
});
