import { EvenhandError, type FileOptions } from "@evenhand/core";
import { type FileFormat, formatOf } from "./file-format.ts";
import { listFiles, listFolder } from "./list-files.ts";

/** Files to be read together. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly format: FileFormat;
}

/** The files that a path, pattern or folder names, and the one format of them all. */
export async function findFiles(path: string, options: FileOptions): Promise<FoundFiles> {
  const paths = (await listFolder(path)) ?? (await listFiles(path));
  const format = formatOf(paths[0] as string, options);
  const other = paths.find((one) => formatOf(one, options) !== format);
  if (other === undefined) return { paths, format };
  throw new EvenhandError({
    code: "config/file-format",
    path: "format",
    problem: "files of several formats match this pattern",
    received: `${format} and ${formatOf(other, options)}`,
    hint: "Write a narrower pattern, or declare the format.",
  });
}
