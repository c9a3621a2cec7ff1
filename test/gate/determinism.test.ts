import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { BUILT, checkout } from "../action/action.ts";
import { TODAY } from "./fixture.ts";
import { MIXED } from "./fixtures/mixed.ts";
import { csvOf, peopleOf } from "./people.ts";

const [NODE, COMMAND] = BUILT.trim().split("\n") as [string, string];

/** Far apart in time zone, language, and how the terminal is called. */
const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [
  { TZ: "Pacific/Kiritimati", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", COLUMNS: "60" },
  { TZ: "Pacific/Pago_Pago", LANG: "C", LC_ALL: "C", TERM: "dumb" },
];

const FORMATS = "html,junit,sarif,sarif-full=full.sarif,github=annotations.txt";

it("writes the same bytes for the same input and day, in any time zone and language", async () => {
  const [fixture] = MIXED;
  if (fixture === undefined) expect.fail("there is no fixture");
  const files = {
    "people.csv": csvOf(peopleOf(fixture.groups)),
    "evenhand.yaml": stringify(fixture.configuration),
  };
  const outputs: ReadonlyMap<string, string>[] = [];
  for (const environment of ENVIRONMENTS) {
    const folder = checkout(files);
    const argv = ["check", "--out", "out", "--today", TODAY, "--format", FORMATS];
    expect(await runIn(folder, argv, environment)).toBe(fixture.exitCode);
    outputs.push(filesOf(folder));
  }
  const [first, second] = outputs;
  expect([...(first?.keys() ?? [])]).toEqual([
    "annotations.txt",
    "full.sarif",
    "out/audit.json",
    "out/evenhand.sarif",
    "out/junit.xml",
    "out/report.html",
    "out/summary.md",
  ]);
  expect(second).toEqual(first);
});

function filesOf(folder: string): ReadonlyMap<string, string> {
  const inputs = ["people.csv", "evenhand.yaml"];
  const names = [
    ...readdirSync(folder),
    ...readdirSync(join(folder, "out")).map((n) => `out/${n}`),
  ];
  return new Map(
    names
      .filter((name) => /\.\w+$/.test(name) && name !== ".git" && !inputs.includes(name))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "latin1")]),
  );
}

function runIn(
  cwd: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const options = { cwd, env: { PATH: process.env.PATH ?? "", ...environment } };
  return new Promise((resolve, reject) => {
    execFile(NODE, [COMMAND, ...argv], options, (error) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve(code);
      else reject(error);
    });
  });
}
