import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAudit } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, type Ran, run } from "../helpers/command.ts";
import {
  budget,
  configurationOf,
  csvOf,
  EVEN,
  FEW,
  type Group,
  UNEVEN,
} from "../helpers/people.ts";

function policyFolder(groups: readonly Group[], changes: Record<string, unknown> = {}): string {
  return folderWith({ "evenhand.yaml": configurationOf(changes), "people.csv": csvOf(groups) });
}

async function check(groups: readonly Group[], changes?: Record<string, unknown>): Promise<Ran> {
  return await run(["check", "--out", "out"], policyFolder(groups, changes));
}

const WAIVER = {
  budget: "selection-ratio-sex",
  cohort: { sex: "F" },
  ceiling: 0.4,
  reason: "a new model is on its way",
  owner: "@a",
  approvedBy: "@b",
  created: "2026-01-01",
  expires: "2026-11-24",
};

describe("check exits by verdict", () => {
  it("0 when every budget holds", async () => {
    const { code, stdout } = await check(EVEN);
    expect(code).toBe(0);
    expect(stdout).toContain("✓ pass");
    expect(stdout).not.toMatch(/not demonstrated/i);
  });

  it("1 when an error budget fails", async () => {
    const { code, stdout } = await check(UNEVEN);
    expect(code).toBe(1);
    expect(stdout).toContain("✗ fail");
    expect(stdout).toContain("0.50 times that of M (sex)");
  });

  it("0 when only a warning fails, which demonstrates nothing", async () => {
    const { code, stdout } = await check(UNEVEN, { budgets: [budget({ severity: "warn" })] });
    expect(code).toBe(0);
    expect(stdout).toContain("Not demonstrated");
  });

  it("0 when a waiver covers the failure, and 1 the day after it ends", async () => {
    const folder = policyFolder(UNEVEN, { waivers: [WAIVER] });
    const waived = await run(["check"], folder);
    expect(waived.code).toBe(0);
    expect(waived.stdout).toContain("waived until 2026-11-24");
    const lapsed = await run(["check", "--today", "2026-11-25"], folder);
    expect(lapsed.code).toBe(1);
    expect(lapsed.stdout).toContain("waiver expired");
  });

  it("2 when it is inconclusive where that blocks, 0 where it does not", async () => {
    const blocked = await check(FEW, { budgets: [budget({ onInconclusive: "block" })] });
    expect(blocked.code).toBe(2);
    const warned = await check(FEW);
    expect(warned.code).toBe(0);
    expect(warned.stdout).toContain("Not demonstrated");
  });

  it("4 when there are no data where that blocks, 0 where it does not", async () => {
    const unhired: Group[] = [
      { sex: "F", rows: 50, hired: 0, picked: 25 },
      { sex: "M", rows: 50, hired: 25, picked: 25 },
    ];
    const found = { metric: "true_positive_rate" };
    const blocked = await check(unhired, { budgets: [budget({ ...found, onNoData: "block" })] });
    expect(blocked.code).toBe(4);
    expect(blocked.stdout).toContain("– no data");
    expect((await check(unhired, { budgets: [budget(found)] })).code).toBe(0);
  });

  it("1 before 2: a failure is not hidden behind what is open", async () => {
    const budgets = [
      budget(),
      budget({ id: "open", metric: "precision", limit: { min: 0.999 }, onInconclusive: "block" }),
    ];
    expect((await check(UNEVEN, { budgets })).code).toBe(1);
  });

  it("3 for the configuration and 4 for the data, with nothing written", async () => {
    const broken = policyFolder(EVEN, { budgets: [budget({ limit: { min: 80 } })] });
    expect((await run(["check"], broken)).code).toBe(3);
    expect(filesIn(broken)).toEqual(["evenhand.yaml", "people.csv"]);
    const dataless = folderWith({ "evenhand.yaml": configurationOf() });
    expect((await run(["check"], dataless)).code).toBe(4);
    expect(filesIn(dataless)).toEqual(["evenhand.yaml"]);
  });
});

describe("check writes", () => {
  it("audit.json and summary.md, and the report only on request", async () => {
    const folder = policyFolder(EVEN);
    await run(["check", "--out", "out"], folder);
    expect(filesIn(join(folder, "out"))).toEqual(["audit.json", "summary.md"]);
    await run(["check", "--out", "more", "--format", "html=pages/r.html,json=copy.json"], folder);
    expect(filesIn(join(folder, "more"))).toEqual(["audit.json", "summary.md"]);
    expect(readFileSync(join(folder, "copy.json"), "utf8")).toBe(
      readFileSync(join(folder, "more/audit.json"), "utf8"),
    );
    expect(readFileSync(join(folder, "pages/r.html"), "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("an audit that records its date, its data and its configuration", async () => {
    const folder = policyFolder(EVEN);
    await run(["check", "--out", "out", "--today", "2026-02-03"], folder);
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.provenance).toMatchObject({
      today: "2026-02-03",
      data: { name: "people.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      configuration: { name: "evenhand.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("the same bytes for the same input and date", async () => {
    const folder = policyFolder(UNEVEN);
    for (const out of ["a", "b"]) await run(["check", "--out", out], folder);
    for (const file of ["audit.json", "summary.md"]) {
      expect(readFileSync(join(folder, "a", file))).toEqual(readFileSync(join(folder, "b", file)));
    }
  });

  it("the audit alone on standard output with --json", async () => {
    const folder = policyFolder(UNEVEN);
    const { code, stdout, stderr } = await run(["check", "--json"], folder);
    expect(code).toBe(1);
    expect(parseAudit(JSON.parse(stdout)).outcome.verdict).toBe("fail");
    expect(stderr).toContain("Not within the declared budgets");
  });

  it("counts of the rows left out", async () => {
    const folder = policyFolder(EVEN, {
      data: {
        path: "people.csv",
        rows: { from: 11 },
        where: { hired: ["1", "0"], sex: ["F", "M"] },
      },
    });
    await run(["check", "--out", "out"], folder);
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.population).toMatchObject({
      rows: 4000,
      used: 3990,
      excluded: [{ rows: 10, column: null }],
    });
  });
});

describe("--format", () => {
  it.each([
    ["htlm", 'Did you mean "html"?'],
    ["sarif=x", "html"],
    ["html=", "html=path"],
  ])("refuses %s", async (format, help) => {
    const folder = policyFolder(EVEN);
    const { code, stderr } = await run(["check", "--format", format], folder);
    expect(code).toBe(3);
    expect(stderr).toContain(help);
    expect(filesIn(folder)).toEqual(["evenhand.yaml", "people.csv"]);
  });
});
