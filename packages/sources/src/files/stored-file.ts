import { constants as bufferConstants } from "node:buffer";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { EvenhandError, suggestName } from "@evenhand/core";
import { sha256Of } from "./digest.ts";

/** A file as found on disk, and what it holds once uncompressed. */
export interface StoredFile {
  /** The last part of its path. */
  readonly name: string;
  /** SHA-256 of the stored bytes, hexadecimal. */
  readonly sha256: string;
  /** Number of stored bytes. */
  readonly bytes: number;
  /** The content, uncompressed where the stored bytes are gzip. */
  readonly content: Uint8Array;
}

const unzip = promisify(gunzip);

/** Node reads no file over 2 GiB in one piece. */
const LARGEST_FILE: number = Math.min(2 ** 31 - 1, bufferConstants.MAX_LENGTH);

/**
 * Reads a whole file; gzip is recognised by its first two bytes, whatever the file is called.
 *
 * @throws EvenhandError `input/missing-file`, `input/not-a-file`, `input/unreadable-file`,
 *   `input/file-too-large`, `input/truncated-gzip`, `input/corrupt-gzip`
 */
export async function readStoredFile(path: string): Promise<StoredFile> {
  const stored = await readBytes(path);
  return {
    name: basename(path),
    sha256: sha256Of(stored),
    bytes: stored.length,
    content: isGzip(stored) ? await uncompressed(stored, path) : stored,
  };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) {
      throw new EvenhandError({
        code: "input/not-a-file",
        path,
        problem: "this is a folder",
        expected: "a file",
        hint: 'For all files in it, write a pattern such as "folder/*.csv".',
      });
    }
    if (status.size > LARGEST_FILE) throw tooLarge(path, `${status.size} bytes`);
    return await readFile(path);
  } catch (error) {
    throw await readingError(error, path);
  }
}

/** What an error of the file system means for a file that was to be read; other errors as they are. */
export async function readingError(error: unknown, path: string): Promise<unknown> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return await missingFile(path);
  if (code !== "EACCES" && code !== "EPERM" && code !== "EIO") return error;
  return new EvenhandError({
    code: "input/unreadable-file",
    path,
    problem: "the file cannot be read",
    received: code,
    hint: "Check its permissions.",
  });
}

/** True where a file (no folder) stands at the path. */
export async function isFile(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null);
  return status?.isFile() ?? false;
}

/** The error for a path without a file, with the nearest name in its folder. */
async function missingFile(path: string): Promise<EvenhandError> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => null);
  return new EvenhandError({
    code: "input/missing-file",
    path,
    problem: "no such file",
    hint: hintFor(path, names),
  });
}

function hintFor(path: string, names: readonly string[] | null): string {
  if (names === null) return `There is no folder ${JSON.stringify(dirname(path))} either.`;
  if (names.length === 0) return "Its folder is empty.";
  return suggestName(basename(path), names.toSorted());
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function uncompressed(stored: Uint8Array, path: string): Promise<Uint8Array> {
  try {
    return await unzip(stored, { maxOutputLength: LARGEST_FILE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(path, "more once uncompressed");
    if (code === "Z_BUF_ERROR") {
      throw new EvenhandError({
        code: "input/truncated-gzip",
        path,
        problem: "the gzip file is cut off before its end",
        hint: "Copy or download it again.",
      });
    }
    throw new EvenhandError({
      code: "input/corrupt-gzip",
      path,
      problem: "the gzip file is damaged",
      received: code ?? "an unknown error",
      hint: "Copy or download it again.",
    });
  }
}

function tooLarge(path: string, received: string): EvenhandError {
  return new EvenhandError({
    code: "input/file-too-large",
    path,
    problem: "the file is too large to be read in one piece",
    expected: `at most ${LARGEST_FILE} bytes`,
    received,
    hint: "Split it and name the parts with a pattern.",
  });
}
