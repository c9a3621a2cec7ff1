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
  it("writes several outputs at once, under their usual names or where it is told", async () => {
    const folder = policyFolder(UNEVEN);
    const formats = ["--format", "sarif,junit=ci/results.xml", "--format", "github=ci/log.txt"];
    const { code, stdout } = await run(["check", "--out", "out", ...formats], folder);
    expect(code).toBe(1);
    expect(stdout).toContain("✗ fail");
    expect(filesIn(join(folder, "out"))).toEqual(["audit.json", "evenhand.sarif", "summary.md"]);
    expect(filesIn(join(folder, "ci"))).toEqual(["log.txt", "results.xml"]);
    const sarif = JSON.parse(readFileSync(join(folder, "out/evenhand.sarif"), "utf8"));
    const [{ locations }] = sarif.runs[0].results;
    expect(locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: "evenhand.yaml" },
      region: { startLine: 14, startColumn: 5 },
    });
    expect(readFileSync(join(folder, "evenhand.yaml"), "utf8").split("\n")[13]).toContain("id:");
  });

  it("adds what is open to SARIF on request", async () => {
    const folder = policyFolder(FEW);
    const formats = ["--format", "sarif=a.sarif,sarif-full=b.sarif"];
    await run(["check", ...formats], folder);
    const kinds = ["a.sarif", "b.sarif"].map((name) =>
      JSON.parse(readFileSync(join(folder, name), "utf8")).runs[0].results.map(
        ({ kind }: { kind: string }) => kind,
      ),
    );
    expect(kinds).toEqual([[], ["open"]]);
  });

  it("gives annotations alone on standard output, and never a small count", async () => {
    const small: Group[] = [...UNEVEN, { sex: "::error::X", rows: 6, hired: 3, picked: 3 }];
    const { code, stdout, stderr } = await run(
      ["check", "--format", "github"],
      policyFolder(small),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=evenhand\.yaml,line=14,col=5,title=[^\n]+::[^\n]+\n::warning /,
    );
    expect(stdout + stderr).not.toMatch(/\b6 decisions/);
    expect(stderr).toContain("Not within the declared budgets");
  });

  it("refuses two things on standard output", async () => {
    const { code, stderr } = await run(
      ["check", "--json", "--format", "github"],
      policyFolder(EVEN),
    );
    expect(code).toBe(3);
    expect(stderr).toContain("--format github=path");
  });

  it("works for an audit without a configuration, which has no budget to point at", async () => {
    const folder = folderWith({ "people.csv": csvOf(UNEVEN) });
    const argv = ["audit", "people.csv", "--outcome", "hired", "--by", "sex"];
    const { code } = await run([...argv, "--format", "sarif=a.sarif,junit=b.xml"], folder);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, "a.sarif"), "utf8")).runs[0].results).toEqual([]);
    expect(readFileSync(join(folder, "b.xml"), "utf8")).toContain('tests="0"');
  });

  it.each([
    ["htlm", 'Did you mean "html"?'],
    ["serif=x", 'Did you mean "sarif"?'],
    ["html=", "html=path"],
    ["junit,sarif=", "sarif=path"],
  ])("refuses %s", async (format, help) => {
    const folder = policyFolder(EVEN);
    const { code, stderr } = await run(["check", "--format", format], folder);
    expect(code).toBe(3);
    expect(stderr).toContain(help);
    expect(filesIn(folder)).toEqual(["evenhand.yaml", "people.csv"]);
  });
});

describe("--inconclusive", () => {
  it("blocks or warns over what the budgets declare, and the audit says so", async () => {
    const folder = policyFolder(FEW);
    const blocked = await run(["check", "--out", "out", "--inconclusive", "block"], folder);
    expect(blocked.code).toBe(2);
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.budgets[0]?.onInconclusive).toBe("block");
    expect(audit.notes.join()).toContain("1 of the error budgets declare otherwise");
    const strict = policyFolder(FEW, { budgets: [budget({ onInconclusive: "block" })] });
    expect((await run(["check", "--inconclusive", "warn"], strict)).code).toBe(0);
  });

  it("changes nothing where the budgets already say it, nor where something fails", async () => {
    const folder = policyFolder(FEW);
    const argv = ["check", "--json"];
    const plain = await run(argv, folder);
    expect((await run([...argv, "--inconclusive", "warn"], folder)).stdout).toBe(plain.stdout);
    expect((await run(["check", "--inconclusive", "warn"], policyFolder(UNEVEN))).code).toBe(1);
  });

  it("refuses any other word", async () => {
    const folder = policyFolder(FEW);
    const { code, stderr } = await run(["check", "--inconclusive", "fail"], folder);
    expect(code).toBe(3);
    expect(stderr).toMatch(/expected\s+block or warn/);
    expect(filesIn(folder)).toEqual(["evenhand.yaml", "people.csv"]);
  });
});

describe("check --tipping", () => {
  it("says in the summary how little would change each verdict, and nothing of it unasked", async () => {
    const folder = policyFolder(UNEVEN);
    await run(["check", "--out", "plain"], folder);
    expect(readFileSync(join(folder, "plain/summary.md"), "utf8")).not.toContain("How little");
    const { code } = await run(["check", "--out", "out", "--tipping"], folder);
    expect(code).toBe(1);
    const summary = readFileSync(join(folder, "out/summary.md"), "utf8");
    expect(summary).toContain("## How little would change it");
    const { verdicts } = parseAudit(
      JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")),
    );
    const [point] = verdicts[0]?.tipping ?? [];
    expect(point).toMatchObject({ kind: "decisions", from: "fail", of: 2000 });
    expect(summary).toMatch(/Outside until \d+ of the 2\u202f000 decisions about F/);
  });
});
