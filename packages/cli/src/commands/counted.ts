import {
  type AuditDocument,
  auditCells,
  type CategoryColumn,
  type Table,
  tableOf,
} from "@evenhand/core";
import { findMissingColumns } from "../configuration/data-issues.ts";
import { IssuesError } from "../configuration/issues.ts";
import { type LoadedConfiguration, placePath } from "../configuration/load.ts";
import { countDataFile } from "../inputs/data-file.ts";
import { readTombstones } from "../inputs/deleted-people.ts";
import { tellUnmapped } from "../inputs/gather.ts";
import { readHistory } from "../inputs/history-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";

/**
 * An audit whose rows were counted where they lie, by DuckDB; null where rows are needed. The document
 * is the one that reading them gives.
 */
export async function evaluateCounted(
  loaded: LoadedConfiguration,
  today: string,
  session: Session,
  progress: Progress,
  tipping: boolean,
): Promise<AuditDocument | null> {
  const { configuration, folder } = loaded;
  // Deleted people are found by their rows.
  if ((await readTombstones(loaded)).length > 0) return null;
  progress.say("Counting the data");
  const counted = await countDataFile(configuration, folder, session);
  if (counted === null) return null;
  const missing = findMissingColumns(configuration, namesOnly(counted.columns));
  if (missing.length > 0) {
    throw new IssuesError(missing.map((issue) => placePath(loaded.source, issue)));
  }
  progress.say("Judging");
  const kept = await readHistory(loaded);
  const document = auditCells(counted.cells, configuration, {
    today,
    history: kept?.history ?? null,
    data: counted.identity,
    configuration: loaded.identity,
    excluded: counted.excluded,
    tipping,
  });
  return { ...document, notes: [...document.notes, ...tellUnmapped(counted.unmapped)] };
}

/** A table without rows, for what only asks for names. */
function namesOnly(columns: readonly string[]): Table {
  return tableOf(
    [...new Set(columns)].map(
      (name): CategoryColumn => ({
        kind: "category",
        name,
        codes: new Uint8Array(0),
        levels: [],
        validity: null,
      }),
    ),
  );
}
