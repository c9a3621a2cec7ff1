import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ACTION, checkout, runAction } from "./action.ts";
import { type Policy, policyFiles } from "./policy.ts";

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

  it("runs no word of an input as a command", async () => {
    const folder = at(EVEN);
    const { code } = await runAction(folder, { config: 'x"; touch forged; echo "$(touch forged)' });
    expect(code).toBe(3);
    expect(existsSync(join(folder, "forged"))).toBe(false);
  });
});
