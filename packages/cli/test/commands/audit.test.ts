import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditDocument, audit, parseAudit, table } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, run } from "../helpers/command.ts";
import { configurationOf, csvOf, EVEN, UNEVEN } from "../helpers/people.ts";

function auditIn(folder: string, path: string): AuditDocument {
  return parseAudit(JSON.parse(readFileSync(join(folder, path), "utf8")));
}

describe("audit with a configuration", () => {
  it("writes its three files, says where, and exits with 0 whatever the verdicts", async () => {
    const folder = folderWith({
      "policies/hiring/evenhand.yaml": configurationOf(),
      "policies/hiring/people.csv": csvOf(UNEVEN),
    });
    const { code, stdout, stderr } = await run(
      ["audit", "--config", "policies/hiring/evenhand.yaml"],
      folder,
    );
    expect(code).toBe(0);
    expect(filesIn(join(folder, "reports"))).toEqual([
      "hiring/audit.json",
      "hiring/report.html",
      "hiring/summary.md",
    ]);
    expect(stderr).toContain("Wrote reports/hiring/audit.json");
    expect(stderr).toContain("Open reports/hiring/report.html next");
    expect(stdout).toContain("✗ fail");
    expect(stdout).toContain("F vs M");
    expect(auditIn(folder, "reports/hiring/audit.json").outcome.verdict).toBe("fail");
  });

  it("derives columns, and tells which rows have no value for them", async () => {
    const folder = folderWith({
      "evenhand.yaml": configurationOf({
        data: {
          path: "people.csv",
          derive: { gender: { from: "sex", map: { F: "woman" } } },
        },
        cohorts: { gender: { by: ["gender"] } },
        budgets: [],
      }),
      "people.csv": csvOf(EVEN),
    });
    expect((await run(["audit", "--out", "out"], folder)).code).toBe(0);
    const document = auditIn(folder, "out/audit.json");
    expect(document.cohorts.map(({ id }) => id)).toContain("gender=woman");
    expect(document.cohorts.find(({ kind }) => kind === "unknown")?.rows).toBe(2000);
    expect(document.notes.join(" ")).toContain('2000 rows have no "gender"');
  });

  it("reads all files of a pattern as one", async () => {
    const folder = folderWith({
      "evenhand.yaml": configurationOf({ data: { path: "days/*.csv" } }),
      "days/2.csv": csvOf(EVEN),
      "days/1.csv": csvOf(EVEN),
    });
    expect((await run(["audit", "--out", "out"], folder)).code).toBe(0);
    expect(auditIn(folder, "out/audit.json").population.rows).toBe(8000);
  });
});

describe("audit without a configuration", () => {
  const folder = (): string => folderWith({ "people.csv": csvOf(UNEVEN) });

  it("gives rates and disparities without budgets, as the library does for the same question", async () => {
    const here = folder();
    const { code, stdout } = await run(
      ["audit", "people.csv", "--outcome", "hired", "--prediction", "picked", "--by", "sex"],
      here,
    );
    expect(code).toBe(0);
    expect(stdout).toContain("by sex, each against all others");
    expect(stdout).toMatch(/^F +2.000 +0\.25 /m);
    expect(stdout).toContain("No budget was declared");
    const document = auditIn(here, "reports/people/audit.json");
    const lines = csvOf(UNEVEN).trim().split("\n").slice(1);
    const cells = lines.map((line) => line.split(","));
    const library = audit(
      table(cells.map(([sex, hired, picked]) => ({ sex, hired, picked }))),
      { outcome: "hired", prediction: "picked", by: ["sex"] },
      { today: "2026-11-24" },
    );
    expect(document.measurements).toEqual(library.measurements);
    expect(document.disparities).toEqual(library.disparities);
    expect(document.verdicts).toEqual([]);
    expect(document.provenance.configuration).toBeNull();
  });

  it("guesses what no option says, and tells it", async () => {
    const { code, stderr } = await run(["audit", "people.csv"], folder());
    expect(code).toBe(0);
    expect(stderr).toContain('guessed the outcome is "hired"');
    expect(stderr).toContain('guessed people are compared by "sex"');
  });

  it("compares by each attribute and by all of them together", async () => {
    const here = folderWith({ "p.csv": "a,b,y\nx,1,1\ny,2,0\nx,2,1\ny,1,0\n" });
    await run(["audit", "p.csv", "--outcome", "y", "--by", "a", "--by", "b", "--out", "out"], here);
    const names = new Set(
      auditIn(here, "out/audit.json").cohorts.map(({ dimension }) => dimension),
    );
    expect([...names]).toEqual([null, "a", "b", "a×b"]);
  });

  it("leaves combinations of many guessed columns out, and says so", async () => {
    const line = (i: number): string => `${i % 2},${i % 3},${i % 5},${i % 7 ? 1 : 0}`;
    const here = folderWith({
      "p.csv": `sex,race,religion,hired\n${Array.from({ length: 60 }, (_, i) => line(i)).join("\n")}\n`,
    });
    const { stderr } = await run(["audit", "p.csv", "--out", "out"], here);
    expect(stderr).toContain("combinations of them are left out");
    const names = new Set(
      auditIn(here, "out/audit.json").cohorts.map(({ dimension }) => dimension),
    );
    expect([...names]).toEqual([null, "sex", "race", "religion"]);
  });

  it.each([
    [["--threshold", "0.5"], "--score"],
    [["--prediction", "b", "--score", "a", "--threshold", "1"], "Leave out"],
  ])("refuses %j, of which a part would be ignored", async (flags, help) => {
    const here = folderWith({ "p.csv": "a,b,y\n1,1,1\n2,0,0\n" });
    const { code, stderr } = await run(["audit", "p.csv", "--outcome", "y", ...flags], here);
    expect(code).toBe(3);
    expect(stderr).toContain(help);
  });

  it("takes a score with a threshold", async () => {
    const here = folderWith({ "p.csv": "sex,y,score\nF,1,0.9\nF,0,0.4\nM,1,0.8\nM,0,0.7\n" });
    const flags = ["--outcome", "y", "--by", "sex", "--score", "score", "--threshold", "0.5"];
    await run(["audit", "p.csv", ...flags, "--out", "out"], here);
    const { measurements } = auditIn(here, "out/audit.json");
    const rate = measurements.find(
      ({ metric, cohort }) => metric === "selection_rate" && cohort === "sex=F",
    );
    expect(rate?.value).toBe(0.5);
  });

  it("refuses a file beside a configuration, and options of a file without one", async () => {
    const here = folderWith({ "people.csv": csvOf(EVEN), "evenhand.yaml": configurationOf() });
    const both = await run(["audit", "people.csv", "--config", "evenhand.yaml"], here);
    expect(both).toMatchObject({ code: 3 });
    expect(both.stderr).toContain("usage/two-sources");
    const untold = await run(["audit", "people.csv", "--tipping"], here);
    expect(untold.code).toBe(3);
    expect(untold.stderr).toContain("usage/no-verdicts");
    const fileless = await run(["audit", "--by", "sex"], here);
    expect(fileless).toMatchObject({ code: 3 });
    expect(fileless.stderr).toContain("--by");
  });
});

describe("report", () => {
  it("writes the same bytes as audit did", async () => {
    const folder = folderWith({ "evenhand.yaml": configurationOf(), "people.csv": csvOf(UNEVEN) });
    await run(["audit", "--out", "one"], folder);
    const { code, stdout } = await run(["report", "one/audit.json", "--out", "two"], folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(join(folder, "two/report.html"))).toEqual(
      readFileSync(join(folder, "one/report.html")),
    );
  });

  it.each([
    ["{", "input/not-json"],
    ["", "an empty file"],
    ["{}", "input/not-an-audit"],
    ['{"schema":"evenhand/audit@2"}', "evenhand/audit@1"],
    ['{"schema":"evenhand/audit@1"}', "input/broken-audit"],
  ])("refuses %j", async (text, help) => {
    const folder = folderWith({ "audit.json": text });
    const { code, stderr } = await run(["report", "audit.json", "--out", "out"], folder);
    expect(code).toBe(4);
    expect(stderr).toContain(help);
    expect(filesIn(folder)).toEqual(["audit.json"]);
  });
});
