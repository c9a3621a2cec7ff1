import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseLog } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, type Ran, run } from "../helpers/command.ts";
import { loanFiles } from "../helpers/loans.ts";

const LOGGED = {
  decisions: {
    id: "id",
    label: "loan",
    favourable: "paid",
    prediction: { model: true, threshold: 0.6, favourableWhen: "above" },
    log: "decisions.jsonl",
  },
};

/** A folder in which these decisions were explained into a log. */
async function loggedFolder(subjects: readonly string[]): Promise<string> {
  const folder = folderWith(loanFiles(LOGGED));
  for (const subject of subjects) {
    const argv = ["explain", "--subject", subject, "--log", "decisions.jsonl"];
    expect((await run(argv, folder)).code).toBe(0);
  }
  return folder;
}

const logIn = (folder: string): string => readFileSync(join(folder, "decisions.jsonl"), "utf8");

async function person(folder: string, argv: readonly string[]): Promise<Ran> {
  return await run(["person", ...argv, "--log", "decisions.jsonl"], folder);
}

const DELETE = ["delete", "--subject", "case-2", "--confirm", "case-2"];

describe("explain --log", () => {
  it("adds the record that --json prints, one line each time, for the owner alone", async () => {
    const folder = await loggedFolder(["case-1", "case-2", "case-1"]);
    const { stdout } = await run(["explain", "--subject", "case-2", "--json"], folder);
    const { records } = parseLog(logIn(folder));
    expect(records.map(({ subject }) => subject)).toEqual(["case-1", "case-2", "case-1"]);
    expect(records[1]).toEqual(JSON.parse(stdout));
    expect(statSync(join(folder, "decisions.jsonl")).mode & 0o077).toBe(0);
  });

  it("does not continue a line that a crash cut off", async () => {
    const folder = await loggedFolder(["case-1"]);
    const whole = logIn(folder);
    writeFileSync(join(folder, "decisions.jsonl"), whole.slice(0, -20));
    const { code, stderr } = await run(
      ["explain", "--subject", "case-2", "--log", "decisions.jsonl"],
      folder,
    );
    expect(code).toBe(4);
    expect(stderr).toContain("input/log-damaged");
    expect(stderr).not.toContain("case-1");
    expect(logIn(folder)).toBe(whole.slice(0, -20));
  });
});

describe("person export", () => {
  it("writes all that is held on one person in three forms, and nothing of others", async () => {
    const folder = await loggedFolder(["case-1", "case-2", "case-2", "case-23"]);
    const { code, stderr } = await person(folder, [
      "export",
      "--subject",
      "case-2",
      "--out",
      "mine",
    ]);
    expect(code).toBe(0);
    expect(stderr).not.toContain("case-");
    expect(filesIn(join(folder, "mine"))).toEqual(["person.csv", "person.html", "person.json"]);
    const text = (name: string) => readFileSync(join(folder, "mine", name), "utf8");
    const held = JSON.parse(text("person.json"));
    const lines = logIn(folder).split("\n");
    expect(held.records).toEqual([JSON.parse(lines[1] ?? ""), JSON.parse(lines[2] ?? "")]);
    expect(text("person.csv").split("\r\n")).toHaveLength(
      1 + 2 * held.records[0].attributions.length + 1,
    );
    for (const name of ["person.csv", "person.html", "person.json"]) {
      expect(text(name)).not.toMatch(/case-(1|23)\b/);
    }
  });

  it.each([
    [["export", "--subject", "case-9", "--out", "x"], 3, "usage/unknown-subject"],
    [["export", "--subject", "case-2"], 3, "--json"],
    [["export", "--out", "x"], 3, "--subject"],
    [["exprot", "--subject", "case-2"], 3, "export or delete"],
    [["delete", "--subject", "case-2"], 3, "usage/not-confirmed"],
    [["delete", "--subject", "case-2", "--confirm", "case-1"], 3, "usage/not-confirmed"],
    [["delete", "--subject", "case-9", "--confirm", "case-9"], 3, "usage/unknown-subject"],
  ])("refuses %j, changes nothing and names nobody else", async (argv, expected, words) => {
    const folder = await loggedFolder(["case-1", "case-2"]);
    const before = logIn(folder);
    const { code, stdout, stderr } = await person(folder, argv);
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/case-[12]\b/);
    expect(logIn(folder)).toBe(before);
  });

  it("says what is missing where there is no log, or a broken one", async () => {
    const folder = folderWith({ ...loanFiles(), "decisions.jsonl": '{"subject":"case-7"}\n' });
    const broken = await person(folder, ["export", "--subject", "case-2", "--json"]);
    expect(broken.code).toBe(4);
    expect(broken.stderr).toContain("decisions.jsonl (line 1)");
    expect(broken.stderr).not.toContain("case-7");
    rmSync(join(folder, "decisions.jsonl"));
    const missing = await person(folder, ["export", "--subject", "case-2", "--json"]);
    expect(missing.code).toBe(4);
    expect(missing.stderr).toContain("explain --log");
  });
});

describe("person delete", () => {
  it("removes every record of the person in one step, with a receipt", async () => {
    const folder = await loggedFolder(["case-1", "case-2", "case-2"]);
    const first = logIn(folder).split("\n")[0];
    const { code, stdout, stderr } = await person(folder, [
      ...DELETE,
      "--json",
      "--out",
      "receipt.json",
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe("Wrote receipt.json\n");
    expect(readFileSync(join(folder, "receipt.json"), "utf8")).toBe(stdout);
    const receipt = JSON.parse(stdout);
    expect(receipt).toMatchObject({
      deleted: "2026-11-24",
      records: { count: 2 },
      remaining: 0,
      contact: "the loans desk",
    });
    expect(stdout).not.toContain("case-2");
    const after = logIn(folder);
    expect(after.split("\n")[0]).toBe(first);
    expect(after).not.toContain("case-2");
    expect(parseLog(after).tombstones.map(({ digest }) => digest)).toEqual([receipt.tombstone]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("prints the receipt in words", async () => {
    const folder = await loggedFolder(["case-2"]);
    const { stdout } = await person(folder, [...DELETE, "--contact", "the desk"]);
    expect(stdout).toContain("What: 1 record of decisions made on 2026-11-24");
    expect(stdout).toContain("Contact: the desk");
  });

  it("is followed by no output about that person", async () => {
    const folder = await loggedFolder(["case-1", "case-2"]);
    expect((await person(folder, DELETE)).code).toBe(0);
    const outputs = [
      await run(["explain", "--subject", "case-2"], folder),
      await run(["explain", "--subject", "case-2", "--log", "decisions.jsonl"], folder),
      await person(folder, ["export", "--subject", "case-2", "--json"]),
      await person(folder, DELETE),
    ];
    for (const { code, stdout, stderr } of outputs) {
      expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
      expect(stderr).toContain("usage/deleted-subject");
    }
    expect(logIn(folder)).not.toContain("case-2");
  });

  it("takes the person out of audits and reports, which say so", async () => {
    const folder = await loggedFolder(["case-2"]);
    const audit = async () => {
      expect((await run(["audit", "--out", "out"], folder)).code).toBe(0);
      return JSON.parse(readFileSync(join(folder, "out", "audit.json"), "utf8"));
    };
    const rowsOf = (document: { population: { used: number } }) => document.population.used;
    const before = await audit();
    await person(folder, DELETE);
    const after = await audit();
    expect(rowsOf(after)).toBe(rowsOf(before) - 1);
    expect(after.population.excluded).toContainEqual({
      reason: "deleted from the decision log",
      column: null,
      rows: 1,
    });
    expect(after.notes.join("\n")).toContain("1 row is left out: the people were deleted");
    for (const name of filesIn(join(folder, "out"))) {
      expect(readFileSync(join(folder, "out", name), "utf8")).not.toContain("case-2");
    }
  });

  it("takes explained decisions of the person out of a report that is made again", async () => {
    const folder = await loggedFolder(["case-1", "case-2"]);
    expect((await run(["audit", "--out", "out"], folder)).code).toBe(0);
    const path = join(folder, "out", "audit.json");
    const decisions = parseLog(logIn(folder)).records;
    const document = { ...JSON.parse(readFileSync(path, "utf8")), decisions };
    writeFileSync(path, JSON.stringify(document));
    await person(folder, DELETE);
    const argv = ["report", "out/audit.json", "--out", "again", "--decisions"];
    const { code, stderr } = await run([...argv, "--log", "decisions.jsonl"], folder);
    expect(code).toBe(0);
    expect(stderr).toContain("1 explained decision is left out");
    expect(stderr).not.toContain("case-");
    const html = readFileSync(join(folder, "again", "report.html"), "utf8");
    expect(html).toContain("case-1");
    expect(html).not.toContain("case-2");
    expect(html).toContain("1 explained decision is left out");
  });

  it("leaves the log as it was where the new one cannot be written", async () => {
    const folder = await loggedFolder(["case-1", "case-2"]);
    const before = logIn(folder);
    mkdirSync(join(folder, `.decisions.jsonl.${process.pid}.tmp`));
    const { code, stderr } = await person(folder, DELETE);
    expect(code).toBe(3);
    expect(stderr).toContain("usage/unwritable-output");
    expect(logIn(folder)).toBe(before);
  });
});
