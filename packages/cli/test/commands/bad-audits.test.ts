import { readFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, run } from "../helpers/command.ts";

const rows = Array.from({ length: 400 }, (_, i) => ({
  sex: i % 2 ? "F" : "M",
  hired: i % 3 ? 1 : 0,
}));
const document = audit(rows, { outcome: "hired", by: ["sex"] });
const text = JSON.stringify(document, null, 2);

describe("a report of an audit that cannot be read", () => {
  it.each([
    ["newer", text.replace("audit@1", "audit@2"), "A newer version of Evenhand made it"],
    ["older", text.replace("audit@1", "audit@0"), "An older version of Evenhand made it"],
    ["cut off", text.slice(0, 5_000), "cut off after"],
    ["cut off at its start", text.slice(0, 1), "cut off after"],
  ])("says what is wrong where it is %s, and writes nothing", async (_, content, says) => {
    const folder = folderWith({ "audit.json": content });
    for (const argv of [
      ["report", "audit.json"],
      ["report", "audit.json", "--public"],
      ["report", "audit.json", "--beside", "audit.json"],
    ]) {
      const { code, stderr } = await run([...argv, "--out", "out"], folder);
      expect(code).toBe(4);
      expect(stderr).toContain("audit.json");
      expect(stderr).toContain(says);
      expect(filesIn(folder)).toEqual(["audit.json"]);
    }
  });

  it("says so where a file is in the place of the folder", async () => {
    const folder = folderWith({ "audit.json": text, out: "" });
    const { code, stderr } = await run(["report", "audit.json", "--out", "out"], folder);
    expect(code).toBe(3);
    expect(stderr).toContain("usage/unwritable-output");
    expect(filesIn(folder)).toEqual(["audit.json", "out"]);
  });
});

describe("a report of an audit with 5,000 cohorts", () => {
  const crossed = Array.from({ length: 10_000 }, (_, i) => ({
    town: `t${i % 100}`,
    trade: `j${Math.floor(i / 100) % 50}`,
    hired: i % 3 === 0 ? 1 : 0,
  }));
  const large = audit(crossed, {
    decisions: { label: "hired", favourable: 1 },
    cohorts: { "town×trade": { by: ["town", "trade"], reference: { town: "t0", trade: "j0" } } },
  });

  it("is written, and a public one holds none of them", async () => {
    expect(large.cohorts).toHaveLength(5_001);
    const folder = folderWith({ "audit.json": JSON.stringify(large) });
    expect((await run(["report", "audit.json", "--out", "out"], folder)).code).toBe(0);
    expect(readFileSync(join(folder, "out/report.html"), "utf8")).toContain("t99 · j49");
    const argv = ["report", "audit.json", "--public", "--out", "public"];
    expect((await run(argv, folder)).code).toBe(0);
    expect(readFileSync(join(folder, "public/report.html"), "utf8")).not.toContain("t99 · j49");
  }, 60_000);
});
