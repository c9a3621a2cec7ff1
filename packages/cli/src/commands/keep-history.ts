import { type AuditDocument, lookOf, recordLook } from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { readHistory } from "../inputs/history-file.ts";
import { writeFiles } from "../outputs/write-files.ts";

/** Adds a check to the history that its configuration declares; a rerun changes nothing but its verdicts. */
export async function keepHistory(
  { cells, verdicts }: AuditDocument,
  loaded: LoadedConfiguration,
  today: string,
): Promise<void> {
  const kept = await readHistory(loaded);
  if (kept === null || cells === null) return;
  const history = recordLook(kept.history, lookOf(cells, verdicts, today));
  await writeFiles([{ path: kept.path, content: `${JSON.stringify(history, null, 2)}\n` }]);
}
