import {
  deriveColumns,
  EvenhandError,
  type Exclusion,
  type FileIdentity,
  filterRows,
  sliceRows,
  type Table,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import type { Session } from "../session.ts";
import { readDataFile } from "./data-file.ts";

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
  { configuration, folder }: LoadedConfiguration,
  session: Session,
): Promise<GatheredData> {
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
  return {
    table: filtered.table,
    rowNumbers: filtered.kept.map((row) => (sliced.kept[row] as number) + 1),
    excluded: [...sliced.excluded, ...filtered.excluded],
    identity,
    notes: unmapped.map(
      ({ column, rows, texts }) =>
        `${rows} rows have no "${column}": its map has no entry for ${texts.slice(0, 5).join(", ")}${texts.length > 5 ? ", …" : ""}.`,
    ),
  };
}
