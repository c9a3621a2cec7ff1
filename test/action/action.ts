import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { root } from "../root.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION: Action = parse(
  readFileSync(join(root, ".github/actions/fairness/action.yml"), "utf8"),
);

/** The command as built, a word a line, as the action takes it. */
export const BUILT = `${process.execPath}\n${join(root, "packages/cli/dist/bin.js")}\n`;

/** What a run of the action leaves behind. */
export interface ActionRun {
  /** The exit code of the step that ended the run, or 0. */
  readonly code: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  /** Steps that ran, by name; one that uses another action is only noted. */
  readonly ran: readonly string[];
}

/** Runs the action's steps in a folder with bash, as GitHub's runner would, with inputs over the defaults. */
export async function runAction(
  folder: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const runner = mkdtempSync(join(tmpdir(), "evenhand-runner-"));
  onTestFinished(() => rmSync(runner, { recursive: true, force: true }));
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default]);
  const given = { ...Object.fromEntries(defaults), command: BUILT, ...inputs };
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  const summary = join(runner, "summary.md");
  writeFileSync(summary, "");
  const ran: string[] = [];
  let code = 0;
  let log = "";
  for (const [index, step] of ACTION.runs.steps.entries()) {
    if (!isDue(step, code, given, outputs)) continue;
    ran.push(step.name);
    if (step.run === undefined) continue;
    const script = join(runner, `${index}.sh`);
    const output = join(runner, `${index}.output`);
    writeFileSync(script, step.run);
    writeFileSync(output, "");
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [
      name,
      evaluate(value, given, outputs),
    ]);
    const ended = await bash(script, folder, {
      ...Object.fromEntries(env),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
    });
    code = ended.code;
    log += ended.log;
    outputs.set(step.id ?? "", readOutputs(output));
  }
  const results = Object.entries(ACTION.outputs).map(([name, { value }]) => [
    name,
    evaluate(value, given, outputs),
  ]);
  return {
    code,
    outputs: Object.fromEntries(results),
    summary: readFileSync(summary, "utf8"),
    log,
    ran,
  };
}

/** A folder for the action to run in, with a `.git` as a checkout has one. */
export function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-action-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, ".git"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

type Outputs = ReadonlyMap<string, Readonly<Record<string, string>>>;

const UPLOAD_CONDITION = "always() && inputs.upload == 'true' && steps.check.outputs.verdict != ''";

/** A step runs while nothing has failed; the one condition that the action uses is read out here. */
function isDue(
  step: Step,
  code: number,
  inputs: Record<string, string>,
  outputs: Outputs,
): boolean {
  if (step.if === undefined) return code === 0;
  if (step.if !== UPLOAD_CONDITION) throw new Error(`teach the test this condition: ${step.if}`);
  return inputs.upload === "true" && (outputs.get("check")?.verdict ?? "") !== "";
}

/** Expressions that the action uses: inputs, outputs of steps, and the first of two that is not empty. */
function evaluate(text: string, inputs: Record<string, string>, outputs: Outputs): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
    const values = expression.split(" || ").map((term) => {
      const [, input, step = "", output = ""] =
        /^(?:inputs\.([\w-]+)|steps\.([\w-]+)\.outputs\.([\w-]+))$/.exec(term) ?? [];
      if (input === undefined && step === "") throw new Error(`teach the test this term: ${term}`);
      return input === undefined ? (outputs.get(step)?.[output] ?? "") : (inputs[input] ?? "");
    });
    return values.find((value) => value !== "") ?? "";
  });
}

function readOutputs(path: string): Record<string, string> {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

function bash(
  script: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ code: number; log: string }> {
  const options = { cwd, env: { PATH: process.env.PATH ?? "", ...env } };
  return new Promise((resolve, reject) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", script];
    execFile("bash", args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ code, log: stdout + stderr });
      else reject(error);
    });
  });
}
