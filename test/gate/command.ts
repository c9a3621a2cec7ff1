import { PassThrough } from "node:stream";
import { main } from "../../packages/cli/dist/index.js";
import { TODAY } from "./fixture.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in this process. */
export async function command(folder: string, argv: readonly string[]): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const chunks: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
  stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  const code = await main({
    argv,
    cwd: folder,
    env: { EVENHAND_TODAY: TODAY },
    stdin: new PassThrough(),
    stdout,
    stderr,
  });
  const text = (of: "stdout" | "stderr"): string => Buffer.concat(chunks[of]).toString("utf8");
  return { code, stdout: text("stdout"), stderr: text("stderr") };
}

/** `evenhand check` with more options. */
export async function check(folder: string, options: readonly string[] = []): Promise<Ran> {
  return await command(folder, ["check", ...options]);
}
