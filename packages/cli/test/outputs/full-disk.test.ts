import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { filesIn, folderWith, run } from "../helpers/command.ts";
import { configurationOf, csvOf, EVEN } from "../helpers/people.ts";

const disk = vi.hoisted(() => ({ isFull: false }));

/** A disk that takes half of a file and then has no space left. */
vi.mock("node:fs", async (load) => {
  const fs = await load<typeof import("node:fs")>();
  const write: typeof fs.writeFileSync = (path, data, options) => {
    if (!disk.isFull) return fs.writeFileSync(path, data, options);
    fs.writeFileSync(path, String(data).slice(0, String(data).length / 2), options);
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  return { ...fs, writeFileSync: write };
});

describe("a full disk", () => {
  it("is told, leaves no half file, and the old report as it was", async () => {
    const folder = folderWith({ "evenhand.yaml": configurationOf(), "people.csv": csvOf(EVEN) });
    await run(["audit", "--out", "out"], folder);
    writeFileSync(join(folder, "out/report.html"), "old");
    const before = filesIn(folder);
    for (const argv of [
      ["report", "out/audit.json", "--out", "out"],
      ["report", "out/audit.json", "--public", "--out", "out"],
      ["report", "out/audit.json", "--beside", "out/audit.json", "--out", "out"],
    ]) {
      disk.isFull = true;
      const { code, stderr } = await run(argv, folder);
      disk.isFull = false;
      expect(code).toBe(3);
      expect(stderr).toContain("usage/unwritable-output");
      expect(stderr).toContain("no space is left on the device");
      expect(filesIn(folder)).toEqual(before);
      expect(readFileSync(join(folder, "out/report.html"), "utf8")).toBe("old");
    }
  });
});
