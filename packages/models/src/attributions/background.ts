import { EvenhandError, shown, type Table, takeRows } from "@evenhand/core";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * Rows drawn without replacement, in the order of the table; the same for the same table size, count
 * and seed. A table that has no more rows than asked for is returned whole.
 *
 * @throws EvenhandError `config/background-rows` unless `rows` is a whole number above 0
 * @example
 * drawBackground(people, { rows: 200, seed: 7 }).rows; // 200
 */
export function drawBackground(
  table: Table,
  options: { readonly rows: number; readonly seed: number },
): Table {
  const { rows, seed } = options;
  if (!Number.isInteger(rows) || rows < 1) {
    throw new EvenhandError({
      code: "config/background-rows",
      path: "background.rows",
      problem: "a background cannot have this many rows",
      expected: "a whole number above 0",
      received: shown(rows),
    });
  }
  if (rows >= table.rows) return table;
  // The first `rows` steps of a Fisher–Yates shuffle.
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const random = xoroshiro128plus(seed);
  for (let drawn = 0; drawn < rows; drawn++) {
    const other = uniformInt(random, drawn, table.rows - 1);
    const row = order[other] as number;
    order[other] = order[drawn] as number;
    order[drawn] = row;
  }
  return takeRows(table, order.subarray(0, rows).sort());
}

/** @throws EvenhandError `input/empty-background` */
export function requireBackground(background: Table): void {
  if (background.rows > 0) return;
  throw new EvenhandError({
    code: "input/empty-background",
    path: "background",
    problem: "the background has no rows",
    expected: "at least one row to compare with",
  });
}
