import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith, run } from "./helpers/command.ts";
import { budget, configurationOf, csvOf, EVEN } from "./helpers/people.ts";

interface Case {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly argv?: readonly string[];
  readonly code: number;
  /** What the one message says: where, and what helps. */
  readonly says: readonly (string | RegExp)[];
}

const people = csvOf(EVEN);
const packed = gzipSync(people);
const manyTowns = Array.from({ length: 10_000 }, (_, i) => `${i % 2 ? "F" : "M"},1,1,town ${i}`);

const CASES: readonly Case[] = [
  {
    name: "a file that is not there",
    changes: { data: { path: "poeple.csv" } },
    code: 4,
    says: ["input/missing-file", "poeple.csv", 'Did you mean "people.csv"?'],
  },
  {
    name: "a folder for data",
    changes: { data: { path: "." } },
    code: 4,
    says: ["input/not-a-file", "folder"],
  },
  {
    name: "a wrong column name",
    changes: { decisions: { label: "hierd", favourable: 1, prediction: "picked" } },
    code: 3,
    says: ["config/unknown-column", /evenhand\.yaml:\d+:\d+ \(decisions\.label\)/, '"hired"'],
  },
  {
    name: "a favourable value that never occurs",
    changes: { decisions: { label: "hired", favourable: "yes", prediction: "picked" } },
    code: 3,
    says: [
      "config/unknown-favourable",
      /evenhand\.yaml:\d+:\d+ \(decisions\.favourable\)/,
      '"yes"',
      '"0", "1"',
    ],
  },
  {
    name: "a limit of 80 instead of 0.8",
    changes: { budgets: [budget({ limit: { min: 80 } })] },
    code: 3,
    says: [/evenhand\.yaml:\d+:\d+ \(budgets\[0\]\.limit\.min\)/, "80", "Did you mean 0.8?"],
  },
  { name: "an empty file", data: "", code: 4, says: ["input/empty-table", "people.csv"] },
  {
    name: "a table without rows",
    data: "sex,hired,picked\n",
    code: 4,
    says: ["input/empty-table", "people.csv"],
  },
  {
    name: "a cohort attribute with 10,000 levels",
    data: `sex,hired,picked,town\n${manyTowns.join("\n")}\n`,
    changes: { cohorts: { town: { by: ["town"] } }, budgets: [] },
    code: 3,
    says: ["config/too-many-levels", /evenhand\.yaml:\d+:\d+ \(cohorts\.town\.by\[0\]\)/, "10000"],
  },
  {
    name: "a gzip file that ends early",
    data: packed.subarray(0, packed.length - 20),
    code: 4,
    says: ["input/truncated-gzip", "people.csv"],
  },
  {
    name: "a damaged gzip file",
    data: Buffer.concat([packed.subarray(0, 20), Buffer.alloc(40, 7), packed.subarray(60)]),
    code: 4,
    says: [/input\/(corrupt|truncated)-gzip/, "people.csv"],
  },
  {
    name: "text that is not UTF-8",
    data: Buffer.concat([
      Buffer.from("sex,hired,picked\nF,1,1\n"),
      Buffer.from([0xff, 0xfe, 0x2c]),
    ]),
    code: 4,
    says: ["input/encoding", /people\.csv:3/, "0xff"],
  },
  {
    name: "a row with a field too many",
    data: "sex,hired,picked\nF,1,1\nM,1,1,1\n",
    code: 4,
    says: ["input/ragged-row", /people\.csv:3/],
  },
  {
    name: "a text where the bands need numbers",
    data: "sex,hired,picked,age\nF,1,1,30\nM,0,1,old\n",
    changes: { cohorts: { age: { by: ["age"], bands: [25] } }, budgets: [] },
    code: 4,
    says: ["input/not-a-number", '"old"', "data row 2"],
  },
  {
    name: "an output folder below a file",
    argv: ["--out", "people.csv/out"],
    code: 3,
    says: ["usage/unwritable-output", "--out"],
  },
  {
    name: "an impossible date",
    argv: ["--today", "2026-02-30"],
    code: 3,
    says: ["usage/date", "--today", "YYYY-MM-DD"],
  },
  {
    name: "a configuration that is not there",
    argv: ["--config", "fair.yaml"],
    code: 3,
    says: ["config/missing-file", "fair.yaml", "evenhand init"],
  },
  {
    name: "a folder for configuration",
    argv: ["--config", "."],
    code: 3,
    says: ["config/unreadable-file", "folder"],
  },
  {
    name: "a data set that the catalogue does not know",
    changes: { data: { dataset: "adlut" } },
    code: 3,
    says: [/evenhand\.yaml:\d+:\d+ \(data\.dataset\)/, 'Did you mean "adult"?'],
  },
  {
    name: "a quote for comment mark",
    changes: { data: { path: "people.csv", comment: '"' } },
    code: 3,
    says: [/evenhand\.yaml:\d+:\d+ \(data\.comment\)/],
  },
];

describe.each(["audit", "check"])("%s, given", (verb) => {
  it.each(CASES)("$name: one clear message, the right code, nothing written", async (one) => {
    const folder = folderWith({
      "evenhand.yaml": configurationOf(one.changes),
      "people.csv": one.data ?? people,
    });
    const { code, stdout, stderr } = await run([verb, ...(one.argv ?? [])], folder);
    expect({ code, stdout }).toEqual({ code: one.code, stdout: "" });
    for (const text of one.says) {
      if (typeof text === "string") expect(stderr).toContain(text);
      else expect(stderr).toMatch(text);
    }
    expect(stderr.match(/^error /gm)).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at |undefined|NaN|\[object/);
    expect(filesIn(folder)).toEqual(["evenhand.yaml", "people.csv"]);
  });
});

describe("a bare file", () => {
  it.each([
    ["gone.csv", [], 4, "input/missing-file"],
    ["people.csv", ["--outcome", "hierd"], 3, 'Did you mean "hired"?'],
    ["people.csv", ["--outcome", "hired", "--favourable", "yes"], 3, "--favourable"],
    ["people.csv", ["--by", "sexe"], 3, 'Did you mean "sex"?'],
    [".", [], 4, "folder"],
  ])("%s %j is refused in one message", async (path, flags, code, help) => {
    const folder = folderWith({ "people.csv": people });
    const ran = await run(["audit", path, ...flags], folder);
    expect(ran).toMatchObject({ code, stdout: "" });
    expect(ran.stderr).toContain(help);
    expect(filesIn(folder)).toEqual(["people.csv"]);
  });

  it("that is empty, or cut off, is bad input", async () => {
    const folder = folderWith({ "a.csv": "", "b.csv.gz": packed.subarray(0, 50) });
    for (const name of ["a.csv", "b.csv.gz"]) {
      const { code, stderr } = await run(["audit", name], folder);
      expect(code).toBe(4);
      expect(stderr).toContain(join(folder, name));
    }
  });
});

describe("a defect of ours", () => {
  it("asks for a report, exits with 70, and shows the stack only when asked", async () => {
    const folder = folderWith({ "evenhand.yaml": configurationOf(), "people.csv": people });
    const broken = {
      now: () => {
        throw new TypeError("the clock stands still");
      },
    };
    const env = { EVENHAND_TODAY: "" };
    const quiet = await run(["check"], folder, { ...broken, env });
    expect(quiet.code).toBe(70);
    expect(quiet.stderr).toContain("the clock stands still");
    expect(quiet.stderr).toContain("report it");
    expect(quiet.stderr).not.toMatch(/\n\s+at /);
    const loud = await run(["check"], folder, { ...broken, env: { ...env, EVENHAND_DEBUG: "1" } });
    expect(loud.stderr).toMatch(/\n\s+at /);
  });
});
