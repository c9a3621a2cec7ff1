import {
  type Configuration,
  type CountedTable,
  countTable,
  deriveColumns,
  filterRows,
  isEvenhandError,
} from "@evenhand/core";
import { expect } from "vitest";
import { readTable } from "../../src/index.ts";

/** The cells by way of the rows: read, derive, filter, count. */
export async function countByRows(
  path: string,
  configuration: Configuration,
): Promise<CountedTable> {
  const { derive = {}, where = {}, ...layout } = configuration.data ?? {};
  const { table } = await readTable(path, layout);
  const filtered = filterRows(deriveColumns(table, derive).table, where);
  const { cells, excluded } = countTable(filtered.table, configuration, null);
  return { cells, excluded: [...filtered.excluded, ...excluded] };
}

/** A result, or the code of the error in its place. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (isEvenhandError(error)) return error.code;
    throw error;
  }
}

/** Equal counts, and equal sums to rounding. */
export function expectSameCells(found: CountedTable, expected: CountedTable): void {
  expect(found.excluded).toEqual(expected.excluded);
  const { entries, ...rest } = expected.cells;
  const { entries: own, ...ownRest } = found.cells;
  expect(ownRest).toEqual(rest);
  expect(own.map(({ key, n }) => ({ key, n }))).toEqual(entries.map(({ key, n }) => ({ key, n })));
  entries.forEach(({ w, w2 }, at) => {
    expect(distance(own[at]?.w ?? Number.NaN, w)).toBeLessThanOrEqual(1e-12);
    expect(distance(own[at]?.w2 ?? Number.NaN, w2)).toBeLessThanOrEqual(1e-12);
  });
}

function distance(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
