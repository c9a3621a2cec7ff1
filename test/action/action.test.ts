import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ACTION, BUILT, checkout, runAction } from "./action.ts";
import { type Policy, policyFiles } from "./policy.ts";

const execute = promisify(execFile);
const [NODE, COMMAND] = BUILT.trim().split("\n") as [string, string];

const EVEN: Policy = { picked: 1000, rows: 2000 };
const UNEVEN: Policy = { picked: 500, rows: 2000 };
const FEW: Policy = { picked: 10, rows: 20 };
const at = (policy: Policy): string => checkout(policyFiles(policy));

describe("the action", () => {
  it("is composite, and hands every input over as an environment variable, never as script", () => {
    expect(ACTION.runs.using).toBe("composite");
    for (const step of ACTION.runs.steps) {
      expect(step.run ?? "").not.toContain("${{");
      if (step.run !== undefined) expect(step.shell).toBe("bash");
    }
  });

  it("succeeds with the verdict where every budget holds, and uploads nothing unasked", async () => {
    const folder = at(EVEN);
    const { code, outputs, summary, log, ran } = await runAction(folder);
    expect({ code, outputs }).toEqual({ code: 0, outputs: { verdict: "pass", "exit-code": "0" } });
    expect(summary).toBe(readFileSync(join(folder, "reports/fairness/summary.md"), "utf8"));
    expect(log).not.toContain("::error");
    expect(ran).toEqual(["Check the configuration", "Judge the budgets"]);
  });

  it("fails with 1 where an error budget fails: annotation, summary, and other formats", async () => {
    const folder = at(UNEVEN);
    const { code, outputs, summary, log } = await runAction(folder, {
      format: "junit,sarif",
      out: "ci out",
    });
    expect({ code, outputs }).toEqual({ code: 1, outputs: { verdict: "fail", "exit-code": "1" } });
    expect(log).toMatch(/^::error file=evenhand\.yaml,line=\d+,col=\d+,title=ratio/m);
    expect(summary).toContain("✗ fail");
    for (const file of ["junit.xml", "evenhand.sarif"]) {
      expect(existsSync(join(folder, "ci out", file))).toBe(true);
    }
  });

  it("leaves what is inconclusive to the budgets unless it is told", async () => {
    const folder = at(FEW);
    expect(await runAction(folder)).toMatchObject({
      code: 0,
      outputs: { verdict: "not-demonstrated", "exit-code": "0" },
    });
    expect(await runAction(folder, { inconclusive: "block" })).toMatchObject({
      code: 2,
      outputs: { verdict: "inconclusive", "exit-code": "2" },
    });
  });

  it("ends at lint with 3 for a bad configuration, and judges nothing", async () => {
    const folder = at({ ...EVEN, limit: 80 });
    const { code, outputs, summary, ran } = await runAction(folder, { upload: "true" });
    expect({ code, outputs }).toEqual({ code: 3, outputs: { verdict: "", "exit-code": "3" } });
    expect(summary).toBe("");
    expect(ran).toEqual(["Check the configuration"]);
  });

  it("fails with 4 for missing data, and never takes an old audit for a new one", async () => {
    const folder = at(EVEN);
    await runAction(folder);
    writeFileSync(join(folder, "people.csv"), "");
    const { code, outputs, summary } = await runAction(folder);
    expect({ code, outputs }).toEqual({ code: 4, outputs: { verdict: "", "exit-code": "4" } });
    expect(summary).toBe("");
    expect(existsSync(join(folder, "reports/fairness/audit.json"))).toBe(false);
  });

  it("keeps the outputs on request, also where a budget fails", async () => {
    const { ran } = await runAction(at(UNEVEN), { upload: "true" });
    expect(ran.at(-1)).toBe("Keep the outputs");
  });

  it("blocks what passes only under the proposed budgets, until it is told to warn", async () => {
    const proposed = policyFiles({ ...UNEVEN, limit: 0.4 });
    const folder = checkout({
      ...proposed,
      "base.yaml": policyFiles(UNEVEN)["evenhand.yaml"] as string,
    });
    const blocked = await runAction(folder, { base: "base.yaml" });
    expect(blocked).toMatchObject({ code: 1, outputs: { verdict: "pass", "exit-code": "1" } });
    expect(blocked.summary).toContain("passes only under the proposed budgets");
    expect(blocked.log).toContain("budgets.ratio.limit.min: 0.8 → 0.4 LOOSENED");
    const approved = await runAction(folder, { base: "base.yaml", proposed: "warn" });
    expect(approved).toMatchObject({ code: 0, outputs: { verdict: "pass", "exit-code": "0" } });
  });

  it("enforces the ratchet, or reports what grew", async () => {
    const folder = at({ ...UNEVEN, limit: 0.4, baseline: "baseline.json" });
    writeFileSync(join(folder, "people.csv"), policyFiles(EVEN)["people.csv"] as string);
    await execute(NODE, [COMMAND, "baseline", "update"], { cwd: folder });
    writeFileSync(join(folder, "people.csv"), policyFiles(UNEVEN)["people.csv"] as string);
    const enforced = await runAction(folder);
    expect(enforced).toMatchObject({ code: 1, outputs: { verdict: "pass", "exit-code": "1" } });
    const reported = await runAction(folder, { ratchet: "report" });
    expect(reported).toMatchObject({ code: 0, outputs: { verdict: "pass", "exit-code": "0" } });
    expect(reported.summary).toContain("this is only reported");
  });

  it("runs no word of an input as a command", async () => {
    const folder = at(EVEN);
    const forged = 'x"; touch forged; echo "$(touch forged)';
    for (const input of ["config", "base", "proposed", "ratchet"]) {
      expect((await runAction(folder, { [input]: forged })).code).toBe(3);
    }
    expect(existsSync(join(folder, "forged"))).toBe(false);
  });
});
