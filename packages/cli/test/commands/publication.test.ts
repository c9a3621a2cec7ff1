import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAudit } from "@evenhand/core";
import { extractAudit } from "@evenhand/reporting";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, run } from "../helpers/command.ts";

/** Three towns; in the last, four people were refused. */
const PEOPLE = [
  "town,hired",
  ...[40, 37, 4].flatMap((refused, town) =>
    Array.from({ length: 100 + town }, (_, i) => `town-${town},${i < refused ? "no" : "yes"}`),
  ),
].join("\n");

const AUDIT = ["audit", "people.csv", "--outcome", "hired", "--favourable", "yes", "--by", "town"];

const folder = (): string => folderWith({ "people.csv": `${PEOPLE}\n` });

describe("audit --public", () => {
  it("writes every file without the small cohort and says what is missing", async () => {
    const here = folder();
    const { code, stdout, stderr } = await run([...AUDIT, "--public", "--out", "out"], here);
    expect(code).toBe(0);
    expect(stderr).toContain("Public: counts from 1 to 9 are protected. Withheld: ");
    expect(stdout).not.toContain("town-2");
    expect(filesIn(join(here, "out"))).toEqual(["audit.json", "report.html", "summary.md"]);
    for (const name of filesIn(join(here, "out"))) {
      expect(readFileSync(join(here, "out", name), "utf8")).not.toContain("town-2");
    }
    const document = parseAudit(JSON.parse(readFileSync(join(here, "out/audit.json"), "utf8")));
    expect(document.publication?.smallest).toBe(10);
    expect(document.cells).toBeNull();
  });

  it("shows counts from the smallest that is asked for", async () => {
    const here = folder();
    const argv = [...AUDIT, "--public", "--smallest", "4", "--out", "out"];
    expect((await run(argv, here)).code).toBe(0);
    expect(readFileSync(join(here, "out/report.html"), "utf8")).toContain("town-2");
  });
});

describe("report --public", () => {
  it("makes a public report of an internal audit, and none of a public one", async () => {
    const here = folder();
    await run([...AUDIT, "--out", "out"], here);
    const argv = ["report", "out/audit.json", "--public", "--out", "public"];
    expect((await run(argv, here)).code).toBe(0);
    const html = readFileSync(join(here, "public/report.html"), "utf8");
    writeFileSync(join(here, "public.json"), JSON.stringify(extractAudit(html)));
    const again = await run(["report", "public.json", "--public"], here);
    expect(again.code).toBe(4);
    expect(again.stderr).toContain("input/no-cells");
    expect(filesIn(here)).not.toContain("report.html");
  });

  it.each([
    [["--smallest", "5"], "goes with --public"],
    [["--public", "--smallest", "1"], "a whole number from 2"],
    [["--public", "--smallest", "ten"], "a whole number from 2"],
    [["--public", "--decisions"], "personal data"],
  ])("refuses %j before it reads anything", async (options, help) => {
    const { code, stderr } = await run(["report", "none.json", ...options], folder());
    expect(code).toBe(3);
    expect(stderr).toContain(help);
  });
});
