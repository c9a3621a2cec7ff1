import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { filesIn, folderWith } from "./helpers/command.ts";
import { configurationOf, csvOf, EVEN, UNEVEN } from "./helpers/people.ts";

const BIN = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly env?: Record<string, string>;
  /** Called with the running process. */
  readonly meddle?: (child: ReturnType<typeof spawn>) => void;
}

function evenhand(argv: readonly string[], cwd: string, options: Options = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, EVENHAND_TODAY: "2026-11-24", ...options.env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const [stdout, stderr] = [out, err].map((chunks) => Buffer.concat(chunks).toString("utf8"));
      resolve({ code, signal, stdout: stdout as string, stderr: stderr as string });
    });
    options.meddle?.(child);
  });
}

function policy(groups = EVEN): string {
  return folderWith({ "evenhand.yaml": configurationOf(), "people.csv": csvOf(groups) });
}

describe("the built command", () => {
  it("has been built", () => {
    expect(existsSync(BIN), "run `npm run build` first").toBe(true);
    expect(readFileSync(BIN, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("shows help, and fails by its exit code", async () => {
    const folder = folderWith({});
    expect(await evenhand([], folder)).toMatchObject({ code: 0, stderr: "" });
    expect(await evenhand(["adit"], folder)).toMatchObject({ code: 3, stdout: "" });
    expect(await evenhand(["audit", "gone.csv"], folder)).toMatchObject({ code: 4, stdout: "" });
    expect(await evenhand(["check"], policy(UNEVEN))).toMatchObject({ code: 1 });
  });

  it("prints no stack trace and no escape codes into a pipe", async () => {
    const { code, stdout, stderr } = await evenhand(["check"], policy());
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain("\u001b");
    const coloured = await evenhand(["check"], policy(), { env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\u001b[32m");
    const plain = await evenhand(["check"], policy(), { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain("\u001b");
  });

  it("is quiet when its reader goes away, at once or after the first lines", async () => {
    const gone = await evenhand(["datasets"], folderWith({}), {
      meddle: (child) => child.stdout?.destroy(),
    });
    expect({ code: gone.code, stderr: gone.stderr }).toEqual({ code: 0, stderr: "" });
    // More than a pipe holds, so that the end of it is still to be written.
    const groups = Array.from({ length: 300 }, (_, i) => ({
      ...(EVEN[0] as (typeof EVEN)[number]),
      sex: `group ${i}`,
      rows: 4,
    }));
    const folder = folderWith({
      "evenhand.yaml": configurationOf({ cohorts: { sex: { by: ["sex"] } }, budgets: [] }),
      "people.csv": csvOf(groups),
    });
    const left = await evenhand(["check", "--json"], folder, {
      meddle: (child) => child.stdout?.once("data", () => child.stdout?.destroy()),
    });
    expect(left.code).toBe(0);
    expect(left.stderr).not.toContain("EPIPE");
  });

  it("leaves no half-written file behind an interrupt, whenever that comes", async () => {
    for (const delay of [0, 150, 300, 450, 600, 900]) {
      const folder = policy();
      const { code, signal } = await evenhand(["audit", "--out", "out"], folder, {
        meddle: (child) => setTimeout(() => child.kill("SIGINT"), delay),
      });
      const written = existsSync(join(folder, "out")) ? filesIn(join(folder, "out")) : [];
      expect(written.filter((name) => name.includes("tmp"))).toEqual([]);
      expect([0, 3]).toContain(written.length);
      expect(signal === "SIGINT" || code === 130 || code === 0).toBe(true);
    }
  });

  it("does not load charts, prompts or models to check", async () => {
    const folder = policy();
    const coverage = folderWith({});
    await evenhand(["check"], folder, { env: { NODE_V8_COVERAGE: coverage } });
    // Coverage lists every script that was loaded.
    const [file] = filesIn(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, file as string), "utf8"));
    const loaded = result.map(({ url }: { url: string }) => url).join("\n");
    expect(loaded).toContain("/core/dist/index.js");
    expect(loaded).not.toMatch(/node_modules\/(vega|@clack)|models\/dist/);
  });
});
