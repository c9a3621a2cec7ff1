import { stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { EvenhandError } from "@evenhand/core";
import { glob, isDynamicPattern } from "tinyglobby";
import { isFile } from "./stored-file.ts";

/**
 * The files at a path or that match a pattern, sorted by path; where nothing is there, the path itself.
 *
 * @throws EvenhandError `input/missing-file` where a pattern matches none
 */
export async function listFiles(path: string): Promise<readonly string[]> {
  const pattern = slashed(path);
  if (!isDynamicPattern(pattern) || (await isFile(path))) return [path];
  const paths = await glob(pattern, { expandDirectories: false });
  if (paths.length > 0) return paths.toSorted();
  throw new EvenhandError({
    code: "input/missing-file",
    path,
    problem: "no file matches this pattern",
    hint: `It was looked for from ${resolve(".")}.`,
  });
}

/** The Parquet files, else the JSON lines, in a folder and the folders in it; null where it is no such folder. */
export async function listFolder(path: string): Promise<readonly string[] | null> {
  const status = await stat(path).catch(() => null);
  if (!status?.isDirectory()) return null;
  for (const pattern of ["**/*.{parquet,pq}", "**/*.{jsonl,ndjson,jsonl.gz,jsonl.zst}"]) {
    const paths = await glob(pattern, { cwd: path });
    if (paths.length > 0) return paths.toSorted().map((one) => join(path, one));
  }
  return null;
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
