import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAudit, parseBaseline } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { budget, configurationOf, csvOf, EVEN, type Group, UNEVEN } from "../helpers/people.ts";

/** Wide enough that only growth can block. */
const WIDE = {
  budgets: [budget({ limit: { min: 0.3, max: 3 } })],
  ratchet: { baseline: "baseline.json", margin: 0.05 },
};

const folderOf = (groups: readonly Group[], changes: object = WIDE): string =>
  folderWith({ "evenhand.yaml": configurationOf({ ...changes }), "people.csv": csvOf(groups) });

const change = (folder: string, groups: readonly Group[]): void =>
  writeFileSync(join(folder, "people.csv"), csvOf(groups));

describe("baseline update", () => {
  it("writes counts that later checks compare with", async () => {
    const folder = folderOf(EVEN);
    expect((await run(["baseline", "update"], folder)).code).toBe(0);
    const text = readFileSync(join(folder, "baseline.json"), "utf8");
    const baseline = parseBaseline(JSON.parse(text));
    expect(baseline.cells.entries.reduce((sum, { n }) => sum + n, 0)).toBe(4000);
    expect(Object.keys(JSON.parse(text))).toEqual(["schema", "today", "data", "cells"]);
    expect((await run(["check", "--out", "out"], folder)).code).toBe(0);
  });

  it("needs to know where", async () => {
    const { code, stderr } = await run(["baseline", "update"], folderOf(EVEN, {}));
    expect(code).toBe(3);
    expect(stderr).toContain("`baseline`");
  });
});

describe("check against a baseline", () => {
  it("blocks a gap that grew, with the limits still kept", async () => {
    const folder = folderOf(EVEN);
    await run(["baseline", "update"], folder);
    change(folder, UNEVEN);
    const { code, stderr } = await run(["check", "--out", "out"], folder);
    expect(code).toBe(1);
    expect(stderr).toContain("For F (sex) it is 0.50, and was 1.00 in the baseline");
    const audit = parseAudit(JSON.parse(readFileSync(join(folder, "out/audit.json"), "utf8")));
    expect(audit.outcome.exitCode).toBe(0);
    expect(audit.ratchet).toMatchObject({ enforced: true, margin: 0.05, floor: 20 });
    expect(audit.ratchet?.growth).toMatchObject([{ status: "grew", cohort: "sex=F" }]);
    expect(readFileSync(join(folder, "out/summary.md"), "utf8")).toContain(
      "## Growth against the baseline",
    );
  });

  it("cannot deadlock: where it grew, main reports it and the baseline can be refreshed", async () => {
    const folder = folderOf(EVEN);
    const report = ["check", "--ratchet", "report", "--out", "out"];
    const first = await run(report, folder);
    expect(first.code).toBe(0);
    await run(["baseline", "update"], folder);
    change(folder, UNEVEN);
    const main = await run(report, folder);
    expect(main.code).toBe(0);
    expect(main.stderr).toContain("this is only reported");
    expect((await run(["baseline", "update"], folder)).code).toBe(0);
    expect((await run(["check", "--out", "out"], folder)).code).toBe(0);
  });

  it("does not pass for lack of a baseline, or with a broken one", async () => {
    const folder = folderOf(EVEN);
    const missing = await run(["check", "--out", "out"], folder);
    expect(missing.code).toBe(4);
    expect(missing.stderr).toContain("evenhand baseline update");
    expect(existsSync(join(folder, "out"))).toBe(false);
    writeFileSync(join(folder, "baseline.json"), '{"schema":"evenhand/baseline@1"}');
    expect((await run(["check"], folder)).code).toBe(4);
    writeFileSync(join(folder, "baseline.json"), "{");
    expect((await run(["check", "--ratchet", "report"], folder)).code).toBe(4);
  });

  it("growth under a warn-budget does not block", async () => {
    const folder = folderOf(EVEN, {
      ...WIDE,
      budgets: [budget({ limit: { min: 0.3, max: 3 }, severity: "warn" })],
    });
    await run(["baseline", "update"], folder);
    change(folder, UNEVEN);
    expect((await run(["check"], folder)).code).toBe(0);
  });
});

describe("baseline propose", () => {
  it("proposes limits at the bounds, and changes nothing", async () => {
    const folder = folderOf(EVEN);
    const before = readFileSync(join(folder, "evenhand.yaml"), "utf8");
    const { code, stdout } = await run(["baseline", "propose"], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/selection-ratio-sex: 0\.30 to 3\.00 → 0\.9\d to 1\.0\d/);
    expect(readFileSync(join(folder, "evenhand.yaml"), "utf8")).toBe(before);
    expect(existsSync(join(folder, "baseline.json"))).toBe(false);
    const json = JSON.parse((await run(["baseline", "propose", "--json"], folder)).stdout);
    expect(json).toMatchObject([{ budget: "selection-ratio-sex", before: { min: 0.3, max: 3 } }]);
  });

  it("says when there is nothing to tighten, and refuses another action", async () => {
    const folder = folderOf(UNEVEN, {});
    expect((await run(["baseline", "propose"], folder)).stdout).toContain("No limit can be");
    expect((await run(["baseline", "forget"], folder)).code).toBe(3);
  });
});
