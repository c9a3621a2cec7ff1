import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { sha256Of } from "./digest.ts";
import type { FileName } from "./file-name.ts";
import { readingError } from "./stored-file.ts";

/** How much of a file is held at a time. */
const PIECE = 4 * 2 ** 20;

/**
 * The identity of files that are not read whole.
 *
 * @param name path or pattern that they were named by
 * @throws EvenhandError `input/missing-file`, `input/unreadable-file`
 */
export async function identifyFiles(paths: readonly string[], name: string): Promise<FileName> {
  const digests: string[] = [];
  let bytes = 0;
  for (const path of paths) {
    const hash = createHash("sha256");
    try {
      for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
        hash.update(piece as Buffer);
        bytes += (piece as Buffer).length;
      }
    } catch (error) {
      throw await readingError(error, path);
    }
    digests.push(hash.digest("hex"));
  }
  return { name: basename(name), sha256: jointDigest(digests), bytes };
}

/** The digest of one file, or that of the sorted digests of several, one a line. */
export function jointDigest(digests: readonly string[]): string {
  if (digests.length === 1) return digests[0] as string;
  return sha256Of(digests.toSorted().join("\n"));
}
