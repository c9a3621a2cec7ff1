import { readFileSync, writeFileSync } from "node:fs";
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

const RATCHET = { baseline: "baseline.json", margin: 0.05 };
const WIDE = { budgets: [budget({ limit: { min: 0.3 } })] };

/** Judges a proposed configuration beside the one in force. */
async function propose(
  groups: readonly Group[],
  inForce: object,
  proposed: object,
  ...options: readonly string[]
): Promise<Ran> {
  const folder = folderWith({
    "people.csv": csvOf(groups),
    "base.yaml": configurationOf({ ...inForce }),
    "evenhand.yaml": configurationOf({ ...proposed }),
  });
  return await run(["check", "--base", "base.yaml", "--out", "out", ...options], folder);
}

describe("a proposal", () => {
  it("cannot pass by another column of decisions", async () => {
    const decisions = { label: "hired", favourable: 1, prediction: "hired" };
    const { code, stderr } = await propose(UNEVEN, {}, { decisions });
    expect(code).toBe(1);
    expect(stderr).toContain("decisions.prediction: ");
    expect(stderr).toContain("passes only under the proposed budgets");
  });

  it("cannot pass by leaving people out", async () => {
    const data = { path: "people.csv", where: { picked: ["1"] } };
    const { code, stderr } = await propose(UNEVEN, {}, { data });
    expect(code).toBe(1);
    expect(stderr).toContain('data.where: none → {"picked":["1"]} CHANGED');
  });

  it("is judged by the same override as the budgets in force", async () => {
    const strict = { budgets: [budget({ onInconclusive: "block" })] };
    const same = await propose(FEW, strict, strict, "--inconclusive", "warn");
    expect(same.code).toBe(0);
    expect(same.stderr).toContain("The budgets are as they were.");
    const eased = await propose(FEW, strict, {}, "--inconclusive", "block");
    expect(eased.code).toBe(2);
    expect(eased.stderr).toContain('onInconclusive: "block" → "warn" LOOSENED');
  });

  it("whose data the budgets in force do not fit is blocked until a reviewer allows it", async () => {
    const renamed = { cohorts: { sex: { by: ["gender"], reference: "M" } } };
    expect((await propose(EVEN, renamed, {})).code).toBe(3);
    expect((await propose(EVEN, renamed, {}, "--proposed", "warn")).code).toBe(0);
  });
});

describe("the ratchet in force", () => {
  it.each([
    ["left out", WIDE, "ratchet: declared → none LOOSENED"],
    [
      "widened",
      { ...WIDE, ratchet: { ...RATCHET, margin: 2 } },
      "ratchet.margin: 0.05 → 2 LOOSENED",
    ],
  ])(
    "holds where the proposal has it %s, until a reviewer allows it",
    async (_, proposed, says) => {
      const folder = folderWith({
        "people.csv": csvOf(EVEN),
        "base.yaml": configurationOf({ ...WIDE, ratchet: RATCHET }),
        "evenhand.yaml": configurationOf(proposed),
      });
      await run(["baseline", "update", "--config", "base.yaml"], folder);
      writeFileSync(join(folder, "people.csv"), csvOf(UNEVEN));
      const { code, stderr } = await run(["check", "--base", "base.yaml"], folder);
      expect(code).toBe(1);
      expect(stderr).toContain(says);
      expect(stderr).toContain("One gap grew against the baseline");
      expect((await run(["check", "--base", "base.yaml", "--proposed", "warn"], folder)).code).toBe(
        0,
      );
    },
  );
});

describe("a baseline counted without a column that the cohorts now need", () => {
  it("blocks a pull request and not main, so that it can be counted anew", async () => {
    const lines = csvOf(EVEN).trim().split("\n");
    const folder = folderWith({
      "people.csv": lines.map((line, i) => `${line},${i === 0 ? "town" : i % 2}\n`).join(""),
      "evenhand.yaml": configurationOf({ ...WIDE, ratchet: RATCHET }),
    });
    await run(["baseline", "update"], folder);
    const more = {
      cohorts: { sex: { by: ["sex"], reference: "M" }, town: { by: ["town"] } },
      budgets: [...WIDE.budgets, budget({ id: "town", cohorts: "town", limit: { min: 0.3 } })],
      ratchet: RATCHET,
    };
    writeFileSync(join(folder, "evenhand.yaml"), configurationOf(more));
    const enforced = await run(["check", "--out", "out"], folder);
    expect(enforced.code).toBe(4);
    expect(enforced.stderr).toContain("evenhand baseline update");
    expect(filesIn(folder)).toEqual(["baseline.json", "evenhand.yaml", "people.csv"]);
    const reported = await run(["check", "--ratchet", "report", "--out", "out"], folder);
    expect(reported.code).toBe(0);
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.notes.join()).toContain('counted without "town"');
    await run(["baseline", "update"], folder);
    expect((await run(["check"], folder)).code).toBe(0);
  });
});

describe("what a check says on standard error", () => {
  it("lets no name in the data begin a line, where it would be a command to GitHub's log", async () => {
    const name = "F\n::error::forged";
    const data = (groups: readonly Group[]): string => csvOf(groups).replace(/^F,/gm, `"${name}",`);
    const folder = folderWith({
      "people.csv": data(EVEN),
      "base.yaml": configurationOf({ ...WIDE, ratchet: RATCHET }),
      "evenhand.yaml": configurationOf({ ...WIDE, ratchet: RATCHET, waivers: [waiverOf(name)] }),
    });
    await run(["baseline", "update"], folder);
    writeFileSync(join(folder, "people.csv"), data(UNEVEN));
    const argv = ["check", "--base", "base.yaml", "--format", "github"];
    const { stdout, stderr } = await run(argv, folder);
    expect(stderr.match(/::error::forged/g)).toHaveLength(2);
    expect(stdout + stderr).not.toMatch(/^\s*::error::forged/m);
  });
});

function waiverOf(sex: string): object {
  return {
    budget: "selection-ratio-sex",
    cohort: { sex },
    ceiling: 0.1,
    reason: "a new model is on its way",
    owner: "@a",
    approvedBy: "@b",
    created: "2026-01-01",
    expires: "2026-12-31",
  };
}
