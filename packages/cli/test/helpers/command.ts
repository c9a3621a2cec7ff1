import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import { main } from "../../src/main.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process; the date is fixed unless the test gives a clock. */
export async function run(
  argv: readonly string[],
  cwd: string,
  options: { readonly env?: Record<string, string>; readonly now?: () => Date } = {},
): Promise<Ran> {
  const stdout = collector();
  const stderr = collector();
  const code = await main({
    argv,
    cwd,
    env: { EVENHAND_TODAY: "2026-11-24", ...options.env },
    stdin: new PassThrough(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

export function collector(): { stream: PassThrough; text(): string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}

/** A folder with these files, removed when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** Every file below a folder, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
