import { resolve } from "node:path";
import { HISTORY_SCHEMA, type History, isEvenhandError, parseHistory } from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { readJsonFile } from "./json-file.ts";

/** The history of a configuration with the file it is kept in. */
export interface HistoryFile {
  readonly history: History;
  /** Absolute. */
  readonly path: string;
}

/**
 * Reads the history that a configuration declares; where the file is not there yet it is empty. Null
 * where none is declared.
 *
 * @throws EvenhandError `input/unreadable-file`, `input/not-json`, `input/not-a-history`
 */
export async function readHistory({
  configuration: { history: section },
  folder,
}: LoadedConfiguration): Promise<HistoryFile | null> {
  if (section === null) return null;
  const path = resolve(folder, section.path);
  try {
    const { value: history } = await readJsonFile(section.path, path, {
      expected: "a history",
      hint: "`evenhand check` writes one.",
      parse: parseHistory,
    });
    return { history, path };
  } catch (error) {
    const isMissing = isEvenhandError(error) && error.code === "input/missing-file";
    if (!isMissing) throw error;
    return { history: { schema: HISTORY_SCHEMA, entries: [] }, path };
  }
}
