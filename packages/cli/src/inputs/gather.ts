import {
  deriveColumns,
  EvenhandError,
  type Exclusion,
  type FileIdentity,
  filterRows,
  sliceRows,
  type Table,
  type Tombstone,
  takeRows,
  type Unmapped,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import type { Session } from "../session.ts";
import { readDataFile } from "./data-file.ts";
import { readTombstones, rowsOfOthers } from "./deleted-people.ts";

/** The rows that a configuration speaks of. */
export interface GatheredData {
  readonly table: Table;
  /** The data row number, from 1 and before exclusions, of each row of the table. */
  readonly rowNumbers: Uint32Array;
  readonly excluded: readonly Exclusion[];
  readonly identity: FileIdentity;
  /** What a reader should know about how the rows came about, as sentences. */
  readonly notes: readonly string[];
}

/**
 * Reads the data of a configuration, adds the derived columns and selects the rows.
 *
 * @throws EvenhandError `config/missing-key` without a data section; `input/…`, `config/…`
 */
export async function gatherData(
  loaded: LoadedConfiguration,
  session: Session,
): Promise<GatheredData> {
  const { configuration, folder } = loaded;
  const { data } = configuration;
  if (data === null) {
    throw new EvenhandError({
      code: "config/missing-key",
      path: "data",
      problem: "the configuration does not say where the data are",
      expected: "a section `data` with `path`, or with `dataset` and `file`",
    });
  }
  const { table: read, identity } = await readDataFile(data, folder, "data", session);
  const { table: derived, unmapped } = deriveColumns(read, data.derive ?? {});
  const sliced = sliceRows(derived, data.rows ?? {});
  const filtered = filterRows(sliced.table, data.where ?? {});
  const gathered = {
    table: filtered.table,
    rowNumbers: filtered.kept.map((row) => (sliced.kept[row] as number) + 1),
    excluded: [...sliced.excluded, ...filtered.excluded],
    identity,
    notes: tellUnmapped(unmapped),
  };
  return withoutDeleted(gathered, configuration.decisions.id, await readTombstones(loaded));
}

/** Who was deleted from the decision log appears in no later output, not even as a count of a cohort. */
function withoutDeleted(
  data: GatheredData,
  id: string | null,
  tombstones: readonly Tombstone[],
): GatheredData {
  if (tombstones.length === 0) return data;
  const kept = rowsOfOthers(data.table, data.rowNumbers, id, tombstones);
  const rows = data.table.rows - kept.length;
  if (rows === 0) return data;
  const reason = "deleted from the decision log";
  return {
    ...data,
    table: takeRows(data.table, kept),
    rowNumbers: kept.map((row) => data.rowNumbers[row] as number),
    excluded: [...data.excluded, { reason, column: null, rows }],
    notes: [
      ...data.notes,
      `${rows} ${rows === 1 ? "row is" : "rows are"} left out: the people were deleted from the decision log.`,
    ],
  };
}

/** What a reader should know about texts that a map does not have. */
export function tellUnmapped(unmapped: readonly Unmapped[]): string[] {
  return unmapped.map(({ column, rows, texts }) => {
    // Engines find texts in no order of their own.
    const sorted = [...texts].sort();
    const some = `${sorted.slice(0, 5).join(", ")}${sorted.length > 5 ? ", …" : ""}`;
    return `${rows} rows have no "${column}": its map has no entry for ${some}.`;
  });
}
