import { resolve } from "node:path";
import { deletedSubject, findTombstone, type Tombstone, tombstonesIn } from "@evenhand/core";
import { namingLog, readLog } from "../../inputs/log-file.ts";

/**
 * Stops before somebody who was deleted from a log is explained into it again; a log that is not there
 * yet has deleted nobody.
 *
 * @throws EvenhandError `usage/deleted-subject`, `input/log-line`
 */
export async function refuseDeleted(name: string, subject: string, cwd: string): Promise<void> {
  const text = await readLog(name, resolve(cwd, name));
  if (text === null) return;
  refuseIfDeleted(
    namingLog(name, () => tombstonesIn(text)),
    subject,
  );
}

/** @throws EvenhandError `usage/deleted-subject` */
export function refuseIfDeleted(tombstones: readonly Tombstone[], subject: string): void {
  const tombstone = findTombstone(tombstones, subject);
  if (tombstone !== null) throw deletedSubject(tombstone.deleted);
}
