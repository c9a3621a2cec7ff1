import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, run } from "../helpers/command.ts";
import { configurationOf, csvOf, EVEN, UNEVEN } from "../helpers/people.ts";

async function twoAudits(): Promise<string> {
  const folder = folderWith({
    "evenhand.yaml": configurationOf(),
    "people.csv": csvOf(EVEN),
    "later/evenhand.yaml": configurationOf(),
    "later/people.csv": csvOf(UNEVEN),
  });
  await run(["audit", "--out", "a"], folder);
  await run(["audit", "--config", "later/evenhand.yaml", "--out", "b"], folder);
  return folder;
}

describe("report --beside", () => {
  it("writes the two audits side by side, and says which verdicts differ and why", async () => {
    const folder = await twoAudits();
    const argv = ["report", "a/audit.json", "--beside", "b/audit.json", "--out", "out"];
    const { code, stdout, stderr } = await run(argv, folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("Wrote out/beside.html");
    expect(filesIn(join(folder, "out"))).toEqual(["beside.html"]);
    const html = readFileSync(join(folder, "out/beside.html"), "utf8");
    expect(html).toContain("✓ pass → ✗ fail");
    expect(html).toContain("The data differ");
  });

  it.each([["--decisions"], ["--log=log.jsonl"]])("refuses %s", async (option) => {
    const folder = await twoAudits();
    const argv = ["report", "a/audit.json", "--beside", "b/audit.json", option];
    const { code, stderr } = await run(argv, folder);
    expect(code).toBe(3);
    expect(stderr).toContain("usage/no-decisions-beside");
  });

  it("names the later file where it is no audit, and writes nothing", async () => {
    const folder = folderWith({ "a.json": "{}", "b.json": "{}" });
    const { code, stderr } = await run(["report", "a.json", "--beside", "b.json"], folder);
    expect(code).toBe(4);
    expect(stderr).toContain("a.json");
    expect(filesIn(folder)).toEqual(["a.json", "b.json"]);
  });
});
