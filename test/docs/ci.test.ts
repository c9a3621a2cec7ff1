import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit } from "../../packages/core/dist/index.js";
import { toMeetBudget } from "../../packages/reporting/dist/matchers/to-meet-budget.js";
import { ACTION, BUILT, checkout, runAction } from "../action/action.ts";
import { policyFiles } from "../action/policy.ts";
import { root } from "../root.ts";
import { blocksOf, commandsOf } from "./snippets.ts";

const PAGE = "docs/ci.md";
const execute = promisify(execFile);

/** A project where `npx evenhand` is the command as built. */
function project(): { readonly folder: string; readonly path: string } {
  const folder = checkout(policyFiles({ rows: 2000, picked: 1000 }));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const [node, command] = BUILT.trim().split("\n");
  writeFileSync(
    join(bin, "npx"),
    `#!/bin/sh\n[ "$1" = evenhand ] || exit 127\nshift\nexec "${node}" "${command}" "$@"\n`,
  );
  chmodSync(join(bin, "npx"), 0o755);
  return { folder, path: `${bin}${delimiter}${process.env.PATH}` };
}

describe("the commands in docs/ci.md", () => {
  const commands = commandsOf(PAGE);
  const ours = commands.filter((command) => command.startsWith("npx evenhand "));

  it("are ours, or install", () => {
    expect(ours.length).toBeGreaterThanOrEqual(4);
    expect(new Set(commands.filter((command) => !ours.includes(command)))).toEqual(
      new Set(["npm ci"]),
    );
  });

  it.each(ours)("run: %s", async (command) => {
    const { folder, path } = project();
    await execute("bash", ["-eo", "pipefail", "-c", command], { cwd: folder, env: { PATH: path } });
    if (command.includes(" check ")) {
      const files = ["audit.json", "summary.md", "junit.xml"];
      for (const file of files) expect(existsSync(join(folder, "reports", file))).toBe(true);
    }
  });

  it("name the formats by the files that they write", async () => {
    const { folder, path } = project();
    const page = readFileSync(join(root, PAGE), "utf8");
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| `?([\w.]+)/gm)];
    expect(rows.map(([, name]) => name)).toEqual([
      "markdown",
      "junit",
      "sarif",
      "sarif-full",
      "github",
    ]);
    for (const [, name = "", file = ""] of rows) {
      const command = `npx evenhand check --out ${name} --format ${name}`;
      await execute("bash", ["-c", command], { cwd: folder, env: { PATH: path } });
      if (name !== "github") expect(existsSync(join(folder, name, file))).toBe(true);
    }
  });

  it("keep the artifact that GitLab reads where the command writes it", () => {
    const gitlab = blocksOf(PAGE, "yaml")
      .map((block) => parse(block))
      .find((block) => "fairness" in block).fairness;
    expect(gitlab.script.at(-1)).toContain("--out reports ");
    expect(gitlab.artifacts.reports.junit).toBe("reports/junit.xml");
  });
});

describe("the workflow in docs/ci.md", () => {
  it("uses the action with inputs that it has, and runs", async () => {
    const workflow = blocksOf(PAGE, "yaml")
      .map((block) => parse(block))
      .find((block) => "jobs" in block);
    const step = workflow.jobs.fairness.steps.at(-1);
    expect(step.uses).toContain("/.github/actions/fairness@");
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const { folder } = project();
    const { code, outputs } = await runAction(folder, step.with);
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "pass" });
  });
});

describe("the test in docs/ci.md", () => {
  const [source = ""] = blocksOf(PAGE, "ts");
  const body = source.replace(/^import .*$/gm, "");
  const names = ["audit", "toMeetBudget", "people", "expect", "test"];
  const runWith = (hired: number): void => {
    const group = (sex: string, favoured: number): object[] =>
      Array.from({ length: 2000 }, (_, i) => ({ sex, hired: i < favoured ? 1 : 0 }));
    const people = [...group("F", hired), ...group("M", 1000)];
    const test = (_: string, work: () => void): void => work();
    new Function(...names, body)(audit, toMeetBudget, people, expect, test);
  };

  it("passes on even data and fails on uneven data", () => {
    expect(body).toContain("toMeetBudget");
    runWith(1000);
    expect(() => runWith(300)).toThrow('budget "hired" does not hold');
  });
});
