import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BurnDocument } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, type Ran, run } from "../helpers/command.ts";
import { budget, configurationOf } from "../helpers/people.ts";

const DAYS = Array.from({ length: 20 }, (_, i) => `2026-11-${String(i + 1).padStart(2, "0")}`);

/** 200 women and 200 men a day, of whom 100 men and so many women are picked. */
function csvOf(picked: number, days: readonly string[] = DAYS): string {
  const lines = days.flatMap((day) =>
    ["F", "M"].flatMap((sex) =>
      Array.from(
        { length: 200 },
        (_, i) => `${day},${sex},${i < (sex === "F" ? picked : 100) ? 1 : 0}`,
      ),
    ),
  );
  return `day,sex,picked\n${lines.join("\n")}\n`;
}

const DECISIONS = { favourable: 1, prediction: "picked", time: "day" };
const BURN = { window: "30d", slot: "1d", since: "2026-11-01", allowedShortfall: 0.01 };

function policy(changes: Readonly<Record<string, unknown>> = {}): string {
  return configurationOf({ decisions: DECISIONS, burn: BURN, ...changes });
}

function folderOf(picked: number, changes: Readonly<Record<string, unknown>> = {}): string {
  return folderWith({ "evenhand.yaml": policy(changes), "people.csv": csvOf(picked) });
}

async function burn(folder: string, ...more: string[]): Promise<Ran> {
  return await run(["burn", ...(more.includes("--out") ? [] : ["--out", "out"]), ...more], folder);
}

describe("burn on a table with a time column", () => {
  it("shows the series, the gap and the alerts, writes both files, and exits by the window", async () => {
    const folder = folderOf(60);
    const { code, stdout, stderr } = await burn(folder);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "selection-ratio-sex: selection rate, ratio, sex=F vs sex=M, limit 0.80 to 1.25",
    );
    expect(stdout).toMatch(/^2026-11-20 +200 +0\.60 +20 +0\.60 +0\.\d+ to 0\.\d+ +✗ fail$/m);
    expect(stdout).toContain("(6 earlier slots not shown)");
    expect(stdout).toContain("a gap the size of 400 decisions, 10 times what is put up with.");
    expect(stdout).toContain("Alert (page), by points");
    expect(stderr).toContain("Wrote out/burn.json, out/burn.html, out/burn.md");
    expect(filesIn(join(folder, "out"))).toEqual(["burn.html", "burn.json", "burn.md"]);
    expect(readFileSync(join(folder, "out/burn.md"), "utf8")).toContain("**Fail.**");
    expect(readFileSync(join(folder, "out/burn.html"), "utf8")).toMatch(
      /<svg role="img" aria-label="Selection rate/,
    );
  });

  it("exits with 0 where the evidence is open, with 2 where that blocks, with 0 on a pass", async () => {
    expect((await burn(folderOf(80))).code).toBe(0);
    const budgets = [budget({ onInconclusive: "block" })];
    expect((await burn(folderOf(80, { budgets }))).code).toBe(2);
    const { code, stdout } = await burn(folderOf(100));
    expect(code).toBe(0);
    expect(stdout).toContain("Every budget holds");
    expect(stdout).not.toContain("Alert");
  });

  it("prints the document alone with --json, for the day it is asked", async () => {
    const { code, stdout, stderr } = await burn(folderOf(60), "--json", "--today", "2026-11-03");
    const document = JSON.parse(stdout) as BurnDocument;
    expect(document.schema).toBe("evenhand/burn@1");
    expect(document.slots.map(({ from }) => from)).toEqual(["2026-11-01", "2026-11-02"]);
    expect(document.population.excluded).toEqual([
      { reason: "in slots not ended before 2026-11-03", column: null, rows: 7200 },
    ]);
    expect(document.provenance).toMatchObject({
      today: "2026-11-03",
      data: [{ name: "people.csv" }],
      configuration: { name: "evenhand.yaml" },
    });
    expect(code).toBe(document.outcome.exitCode);
    expect(stderr).toContain(document.outcome.sentence);
  });

  it("gives the same bytes twice", async () => {
    const folder = folderOf(60);
    const [one, two] = [await burn(folder, "--json"), await burn(folder, "--json")];
    expect(one.stdout).toBe(two.stdout);
  });

  it.each([
    ["no section `burn`", { burn: undefined }, 3, "config/missing-key"],
    ["no column of times", { decisions: { ...DECISIONS, time: null } }, 3, "decisions.time"],
    [
      "a column that is not there",
      { decisions: { ...DECISIONS, time: "dya" } },
      3,
      'There are: "day"',
    ],
    ["a column of no times", { decisions: { ...DECISIONS, time: "sex" } }, 4, '"F" in data row 1'],
    ["no length of time", { burn: { ...BURN, slot: "1h" } }, 3, "evenhand.yaml:"],
  ])("refuses %s, with nothing written", async (_, changes, exitCode, words) => {
    const folder = folderOf(60, changes);
    const { code, stdout, stderr } = await burn(folder);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).toContain(words);
    expect(filesIn(folder)).toEqual(["evenhand.yaml", "people.csv"]);
  });
});

describe("check with `burn` declared", () => {
  it("writes the series beside the audit, and exits by the audit", async () => {
    const folder = folderOf(60);
    const { code, stderr } = await run(["check", "--out", "out"], folder);
    expect(code).toBe(1);
    expect(stderr).toContain("Wrote out/burn.json, out/burn.html, out/burn.md");
    expect(filesIn(join(folder, "out"))).toEqual([
      "audit.json",
      "burn.html",
      "burn.json",
      "burn.md",
      "summary.md",
    ]);
    await burn(folder, "--out", "alone");
    expect(readFileSync(join(folder, "out/burn.json"))).toEqual(
      readFileSync(join(folder, "alone/burn.json")),
    );
  });

  it("writes none where no slot has ended, or no column of times is declared", async () => {
    const early = folderOf(60);
    await run(["check", "--out", "out", "--today", "2026-11-01"], early);
    const timeless = folderOf(60, { decisions: { ...DECISIONS, time: null } });
    await run(["check", "--out", "out"], timeless);
    for (const folder of [early, timeless]) {
      expect(filesIn(join(folder, "out"))).toEqual(["audit.json", "summary.md"]);
    }
  });
});

describe("burn on a folder of cells", () => {
  /** A folder with an audit a day, made by the command, in one of the ways they may lie there. */
  async function daily(place: (day: string) => string): Promise<string> {
    const folder = folderOf(60);
    for (const day of DAYS) {
      const source = folderWith({ "evenhand.yaml": policy(), "people.csv": csvOf(60, [day]) });
      await run(["check", "--out", "out", "--today", day], source);
      const text = readFileSync(join(source, "out/audit.json"), "utf8");
      const path = join(folder, "days", place(day));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return folder;
  }

  it.each<[string, (day: string) => string]>([
    ["folders named after the day", (day) => `${day}/audit.json`],
    ["files named after the day", (day) => `cells-${day}.json`],
    ["files that know their day", (day) => `run${day.slice(-2)}.json`],
  ])("gives what the rows give, from %s", async (_, place) => {
    const folder = await daily(place);
    const rows = JSON.parse((await burn(folder, "--json")).stdout) as BurnDocument;
    const ran = await run(["burn", "days", "--out", "out", "--json"], folder);
    const cells = JSON.parse(ran.stdout) as BurnDocument;
    expect(ran.code).toBe(1);
    expect(cells.series).toEqual(rows.series);
    expect(cells.verdicts).toEqual(rows.verdicts);
    expect(cells.provenance.data).toHaveLength(20);
  });

  const bare = { date: "2026-11-01", cells: { schema: {}, entries: [] } };

  it.each<[string, Record<string, string>, string]>([
    ["no files", { "days/readme.txt": "x" }, "days"],
    ["what is no JSON", { "days/a.json": "{" }, "days/a.json"],
    ["what is no audit", { "days/a.json": '{"schema":"x"}' }, "days/a.json"],
    ["what holds no cells", { "days/a.json": JSON.stringify(bare) }, "input/not-a-slot"],
  ])("refuses %s, naming the file", async (_, files, words) => {
    const folder = folderWith({ "evenhand.yaml": policy(), ...files });
    const { code, stderr } = await run(["burn", "days"], folder);
    expect(code).toBe(4);
    expect(stderr).toContain(words);
  });

  it("refuses the same data twice, other questions and days that do not exist", async () => {
    const source = folderWith({
      "evenhand.yaml": policy(),
      "people.csv": csvOf(60, ["2026-11-01"]),
    });
    await run(["check", "--out", "out"], source);
    const audit = readFileSync(join(source, "out/audit.json"), "utf8");
    const other = audit.replace(/"schemaHash": "[0-9a-f]+"/, `"schemaHash": "${"0".repeat(64)}"`);
    const refusal = async (files: Record<string, string>): Promise<string> => {
      const folder = folderWith({ "evenhand.yaml": policy(), ...files });
      return (await run(["burn", "days"], folder)).stderr;
    };
    const first = { "days/2026-11-01.json": audit };
    const twice = await refusal({ ...first, "days/2026-11-02.json": `${audit}\n` });
    expect(twice).toContain("the data of days/2026-11-01.json");
    expect(await refusal({ ...first, "days/2026-11-02.json": other })).toContain("cells-differ");
    expect(await refusal({ "days/2026-02-30.json": audit })).toContain('"2026-02-30"');
    expect(await refusal({})).toContain("there is no such");
  });
});
