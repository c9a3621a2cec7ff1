import { basename, resolve } from "node:path";
import {
  type Configuration,
  EvenhandError,
  type FileIdentity,
  type FileOptions,
  isEvenhandError,
  type Table,
} from "@evenhand/core";
import { type CountedFiles, countFiles, readTable, resolveDatasetFile } from "@evenhand/sources";
import type { Session } from "../session.ts";
import { detailsOf } from "../terminal/error-details.ts";

/** Where rows are, as a configuration says it: under `data` or `model.background`. */
export interface DataFile extends FileOptions {
  readonly path?: string;
  readonly dataset?: string;
  readonly file?: string;
}

export interface ReadFile {
  readonly table: Table;
  readonly identity: FileIdentity;
}

/**
 * Reads a file of one's own, or one of the catalogue.
 *
 * @param folder that paths are relative to
 * @param section where the file was declared, for messages
 * @throws EvenhandError `input/…` for the file, `config/…` for its declaration
 */
export async function readDataFile(
  declared: DataFile,
  folder: string,
  section: string,
  { env, cwd }: Pick<Session, "env" | "cwd">,
): Promise<ReadFile> {
  const { path, options, name } = await locateFile(declared, folder, section, { env, cwd });
  try {
    const { table, file } = await readTable(path, options);
    return { table, identity: { name: name ?? file.name, sha256: file.sha256 } };
  } catch (error) {
    throw isEvenhandError(error) && error.code.startsWith("config/")
      ? new EvenhandError({ ...detailsOf(error), path: `${section}.${error.path ?? ""}` })
      : error;
  }
}

/**
 * Counts the data of a configuration where they lie; null where their rows are needed.
 *
 * @throws EvenhandError as `countFiles`
 */
export async function countDataFile(
  configuration: Configuration,
  folder: string,
  session: Pick<Session, "env" | "cwd">,
): Promise<(CountedFiles & { readonly identity: FileIdentity }) | null> {
  const { data } = configuration;
  if (data === null) return null;
  const { path, options, name } = await locateFile(data, folder, "data", session);
  const counted = await countFiles(path, configuration, { ...data, ...options });
  if (counted === null) return null;
  const { file } = counted;
  return { ...counted, identity: { name: name ?? file.name, sha256: file.sha256 } };
}

async function locateFile(
  declared: DataFile,
  folder: string,
  section: string,
  { env, cwd }: Pick<Session, "env" | "cwd">,
): Promise<{ path: string; options: FileOptions; name: string | null }> {
  const { path, dataset, file, ...options } = fileParts(declared);
  if (dataset === undefined) {
    return { path: resolve(folder, path ?? ""), options, name: null };
  }
  const data = env.EVENHAND_DATA;
  const whereabouts = {
    env: data ? { ...env, EVENHAND_DATA: resolve(cwd, data) } : env,
    cwd: folder,
  };
  const reference = file === undefined ? { dataset } : { dataset, file };
  const found = await resolveDatasetFile(reference, whereabouts, section);
  return {
    path: found.path,
    options: { ...found.options, ...options },
    name: `${dataset}/${basename(found.path)}`,
  };
}

/** The keys that concern the file, without what else stands in the section. */
function fileParts(declared: DataFile): DataFile {
  const KEYS = [
    ...(["path", "dataset", "file", "format", "delimiter"] as const),
    ...(["header", "columns", "comment", "missing", "trim"] as const),
  ];
  return Object.fromEntries(
    KEYS.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]]])),
  );
}
