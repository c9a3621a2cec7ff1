import { deriveColumns, type ModelSection, sliceRows, type Table } from "@evenhand/core";
import { drawBackground, type Model } from "@evenhand/models";
import type { LoadedConfiguration } from "../configuration/load.ts";
import type { Session } from "../session.ts";
import { readDataFile } from "./data-file.ts";
import type { GatheredData } from "./gather.ts";

const DEFAULT_BACKGROUND = { rows: 200, seed: 7 };

/** Rows that stand for the people a model was made for. */
export interface Background {
  readonly drawn: Table;
  /** All that they were drawn from. */
  readonly anchors: Table;
  readonly description: string;
}

/**
 * The declared background, else rows of the data themselves.
 *
 * @throws EvenhandError those of reading a file
 */
export async function readBackground(
  { configuration, folder }: LoadedConfiguration,
  { background: declared }: ModelSection,
  data: GatheredData,
  model: Model,
  session: Session,
): Promise<Background> {
  const { rows, seed } = declared ?? DEFAULT_BACKGROUND;
  const { data: dataSection } = configuration;
  let anchors = data.table;
  let name = data.identity.name;
  if (declared !== null && (declared.path ?? declared.dataset) !== undefined) {
    // A background is laid out like the data unless it says otherwise.
    const { path: _path, dataset: _dataset, file: _file, ...layout } = dataSection ?? {};
    const file = { ...layout, ...declared };
    const read = await readDataFile(file, folder, "model.background", session);
    const derive = neededDerivations(dataSection?.derive ?? {}, model);
    anchors = deriveColumns(read.table, derive).table;
    name = read.identity.name;
  }
  if (declared?.range !== undefined) {
    const { from = 1, to = anchors.rows } = declared.range;
    anchors = sliceRows(anchors, declared.range, "model.background.range").table;
    name = `data rows ${from} to ${to} of ${name}`;
  }
  const drawn = drawBackground(anchors, { rows, seed });
  const description =
    drawn.rows < anchors.rows
      ? `${drawn.rows} rows drawn with seed ${seed} from ${name}`
      : `all ${drawn.rows} rows of ${name}`;
  return { drawn, anchors, description };
}

function neededDerivations<D>(
  derive: Readonly<Record<string, D>>,
  { features }: Model,
): Record<string, D> {
  const inputs = new Set(features.map(({ name }) => name));
  return Object.fromEntries(Object.entries(derive).filter(([name]) => inputs.has(name)));
}
