import { resolve } from "node:path";
import {
  findTombstone,
  requireColumn,
  type Table,
  type Tombstone,
  textAt,
  tombstonesIn,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { namingLog, readLog } from "./log-file.ts";

/**
 * The tombstones of the log that a configuration declares; none without a log.
 *
 * @throws EvenhandError `input/unreadable-file`, `input/encoding`, `input/log-line`
 */
export async function readTombstones({
  configuration,
  folder,
}: LoadedConfiguration): Promise<readonly Tombstone[]> {
  const { log } = configuration.decisions;
  if (log === null) return [];
  const text = await readLog(log, resolve(folder, log));
  return text === null ? [] : namingLog(log, () => tombstonesIn(text));
}

/**
 * The rows that are not about somebody who was deleted, as positions in the table.
 *
 * @param id the column that names subjects; null: the data row number
 */
export function rowsOfOthers(
  table: Table,
  rowNumbers: ArrayLike<number>,
  id: string | null,
  tombstones: readonly Tombstone[],
): Uint32Array {
  const column = id === null ? null : requireColumn(table, id, "decisions.id");
  const subject = (row: number): string | null =>
    column === null ? String(rowNumbers[row]) : textAt(column, row);
  return Uint32Array.from({ length: table.rows }, (_, row) => row).filter((row) => {
    const name = subject(row);
    return name === null || findTombstone(tombstones, name) === null;
  });
}
