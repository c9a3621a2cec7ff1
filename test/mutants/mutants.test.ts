import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../root.ts";
import { EQUIVALENTS } from "./equivalents.ts";
import { DECISIVE_TESTS, GUARDED } from "./guarded.ts";
import { instrument, type Mutant } from "./instrument.ts";

/** What is read of Vitest's report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
      readonly meta: { readonly killed?: readonly string[] };
    }[];
  }[];
}

/** Runs the decisive tests with every mutant. */
async function runMutants(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-mutants-"));
  const report = join(folder, "report.json");
  const outer = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const config = join(root, "test/mutants/vitest.config.ts");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const given = ["run", `--config=${config}`, "--reporter=json", `--outputFile=${report}`];
  const said = await new Promise<string>((resolve) => {
    const options = { cwd: root, env: Object.fromEntries(outer) };
    execFile(process.execPath, [vitest, ...given], options, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Report;
  } catch (cause) {
    throw new Error(`the run of the mutants left no report:\n${said}`, { cause });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One line that names a mutant; sources are told by their text, since lines move. */
function nameOf({ file, in: place, before, after }: Mutant): string {
  const change = after === "" ? `without ${before}` : `${before} → ${after}`;
  return `${file}, ${place}: ${change}`.replaceAll(/\s+/g, " ");
}

describe("mutants of the code that decides", () => {
  let report: Report;
  const mutants = new Map(
    GUARDED.flatMap((file) => [
      ...instrument(file, readFileSync(join(root, file), "utf8")).mutants,
    ]),
  );

  beforeAll(async () => {
    report = await runMutants();
  }, 900_000);

  it("leave the tests that must notice them whole while none is active", () => {
    expect(report.testResults).toHaveLength(DECISIVE_TESTS.length);
    const failed = report.testResults.flatMap(({ name, status, assertionResults }) => [
      ...(status === "passed" ? [] : [name]),
      ...assertionResults
        .filter((test) => test.status === "failed")
        .map((test) => `${test.fullName}: ${test.failureMessages?.[0]}`),
    ]);
    expect(failed).toEqual([]);
  });

  it("are each noticed by a test, apart from those that change nothing", () => {
    const killed = new Set(
      report.testResults.flatMap(({ assertionResults }) =>
        assertionResults.flatMap(({ meta }) => meta.killed ?? []),
      ),
    );
    const alive = [...mutants].filter(([id]) => !killed.has(id)).map(([, mutant]) => mutant);
    expect(alive.map(nameOf).sort()).toEqual(EQUIVALENTS.map(nameOf).sort());
    expect(killed.size + alive.length).toBe(mutants.size);
  });
});
