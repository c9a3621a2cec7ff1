import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../../src/outputs/write-files.ts";
import { filesIn, folderWith } from "../helpers/command.ts";

describe("writing files", () => {
  it("makes the folders, overwrites, and leaves nothing else behind", async () => {
    const folder = folderWith({ "a.txt": "old" });
    await writeFiles([
      { path: join(folder, "a.txt"), content: "new" },
      { path: join(folder, "deep/er/b.txt"), content: "b" },
    ]);
    expect(filesIn(folder)).toEqual(["a.txt", "deep/er/b.txt"]);
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new");
  });

  it("writes none when one cannot be written", async () => {
    const folder = folderWith({ "a.txt": "old", "file/in the way": "" });
    const impossible = join(folder, "file/in the way/b.txt");
    await expect(
      writeFiles([
        { path: join(folder, "a.txt"), content: "new" },
        { path: impossible, content: "b" },
      ]),
    ).rejects.toMatchObject({ code: "usage/unwritable-output", path: impossible });
    expect(filesIn(folder)).toEqual(["a.txt", "file/in the way"]);
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old");
  });

  it("says so when a folder is in the way", async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, "report.html"));
    await expect(
      writeFiles([{ path: join(folder, "report.html"), content: "" }]),
    ).rejects.toMatchObject({ code: "usage/unwritable-output" });
    expect(filesIn(folder)).toEqual([]);
  });

  it("takes its signal listeners away again", async () => {
    const before = process.listenerCount("SIGINT");
    await writeFiles([{ path: join(folderWith({}), "a"), content: "" }]);
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
