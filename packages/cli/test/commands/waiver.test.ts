import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { budget, configurationOf, csvOf, UNEVEN } from "../helpers/people.ts";

const TODAY = ["--today", "2026-11-24"];
const OPTIONS: Readonly<Record<string, string>> = {
  budget: "selection-ratio-sex",
  cohort: "sex=F",
  ceiling: "0.4",
  reason: "a new model: in test",
  owner: "@a",
  "approved-by": "@b",
  expires: "2026-12-01",
  today: "2026-11-24",
};

const adding = (changes: Readonly<Record<string, string>> = {}): string[] => [
  "waiver",
  "add",
  ...Object.entries({ ...OPTIONS, ...changes }).flatMap(([name, value]) => [`--${name}`, value]),
];
const ADD = adding();

const ENTRY = {
  budget: "selection-ratio-sex",
  cohort: { sex: "M" },
  ceiling: 0.5,
  reason: "r",
  owner: "@a",
  approvedBy: "@b",
  created: "2026-01-01",
  expires: "2026-11-01",
};

const folderOf = (text: string, name = "evenhand.yaml"): string =>
  folderWith({ [name]: text, "people.csv": csvOf(UNEVEN) });
const read = (folder: string, name = "evenhand.yaml"): string =>
  readFileSync(join(folder, name), "utf8");

describe("waiver add", () => {
  it("writes a waiver that the gate honours, until it ends", async () => {
    const folder = folderOf(configurationOf());
    expect((await run(["check", ...TODAY], folder)).code).toBe(1);
    expect((await run(ADD, folder)).code).toBe(0);
    expect((await run(["check", ...TODAY], folder)).code).toBe(0);
    const late = await run(["check", "--today", "2026-12-02", "--json"], folder);
    expect(late.code).toBe(1);
    expect(late.stdout).toContain("ended on 2026-12-01: it covers nothing");
  });

  it.each([
    ["where there is none", `# ours\n${configurationOf()}`],
    ["into an empty list, before other sections", `waivers: []  # none yet\n${configurationOf()}`],
    [
      "after the last of a list, with comments kept",
      `waivers:\n  # the first\n  - ${JSON.stringify(ENTRY)}\n\n# then the rest\n${configurationOf()}`,
    ],
    [
      "after the last of an unindented list",
      `waivers:\n- ${JSON.stringify(ENTRY)}\n${configurationOf()}`,
    ],
  ])("%s: adds lines and changes none", async (_, text) => {
    const folder = folderOf(text);
    const { code, stderr } = await run(ADD, folder);
    expect(stderr).toContain("Added to");
    expect(code).toBe(0);
    const kept = text
      .replace("waivers: []", "waivers:")
      .split("\n")
      .filter((line) => line !== "");
    const now = read(folder)
      .split("\n")
      .map((line) => line.trimEnd());
    for (const line of kept) expect(now).toContain(line.trimEnd());
    const { stdout } = await run(["waiver", "list", "--json", ...TODAY], folder);
    const waivers = JSON.parse(stdout).waivers;
    expect(waivers[waivers.length - 1]).toMatchObject({
      reason: "a new model: in test",
      daysLeft: 7,
    });
  });

  it("writes into JSON too", async () => {
    const folder = folderOf("{}", "fair.json");
    const { code } = await run([...ADD, "--config", "fair.json"], folder);
    expect(code).toBe(3);
    const whole = {
      data: { path: "people.csv" },
      decisions: { label: "hired", favourable: 1, prediction: "picked" },
      cohorts: { sex: { by: ["sex"], reference: "M" } },
      budgets: [budget({ severity: "warn" })],
    };
    writeFileSync(join(folder, "fair.json"), JSON.stringify(whole));
    expect((await run([...ADD, "--config", "fair.json"], folder)).code).toBe(0);
    expect(JSON.parse(read(folder, "fair.json")).waivers).toHaveLength(1);
  });

  it.each([
    ["an approver who is the owner", { "approved-by": "@a" }, "config/waiver-approver"],
    ["a budget that is gone", { budget: "gone" }, "config/"],
    ["a cohort of another column", { cohort: "race=b" }, "config/waiver-cohort"],
    ["an end before its beginning", { expires: "2026-11-23" }, "config/waiver-dates"],
    ["a date that is none", { expires: "soon" }, "config/"],
    ["a ceiling that is none", { ceiling: "low" }, "usage/option-value"],
    ["no reason", { reason: " " }, "usage/missing-option"],
  ])("refuses %s, and writes nothing", async (_, change, code) => {
    const folder = folderOf(configurationOf());
    const before = read(folder);
    const ran = await run(adding(change), folder);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain(code);
    expect(read(folder)).toBe(before);
  });
});

describe("waiver list", () => {
  it("shows where each stands, and what ends soon", async () => {
    const waivers = [ENTRY, { ...ENTRY, cohort: { sex: "F" }, expires: "2026-12-08" }];
    const folder = folderOf(configurationOf({ waivers }));
    const { code, stdout } = await run(["waiver", "list", ...TODAY], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/expired .*sex=M/);
    expect(stdout).toMatch(/ends soon .*sex=F/);
    expect((await run(["check", ...TODAY, "--json"], folder)).stdout).toContain("ends in 14 days");
  });

  it("says that there is none, and refuses another action", async () => {
    const folder = folderOf(configurationOf());
    expect((await run(["waiver", "list"], folder)).stdout).toBe("No waiver is declared.\n");
    expect((await run(["waiver", "remove"], folder)).code).toBe(3);
  });
});
