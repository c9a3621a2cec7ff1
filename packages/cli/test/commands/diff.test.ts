import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAudit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { budget, configurationOf, csvOf, EVEN, UNEVEN } from "../helpers/people.ts";

const STRICT = configurationOf();
const LOOSE = configurationOf({ budgets: [budget({ limit: { min: 0.4, max: 1.25 } })] });

const folderOf = (files: Readonly<Record<string, string>> = {}): string =>
  folderWith({ "people.csv": csvOf(UNEVEN), "base.yaml": STRICT, "head.yaml": LOOSE, ...files });

describe("diff of two configurations", () => {
  it("says what each change does, and what passes only under the second", async () => {
    const { code, stdout } = await run(["diff", "base.yaml", "head.yaml"], folderOf());
    expect(code).toBe(0);
    expect(stdout).toContain("budgets.selection-ratio-sex.limit.min: 0.8 → 0.4 LOOSENED");
    expect(stdout).toContain("selection-ratio-sex sex=F: fail → pass");
    expect(stdout).toContain("passes only under the proposed budgets");
  });

  it("prints the same as JSON alone", async () => {
    const { stdout } = await run(["diff", "base.yaml", "head.yaml", "--json"], folderOf());
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "evenhand/diff@1",
      files: { before: "base.yaml", after: "head.yaml" },
      status: "passes-only-under-proposal",
      changes: [{ effect: "loosened" }],
    });
  });

  it("judges both on the data of the second", async () => {
    const elsewhere = configurationOf({ data: { path: "gone.csv" } });
    const { stdout } = await run(
      ["diff", "base.yaml", "head.yaml"],
      folderOf({ "base.yaml": elsewhere }),
    );
    expect(stdout).toContain("fail → pass");
  });

  it("compares the budgets where the data cannot be read, and says so", async () => {
    const folder = folderWith({ "base.yaml": STRICT, "head.yaml": LOOSE });
    const { code, stdout } = await run(["diff", "base.yaml", "head.yaml"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain("LOOSENED");
    expect(stdout).toContain("The data were not judged");
    expect(stdout).not.toContain("Verdicts");
  });

  it("refuses a broken configuration with its place", async () => {
    const { code, stderr } = await run(
      ["diff", "base.yaml", "head.yaml"],
      folderOf({ "base.yaml": "cohorts: 3\n" }),
    );
    expect(code).toBe(3);
    expect(stderr).toContain("base.yaml:1:10");
  });
});

describe("diff of two audits", () => {
  it("says that a verdict can differ for the data alone", async () => {
    const folder = folderOf({ "even/people.csv": csvOf(EVEN), "even/evenhand.yaml": STRICT });
    await run(["audit", "--config", "base.yaml", "--out", "one"], folder);
    await run(["audit", "--config", "even/evenhand.yaml", "--out", "two"], folder);
    const { code, stdout } = await run(["diff", "one/audit.json", "two/audit.json"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain("sex=F: fail → pass");
    expect(stdout).toContain("The two audits saw different data");
    expect(stdout).not.toContain("proposed");
  });
});

describe("check --base", () => {
  const checkBoth = async (...more: readonly string[]) =>
    await run(
      ["check", "--config", "head.yaml", "--base", "base.yaml", "--out", "out", ...more],
      folderOf(),
    );

  it("blocks what passes only under the proposed budgets, until a reviewer allows it", async () => {
    const blocked = await checkBoth();
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain("limit.min: 0.8 → 0.4 LOOSENED");
    expect((await checkBoth("--proposed", "warn")).code).toBe(0);
    expect((await checkBoth("--proposed", "maybe")).code).toBe(3);
  });

  it("carries the change into the audit and its summary", async () => {
    const folder = folderOf();
    await run(["check", "--config", "head.yaml", "--base", "base.yaml", "--out", "out"], folder);
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.proposal?.status).toBe("passes-only-under-proposal");
    expect(audit.proposal?.base.name).toBe("base.yaml");
    const summary = readFileSync(join(folder, "out/summary.md"), "utf8");
    expect(summary).toContain("## Proposed budgets");
    expect(summary).toContain("passes only under the proposed budgets");
  });

  it("judges as ever where nothing changed", async () => {
    const { code, stderr } = await run(
      ["check", "--config", "base.yaml", "--base", "base.yaml"],
      folderOf(),
    );
    expect(code).toBe(1);
    expect(stderr).toContain("The budgets are as they were.");
  });
});

describe("diff of a configuration and an audit", () => {
  it("says in one error that they are of two kinds", async () => {
    const folder = folderOf();
    await run(["audit", "--config", "base.yaml", "--out", "out"], folder);
    const { code, stderr, stdout } = await run(["diff", "head.yaml", "out/audit.json"], folder);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("[usage/mixed-kinds]");
    expect(stderr).toContain("head.yaml (a configuration) and out/audit.json (an audit)");
    expect(stderr.match(/^error/gm)).toHaveLength(1);
  });
});
