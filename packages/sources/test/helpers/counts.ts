import {
  categoriesOf,
  countLevels,
  countMissing,
  requireColumn,
  type Table,
  textAt,
} from "@evenhand/core";

/** Rows of each level of a column. */
export function levelsOf(table: Table, name: string): Record<string, number> {
  const column = categoriesOf(requireColumn(table, name, "test"));
  const { counts } = countLevels(column);
  return Object.fromEntries(column.levels.map((level, code) => [level, counts[code] as number]));
}

/** Missing rows of each column that has any. */
export function missingOf(table: Table): Record<string, number> {
  const entries = [...table.columns.values()].map((column) => [column.name, countMissing(column)]);
  return Object.fromEntries(entries.filter(([, rows]) => rows !== 0));
}

/** Share of favourable rows, and number of rows, where every condition holds; conditions are on text. */
export function rateOf(
  table: Table,
  favourable: (text: (column: string) => string | null) => boolean,
  where: (text: (column: string) => string | null) => boolean = () => true,
): { rate: number; rows: number } {
  let rows = 0;
  let hits = 0;
  for (let row = 0; row < table.rows; row++) {
    const text = (name: string) => textAt(requireColumn(table, name, "test"), row);
    if (!where(text)) continue;
    rows++;
    if (favourable(text)) hits++;
  }
  return { rate: hits / rows, rows };
}
