import type { CellSchema, Cells } from "../../src/cells/cells.ts";
import { sealCells } from "../../src/cells/tally.ts";
import { binary } from "../people.ts";

/** Decisions of a group by kind. */
export type Confusion = readonly [tn: number, fp: number, fn: number, tp: number];

/** Cells of groups of an attribute `g`; with sampling weights each row stands for `weight` people. */
export function cellsOfConfusions(
  groups: Readonly<Record<string, Confusion>>,
  kind: CellSchema["weight"] = "none",
  weight = 1,
): Cells {
  const levels = Object.keys(groups).sort();
  const entries = Object.entries(groups).flatMap(([level, confusion]) =>
    confusion.flatMap((n, at) =>
      n === 0
        ? []
        : [
            {
              key: [levels.indexOf(level), at >> 1, at & 1],
              n,
              w: n * weight,
              w2: n * weight * weight,
            },
          ],
    ),
  );
  const attributes = [{ column: "g", bands: null, levels }];
  const schema = { attributes, label: binary("y"), prediction: binary("p"), weight: kind };
  return sealCells(schema, entries);
}
