import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { systemProblem } from "../inputs/system-problem.ts";

// Personal data: for the owner of the file alone, unless the file exists and says otherwise.
const MODE = 0o600;
const NEWLINE = 10;

/**
 * Adds a line at the end of a log and waits until it is on the disk.
 *
 * @param line with its end
 * @throws EvenhandError `input/log-damaged`, `usage/unwritable-output`
 */
export function appendLine(name: string, path: string, line: string): void {
  attempt(name, () => {
    const file = openSync(path, "a+", MODE);
    try {
      requireWhole(name, file);
      writeAll(file, line);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/**
 * Puts another text in the place of a file in one step: whoever reads it, after a crash too, finds the
 * old text or the new one.
 *
 * @throws EvenhandError `usage/unwritable-output`
 */
export function replaceFile(name: string, path: string, content: string): void {
  attempt(name, () => {
    const target = realpathSync(path);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    const file = openSync(temporary, "wx", statSync(target).mode & 0o777);
    try {
      try {
        writeAll(file, content);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(target));
  });
}

/** A line that a crash cut off must not be continued by the next record. */
function requireWhole(name: string, file: number): void {
  const { size } = fstatSync(file);
  if (size === 0) return;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  if (last[0] === NEWLINE) return;
  throw new EvenhandError({
    code: "input/log-damaged",
    path: name,
    problem: "the last line of the log is not complete",
    expected: "a line end after every record",
    hint: "A crash may have cut it off. Look at the last line and take it out, or end it.",
  });
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** The new name is on the disk only with its folder; not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt(name: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof EvenhandError) throw error;
    throw new EvenhandError(
      {
        code: "usage/unwritable-output",
        path: name,
        problem: `the log cannot be written: ${systemProblem(error).problem}`,
        hint: "It is as it was before. Look at the rights of the file and of its folder.",
      },
      { cause: error },
    );
  }
}
