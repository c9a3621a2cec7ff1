import { join, resolve } from "node:path";
import { EvenhandError, type FileOptions } from "@evenhand/core";
import { isFile } from "../files/stored-file.ts";
import { findDataset, findDatasetFile, plainName } from "./catalogue.ts";
import type { Dataset, DatasetFile } from "./dataset.ts";

/** Where to look: the environment for EVENHAND_DATA, and the folder to start from. */
export interface Whereabouts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The folder that holds a data set, or the folders where it was looked for. */
export type DatasetLocation =
  | {
      readonly found: true;
      readonly folder: string;
      readonly files: readonly LocatedFile[];
      readonly missing: readonly DatasetFile[];
    }
  | { readonly found: false; readonly searched: readonly string[] };

export interface LocatedFile {
  readonly file: DatasetFile;
  readonly path: string;
}

/**
 * Looks for a data set in `EVENHAND_DATA`, then in `../shared/datasets` and `datasets` of `cwd` and
 * of each folder above it. The first folder that holds one of its files counts; a name without
 * `.gz` is accepted too.
 *
 * @example
 * const location = await locateDataset(findDataset("adult"), { env: process.env, cwd: process.cwd() });
 */
export async function locateDataset(
  dataset: Dataset,
  { env, cwd }: Whereabouts,
): Promise<DatasetLocation> {
  const searched: string[] = [];
  for (const root of rootsFrom(env, cwd)) {
    const folder = join(root, dataset.id);
    searched.push(folder);
    const files: LocatedFile[] = [];
    for (const file of dataset.files) {
      const path = await pathOf(file, folder);
      if (path !== null) files.push({ file, path });
    }
    if (files.length === 0) continue;
    const missing = dataset.files.filter((file) => !files.some((found) => found.file === file));
    return { found: true, folder, files, missing };
  }
  return { found: false, searched };
}

/** A catalogue file as a configuration names it. */
export interface DatasetReference {
  readonly dataset: string;
  readonly file?: string;
}

/**
 * Path and reading options of a catalogue file.
 *
 * @param path where the reference was written, for messages: `data` or `model.background`
 * @throws EvenhandError `config/unknown-dataset`, `config/unknown-file`, `input/missing-dataset`
 * @example
 * const { path, options } = await resolveDatasetFile(
 *   { dataset: "adult", file: "adult.test.gz" }, { env: process.env, cwd: process.cwd() });
 * const { table } = await readTable(path, options);
 */
export async function resolveDatasetFile(
  reference: DatasetReference,
  whereabouts: Whereabouts,
  path = "data",
): Promise<{ path: string; options: FileOptions }> {
  const dataset = findDataset(reference.dataset, `${path}.dataset`);
  const file = findDatasetFile(dataset, reference.file, `${path}.file`);
  const location = await locateDataset(dataset, whereabouts);
  const located = location.found ? location.files.find((found) => found.file === file) : undefined;
  if (located !== undefined) return { path: located.path, options: file.options };
  throw new EvenhandError({
    code: "input/missing-dataset",
    path,
    problem: `the file ${JSON.stringify(file.name)} of the data set "${dataset.id}" is not here`,
    hint: `Set EVENHAND_DATA to the folder that holds "${dataset.id}". ${howToObtain(dataset)}`,
  });
}

/** How to come by a data set, in one or two sentences. */
export function howToObtain(dataset: Dataset): string {
  switch (dataset.obtain.kind) {
    case "repository":
      return `Its files are in datasets/${dataset.id} of the Evenhand repository.`;
    case "download":
      return `Its publisher offers it: ${dataset.files.flatMap(({ url }) => url ?? []).join(", ")}.`;
    case "manual":
      return dataset.obtain.steps;
  }
}

function rootsFrom(env: Whereabouts["env"], cwd: string): string[] {
  const roots: string[] = [];
  if (env.EVENHAND_DATA) roots.push(resolve(cwd, env.EVENHAND_DATA));
  let folder = resolve(cwd);
  for (;;) {
    const above = resolve(folder, "..");
    roots.push(join(above, "shared", "datasets"), join(folder, "datasets"));
    if (above === folder) return [...new Set(roots)];
    folder = above;
  }
}

async function pathOf(file: DatasetFile, folder: string): Promise<string | null> {
  for (const name of new Set([file.name, plainName(file.name)])) {
    const path = join(folder, name);
    if (await isFile(path)) return path;
  }
  return null;
}
