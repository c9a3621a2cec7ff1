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
const SHOW_BASE = 'git show "origin/$GITHUB_BASE_REF:evenhand.yaml" > base.yaml';
const execute = promisify(execFile);

interface Project {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A project where `npx evenhand` is the command as built, with the ratchet of the page, and with a
 * branch `main` that its origin has too.
 */
async function project(): Promise<Project> {
  const files = policyFiles({ rows: 2000, picked: 1000 });
  const folder = checkout({
    ...files,
    "evenhand.yaml": `${files["evenhand.yaml"]}${blockWith("ratchet")}`,
  });
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const [node, command] = BUILT.trim().split("\n");
  writeFileSync(
    join(bin, "npx"),
    `#!/bin/sh\n[ "$1" = evenhand ] || exit 127\nshift\nexec "${node}" "${command}" "$@"\n`,
  );
  chmodSync(join(bin, "npx"), 0o755);
  const env = {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    EVENHAND_TODAY: "2026-11-24",
    GITHUB_BASE_REF: "main",
  };
  await shell(SET_UP, { folder, env });
  return { folder, env };
}

const SET_UP = `npx evenhand baseline update
git init -q
git add evenhand.yaml
git -c user.name=a -c user.email=a@example.org commit -q -m first
git update-ref refs/remotes/origin/main HEAD
${SHOW_BASE}`;

async function shell(script: string, { folder, env }: Project): Promise<string> {
  const { stdout } = await execute("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env });
  return stdout;
}

/** The YAML block of the page that has this section. */
function blockWith(section: string): string {
  const block = blocksOf(PAGE, "yaml").find((one) => section in parse(one));
  if (block === undefined) throw new Error(`the page has no block with ${section}`);
  return block;
}

describe("the commands in docs/ci.md", () => {
  const commands = commandsOf(PAGE);
  const ours = commands.filter((command) => command.startsWith("npx evenhand "));

  it("are ours, or install", () => {
    expect(ours.length).toBeGreaterThanOrEqual(11);
    expect(new Set(commands.filter((command) => !ours.includes(command)))).toEqual(
      new Set(["npm ci", SHOW_BASE]),
    );
  });

  it.each(ours)("run: %s", async (command) => {
    const { folder, env } = await project();
    await shell(command, { folder, env });
    if (command.includes(" --out reports ")) {
      const files = ["audit.json", "summary.md", "junit.xml"];
      for (const file of files) expect(existsSync(join(folder, "reports", file))).toBe(true);
    }
  });

  it("show what a looser limit does, as the page words it", async () => {
    const at = await project();
    const page = readFileSync(join(root, PAGE), "utf8");
    const [, change = ""] = /`(budgets\.[^`\n]+ LOOSENED)`/.exec(page) ?? [];
    const file = join(at.folder, "evenhand.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("min: 0.8 ", "min: 0.75 "));
    const said = await shell("npx evenhand check --base base.yaml 2>&1", at);
    expect(said.split("\n")).toContain(change);
  });

  it("name the formats by the files that they write", async () => {
    const { folder, env } = await project();
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
      await shell(command, { folder, env });
      if (name !== "github") expect(existsSync(join(folder, name, file))).toBe(true);
    }
  });

  it("keep the artifact that GitLab reads where the command writes it", () => {
    const gitlab = parse(blockWith("fairness")).fairness;
    expect(gitlab.script.at(-1)).toContain("--out reports ");
    expect(gitlab.artifacts.reports.junit).toBe("reports/junit.xml");
  });
});

describe("the workflows in docs/ci.md", () => {
  const workflows = blocksOf(PAGE, "yaml")
    .map((block) => parse(block))
    .filter((block) => "jobs" in block);

  it("are one for the budgets and one for a change of them", () => {
    expect(workflows).toHaveLength(2);
  });

  it.each(workflows)("use the action with inputs that it has, and run", async (workflow) => {
    const step = workflow.jobs.fairness.steps.at(-1);
    expect(step.uses).toContain("/.github/actions/fairness@");
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const { folder } = await project();
    const { code, outputs } = await runAction(folder, { ...step.with, today: "2026-11-24" });
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
