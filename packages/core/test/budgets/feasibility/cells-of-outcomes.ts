import type { CellEntry, Cells } from "../../../src/cells/cells.ts";
import { sealCells } from "../../../src/cells/tally.ts";
import { binary } from "../../people.ts";

/** Cells of recorded outcomes by one attribute `g`: favourable ones and all. */
export function cellsOfOutcomes(
  groups: Readonly<Record<string, readonly [number, number]>>,
): Cells {
  const levels = Object.keys(groups).sort();
  const entries = Object.entries(groups).flatMap(([level, [favourable, all]]): CellEntry[] => {
    const code = levels.indexOf(level);
    return [
      { key: [code, 0], n: all - favourable },
      { key: [code, 1], n: favourable },
    ].flatMap(({ key, n }) => (n === 0 ? [] : [{ key, n, w: n, w2: n }]));
  });
  const attributes = [{ column: "g", bands: null, levels }];
  return sealCells({ attributes, label: binary("y"), prediction: null, weight: "none" }, entries);
}
