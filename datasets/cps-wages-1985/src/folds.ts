import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Which fold each row is judged in: as many rows in each as can be, in seeded random order. */
export function drawFolds(rows: number, folds: number, seed: number): Uint8Array {
  const random = xoroshiro128plus(seed);
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  for (let last = rows - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    const row = order[other] as number;
    order[other] = order[last] as number;
    order[last] = row;
  }
  const foldOf = new Uint8Array(rows);
  order.forEach((row, place) => {
    foldOf[row] = place % folds;
  });
  return foldOf;
}

/** Rows of one fold, or of all others. */
export function rowsOfFold(foldOf: Uint8Array, fold: number, inside: boolean): number[] {
  const rows: number[] = [];
  foldOf.forEach((own, row) => {
    if ((own === fold) === inside) rows.push(row);
  });
  return rows;
}
