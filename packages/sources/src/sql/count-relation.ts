import {
  bandOf,
  type Condition,
  type Configuration,
  type CountedTable,
  type CountKey,
  type CountPlan,
  countGroups,
  EvenhandError,
  type Exclusion,
  meetsThreshold,
  parseNumber,
  type RowGroup,
  shown,
  suggestName,
  type Unmapped,
} from "@evenhand/core";
import {
  type CountQuery,
  type Fates,
  MOST_GROUPS,
  NO_NUMBER,
  type QueryKey,
  writeCountQuery,
  writeExampleQuery,
  writeLevelsQuery,
} from "./count-query.ts";
import { rowsOf, type SqlEngine } from "./engine.ts";
import { canonicalLevel, type Relation, requireSqlColumn, type SqlColumn } from "./relation.ts";
import { isRange, type RowRules } from "./row-rules.ts";

/** How an engine counts. */
export interface CountingOptions {
  /**
   * Groups of fewer rows do not leave the engine; a whole number from 1. Their rows are counted as of
   * unknown attributes and outcomes, and as no fewer than one such group, so that no verdict passes that
   * they could turn. A fail rests on the groups that are left.
   */
  readonly smallestCell?: number;
}

/** Cells that an engine counted, and what became of the rows outside them. */
export interface CountedRelation extends CountedTable {
  readonly unmapped: readonly Unmapped[];
}

/**
 * Counts a relation where it is: one statement, whose groups become cells. The same cells as
 * `countTable` makes of the same rows, to rounding of Σ weight.
 *
 * @throws EvenhandError `usage/smallest-cell`; `config/unknown-column`, `config/derive-map`,
 *   `config/too-many-levels`, `config/too-many-cells`, `config/text-for-numbers`; `input/not-a-number`,
 *   `input/weight-range`, `input/no-rows`, `input/empty-table`, `input/count-too-large`,
 *   `input/engine-rows`, and what the engine throws
 */
export async function countRelation(
  engine: SqlEngine,
  relation: Relation,
  plan: CountPlan,
  rules: RowRules,
  favourable: Configuration["decisions"]["favourable"],
  { smallestCell = 1 }: CountingOptions = {},
): Promise<CountedRelation> {
  requireSmallestCell(smallestCell);
  const unmapped = await checkDerivations(engine, relation, rules, smallestCell);
  const query = writeCountQuery(plan, rules, relation, engine.dialect, smallestCell);
  const rows = await rowsOf(engine, query.sql, ["f", "n"]);
  requireFewGroups(rows.length, "cohorts");
  const outside = query.fates.conditions.map(() => 0);
  const groups: RowGroup[] = [];
  for (const row of rows) {
    const fate = Number(row.f);
    const n = countOf(row.n);
    if (fate < 0) throw await unreadableFate(fate, query, plan, engine, relation, smallestCell);
    if (fate > 0 && fate < query.fates.unweighted) {
      outside[fate - 1] = (outside[fate - 1] as number) + n;
      continue;
    }
    const key = await readKey(row, query, engine, relation, smallestCell);
    const sums = plan.weight === null ? { w: n, w2: n } : { w: Number(row.w), w2: Number(row.w2) };
    groups.push({ key, n, sums: fate === 0 ? sums : null });
  }
  const withheld = await askWithheld(engine, query, plan);
  if (withheld !== null) groups.push(withheld);
  requireRows(groups, outside, query.fates, rules);
  const counted = countGroups(groups, plan, favourable);
  return {
    cells: counted.cells,
    excluded: [...exclusions(outside, query.fates), ...counted.excluded],
    unmapped,
  };
}

/** The rows of groups that stayed in the engine, as one group of which nothing is known. */
async function askWithheld(
  engine: SqlEngine,
  { withheld, keys }: CountQuery,
  plan: CountPlan,
): Promise<RowGroup | null> {
  if (withheld === null) return null;
  const [row] = await rowsOf(engine, withheld, ["sn"]);
  if (row === undefined || row.sn === null || row.sn === undefined) return null;
  const n = countOf(row.sn);
  const weighted = { w: Number(row.sw ?? 0), w2: Number(row.sw2 ?? 0) };
  return { key: keys.map(() => null), n, sums: plan.weight === null ? { w: n, w2: n } : weighted };
}

function requireSmallestCell(rows: number): void {
  if (Number.isSafeInteger(rows) && rows >= 1) return;
  throw new EvenhandError({
    code: "usage/smallest-cell",
    path: "smallestCell",
    problem: "the smallest cell is out of range",
    expected: "a whole number from 1",
    received: shown(rows),
  });
}

async function readKey(
  row: Readonly<Record<string, unknown>>,
  { keys }: CountQuery,
  engine: SqlEngine,
  relation: Relation,
  smallest: number,
): Promise<RowGroup["key"]> {
  const values: (string | number | null)[] = [];
  for (const [i, queryKey] of keys.entries()) {
    const raw = row[`k${i}`];
    const value = queryKey.form === "index" ? indexValue(raw) : rawValue(raw, queryKey, relation);
    if (value === NO_NUMBER) {
      const { column } = queryKey.resolved;
      const example = await findExample(column, engine, relation, smallest);
      const received = example ?? (smallest === 1 ? String(raw) : null);
      throw notANumber(queryKey.key.path, queryKey.key.column, received);
    }
    values.push(value);
  }
  return values;
}

function indexValue(raw: unknown): number | null {
  return raw === null || raw === undefined ? null : Number(raw);
}

function rawValue(
  raw: unknown,
  { key, resolved }: QueryKey,
  relation: Relation,
): string | number | null {
  const own = canonicalLevel(raw, resolved.column, relation);
  const text = own === null || resolved.map === null ? own : (resolved.map.get(own) ?? null);
  return key.kind === "levels" || text === null ? text : indexOfText(text, key);
}

function indexOfText(text: string, key: Exclude<CountKey, { kind: "levels" }>): number {
  const number = parseNumber(text);
  if (number === null) return NO_NUMBER;
  if (key.kind === "bands") return bandOf(number, key.edges);
  return meetsThreshold(number, key.threshold.kind, key.threshold.threshold) ? 1 : 0;
}

/** @throws EvenhandError `config/derive-map` where no text of a column is in the map */
async function checkDerivations(
  engine: SqlEngine,
  relation: Relation,
  { derive }: RowRules,
  smallest: number,
): Promise<Unmapped[]> {
  const unmapped: Unmapped[] = [];
  for (const [name, { from, map }] of Object.entries(derive)) {
    const column = requireSqlColumn(relation, from, `data.derive.${name}.from`);
    const sql = writeLevelsQuery(column, relation, engine.dialect, smallest);
    const found = await rowsOf(engine, sql, ["k0", "n"]);
    requireFewGroups(found.length, `data.derive.${name}.from`);
    const counts = new Map<string, number>();
    for (const { k0, n } of found) {
      const text = canonicalLevel(k0, column, relation);
      if (text !== null) counts.set(text, (counts.get(text) ?? 0) + countOf(n));
    }
    const texts = [...counts.keys()].filter((text) => !Object.hasOwn(map, text)).sort();
    if (texts.length > 0 && texts.length === counts.size) throw noneMapped(name, from, map, texts);
    const rows = texts.reduce((sum, text) => sum + (counts.get(text) as number), 0);
    if (rows > 0) unmapped.push({ column: name, rows, texts });
  }
  return unmapped;
}

function noneMapped(
  name: string,
  from: string,
  map: Readonly<Record<string, string>>,
  texts: readonly string[],
): EvenhandError {
  const [key] = Object.keys(map);
  return new EvenhandError({
    code: "config/derive-map",
    path: `data.derive.${name}.map`,
    problem: `no value of column ${shown(from)} is in the map`,
    received: key === undefined ? "an empty map" : shown(key),
    hint: suggestName(key ?? "", texts),
  });
}

function requireFewGroups(groups: number, path: string): void {
  if (groups <= MOST_GROUPS) return;
  throw new EvenhandError({
    code: "config/too-many-cells",
    path,
    problem: "the declared columns have too many combinations",
    expected: `at most ${MOST_GROUPS}`,
    received: "more",
    hint: "Use fewer attributes, coarser bands or coarser columns.",
  });
}

/** The first condition after which nobody is left is the one to name. */
function requireRows(
  groups: readonly RowGroup[],
  outside: readonly number[],
  { conditions }: Fates,
  { where }: RowRules,
): void {
  if (groups.length > 0 || outside.every((rows) => rows === 0)) return;
  const last = outside.findLastIndex((rows) => rows > 0);
  const { path, name } = conditions[last] as Fates["conditions"][number];
  throw new EvenhandError({
    code: "input/no-rows",
    path,
    problem: "no row is left",
    hint: isRange(where[name] as Condition)
      ? `No number of column ${shown(name)} lies in this range.`
      : `No row that is left until here has such a value of ${shown(name)}.`,
  });
}

function exclusions(outside: readonly number[], { conditions }: Fates): Exclusion[] {
  return conditions.flatMap(({ path, name }, i) => {
    const rows = outside[i] as number;
    return rows === 0 ? [] : [{ reason: `outside ${path}`, column: name, rows }];
  });
}

async function unreadableFate(
  fate: number,
  { fates }: CountQuery,
  plan: CountPlan,
  engine: SqlEngine,
  relation: Relation,
  smallest: number,
): Promise<EvenhandError> {
  const condition = fates.conditions[-fate - 1];
  if (condition !== undefined) {
    const example = await findExample(condition.column, engine, relation, smallest);
    return notANumber(condition.path, condition.name, example);
  }
  const { column, kind } = plan.weight as NonNullable<CountPlan["weight"]>;
  const path = "decisions.weight.column";
  if (fate === fates.weightNoNumber) {
    const found = requireSqlColumn(relation, column, path);
    return notANumber(path, column, await findExample(found, engine, relation, smallest));
  }
  return new EvenhandError({
    code: "input/weight-range",
    path: column,
    problem: `a ${kind} weight is out of range`,
    expected: kind === "sampling" ? "a finite number, 0 or more" : "a whole number, 0 or more",
  });
}

/** null where values of single rows must stay in the engine, or where it cannot tell. */
async function findExample(
  column: SqlColumn,
  engine: SqlEngine,
  relation: Relation,
  smallest: number,
): Promise<string | null> {
  const sql = smallest > 1 ? null : writeExampleQuery(column, relation, engine.dialect);
  if (sql === null) return null;
  for (const { x } of await engine.query(sql)) return String(x);
  return null;
}

function notANumber(path: string, column: string, received: string | null): EvenhandError {
  return new EvenhandError({
    code: "input/not-a-number",
    path,
    problem: `${shown(column)} must hold numbers here`,
    ...(received === null ? {} : { received: shown(received) }),
    hint: "List the text under `data.missing` if it stands for a missing value.",
  });
}

/** Counts come as bigint, as text or as number, by the client. */
function countOf(value: unknown): number {
  const count = Number(value);
  if (Number.isSafeInteger(count)) return count;
  throw new EvenhandError({
    code: "input/count-too-large",
    problem: "a count is no whole number below 2^53",
    received: shown(String(value)),
  });
}
