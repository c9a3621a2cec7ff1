import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { systemProblem } from "../inputs/system-problem.ts";

export interface OutputFile {
  /** Absolute path. */
  readonly path: string;
  readonly content: string;
}

/**
 * Writes all files or none: each under a temporary name beside its place, then all are renamed.
 * Folders are made as needed. An interrupt is held back until no half-written file is left.
 *
 * @throws EvenhandError `usage/unwritable-output`
 */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const release = holdInterrupts();
  const temporary: string[] = [];
  try {
    for (const { path, content } of files) {
      attempt(path, () => mkdirSync(dirname(path), { recursive: true }));
      const name = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
      temporary.push(name);
      attempt(path, () => writeFileSync(name, content));
    }
    files.forEach(({ path }, i) => {
      attempt(path, () => renameSync(temporary[i] as string, path));
    });
  } finally {
    for (const name of temporary) rmSync(name, { force: true });
    await release();
  }
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new EvenhandError(
      {
        code: "usage/unwritable-output",
        path,
        problem: `the file cannot be written: ${systemProblem(error).problem}`,
        hint: "Choose another place with --out.",
      },
      { cause: error },
    );
  }
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** While writing, an interrupt only takes note; it takes effect on release. */
function holdInterrupts(): () => Promise<void> {
  let exitCode: number | null = null;
  const listeners = Object.entries(SIGNALS).map(([signal, code]) => {
    const listener = (): void => {
      exitCode = code;
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return async () => {
    // Signals that came in while the thread was busy are delivered in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    for (const [signal, listener] of listeners) process.off(signal, listener);
    if (exitCode !== null) process.exit(exitCode);
  };
}
