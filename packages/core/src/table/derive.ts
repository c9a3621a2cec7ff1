import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf, countLevels } from "./category.ts";
import type { CategoryColumn } from "./column.ts";
import { suggestName } from "./nearest.ts";
import { requireColumn, type Table, withColumn } from "./table.ts";

/** A new column whose value is the mapped text of another; texts without an entry become missing. */
export interface Derivation {
  readonly from: string;
  readonly map: Readonly<Record<string, string>>;
}

/** Rows that had a text in the source column but no entry in the map. */
export interface Unmapped {
  /** The derived column. */
  readonly column: string;
  readonly rows: number;
  /** The source texts without an entry, in order of first appearance. */
  readonly texts: readonly string[];
}

/**
 * Adds declared columns, in the order given, so that one may build on another. A name that exists
 * is replaced. No row is dropped: what the map does not cover is missing in the new column, and
 * counted in `unmapped` (derivations that cover every text are not listed).
 *
 * @throws EvenhandError `config/unknown-column`; `config/derive-map` when no text of the source
 *   column is in the map
 * @example
 * const source = table({ status: ["A91", "A92"] });
 * const derive = { sex: { from: "status", map: { A91: "male", A92: "female" } } };
 * deriveColumns(source, derive).table.columns.get("sex")?.levels; // ["male", "female"]
 */
export function deriveColumns(
  table: Table,
  derive: Readonly<Record<string, Derivation>>,
): { table: Table; unmapped: readonly Unmapped[] } {
  const unmapped: Unmapped[] = [];
  let derived = table;
  for (const [name, { from, map }] of Object.entries(derive)) {
    const source = categoriesOf(requireColumn(derived, from, `data.derive.${name}.from`));
    const lookup = new Map(Object.entries(map));
    const texts = source.levels.filter((level) => !lookup.has(level));
    if (texts.length === source.levels.length && texts.length > 0) refuse(name, source, lookup);
    derived = withColumn(derived, mapped(name, source, lookup));
    const rows = rowsOf(source, new Set(texts));
    if (rows > 0) unmapped.push({ column: name, rows, texts });
  }
  return { table: derived, unmapped };
}

function mapped(
  name: string,
  source: CategoryColumn,
  lookup: ReadonlyMap<string, string>,
): CategoryColumn {
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  const newCodes = source.levels.map((level) => {
    const text = lookup.get(level);
    if (text === undefined) return null;
    if (!codeOf.has(text)) codeOf.set(text, levels.push(text) - 1);
    return codeOf.get(text) as number;
  });
  const codes = source.codes.slice();
  const covered = newCodes.every((code) => code !== null);
  const validity = covered
    ? source.validity
    : (source.validity?.slice() ?? new Uint8Array(codes.length).fill(1));
  for (let row = 0; row < codes.length; row++) {
    if (source.validity !== null && source.validity[row] === 0) continue;
    const code = newCodes[codes[row] as number] as number | null;
    codes[row] = code ?? 0;
    if (code === null) (validity as Uint8Array)[row] = 0;
  }
  return { kind: "category", name, codes, levels, validity };
}

function rowsOf(column: CategoryColumn, texts: ReadonlySet<string>): number {
  const { counts } = countLevels(column);
  let rows = 0;
  column.levels.forEach((level, code) => {
    if (texts.has(level)) rows += counts[code] as number;
  });
  return rows;
}

function refuse(name: string, source: CategoryColumn, lookup: ReadonlyMap<string, string>): never {
  const key = lookup.keys().next().value ?? "";
  throw new EvenhandError({
    code: "config/derive-map",
    path: `data.derive.${name}.map`,
    problem: `no value of column ${shown(source.name)} is in the map`,
    received: lookup.size === 0 ? "an empty map" : shown(key),
    hint: suggestName(key, source.levels),
  });
}
