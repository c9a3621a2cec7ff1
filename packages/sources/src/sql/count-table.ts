import { type Configuration, EvenhandError, planCount } from "@evenhand/core";
import { type CountedRelation, type CountingOptions, countRelation } from "./count-relation.ts";
import type { TableName } from "./dialect.ts";
import { rowsOf, type SqlEngine } from "./engine.ts";
import { engineError } from "./engine-error.ts";
import type { Relation } from "./relation.ts";
import { findRowWork } from "./row-rules.ts";

/** Cells counted in an engine. */
export interface CountedEngineTable extends CountedRelation {
  /** The columns of the table and the derived ones. */
  readonly columns: readonly string[];
}

/**
 * Counts a table in the engine that holds it into the cells that a configuration asks for. Rows stay
 * there: one statement groups them, and what comes back are counts and sums. The same cells as
 * `countTable` makes of the rows, to rounding of Σ weight.
 *
 * @param table database, schema and name, as many as the engine needs; matched exactly
 * @param configuration its `data` gives marks of missing values, derived columns and conditions
 * @returns `cells` and `excluded` for `auditCells`
 * @throws EvenhandError `config/needs-rows`, `config/text-for-numbers`, `config/unknown-column`,
 *   `config/derive-map`, `config/too-many-levels`, `config/too-many-cells`, `config/unsupported-text`,
 *   `config/unsupported-number`; `usage/smallest-cell`; `input/unknown-table`, `input/not-a-number`,
 *   `input/weight-range`, `input/no-rows`, `input/empty-table`, `input/count-too-large`,
 *   `input/folded-text`, `input/engine-rows`; of the engine `input/engine-connection`,
 *   `input/engine-timeout`, `input/engine-permission`, `input/engine-memory`, `input/engine-query`
 * @example
 * const engine = { dialect: postgres, query: async (sql) => (await client.query(sql)).rows };
 * const { cells, excluded } = await countEngineTable(engine, ["public", "decisions"], configuration);
 * auditCells(cells, configuration, { excluded }).outcome;
 */
export async function countEngineTable(
  engine: SqlEngine,
  table: TableName,
  configuration: Configuration,
  options: CountingOptions = {},
): Promise<CountedEngineTable> {
  const { derive = {}, where = {}, rows: stretch, missing, trim } = configuration.data ?? {};
  const rules = { derive, where };
  const { weight, favourable } = configuration.decisions;
  const plan = planCount(configuration);
  const work = findRowWork(rules, weight?.column ?? null);
  if (typeof plan === "string") throw needsRows(plan);
  if (work !== null) throw needsRows(work);
  if (stretch !== undefined) throw needsRows("a table in an engine has no order of rows");
  const source = table.join(".");
  const asking = (asked: string): SqlEngine => ({
    dialect: engine.dialect,
    async query(sql) {
      try {
        return await engine.query(sql);
      } catch (error) {
        throw engineError(error, engine, source, asked);
      }
    },
  });
  const marks = { missing: new Set(missing ?? []), trim: trim ?? false };
  const relation = { ...(await describeTable(asking("its columns"), table)), ...marks };
  await requireExactTexts(asking("how it compares texts"));
  const counted = await countRelation(
    asking("the count of cells"),
    relation,
    plan,
    rules,
    favourable,
    options,
  );
  return {
    ...counted,
    columns: [...relation.columns.map(({ name }) => name), ...Object.keys(derive)],
  };
}

/** A table as its engine's catalogue has it. */
async function describeTable(
  engine: SqlEngine,
  table: TableName,
): Promise<Pick<Relation, "from" | "columns">> {
  const { dialect } = engine;
  const { sql, name, type } = dialect.listColumns(table);
  const found = await rowsOf(engine, sql, [name, type]);
  // Spark lists what a table is partitioned by after the columns, under a heading without a type.
  const end = found.findIndex((row) => row[type] === "");
  const columns = (end === -1 ? found : found.slice(0, end)).map((row) =>
    dialect.columnOf(String(row[name]), String(row[type])),
  );
  if (columns.length > 0) {
    return { from: table.map((part) => dialect.identifier(part)).join("."), columns };
  }
  throw new EvenhandError({
    code: "input/unknown-table",
    path: table.join("."),
    problem: "there is no such table, or it may not be seen",
    hint: "Names are matched exactly, capitals too; give the schema as well if it is not the usual one.",
  });
}

/** @throws EvenhandError `input/folded-text` where capitals or blanks at the end make no difference */
async function requireExactTexts(engine: SqlEngine): Promise<void> {
  const { dialect } = engine;
  const same = (a: string, b: string, name: string): string =>
    `CASE WHEN ${dialect.text(a)} = ${dialect.text(b)} THEN 1 ELSE 0 END AS ${dialect.identifier(name)}`;
  const sql = `SELECT ${same("a", "A", "folds")}, ${same("a", "a ", "trims")}`;
  const [row] = await rowsOf(engine, sql, ["folds", "trims"]);
  const [folds, trims] = [Number(row?.folds), Number(row?.trims)];
  if (folds === 0 && trims === 0) return;
  throw new EvenhandError({
    code: "input/folded-text",
    path: dialect.name,
    problem:
      folds === 0
        ? "the engine takes texts for equal that differ in blanks at the end"
        : "the engine takes capitals for small letters",
    expected: "texts compared by their bytes, so that cohorts are those of the data",
    hint: "Connect with a binary collation.",
  });
}

function needsRows(why: string): EvenhandError {
  return new EvenhandError({
    code: "config/needs-rows",
    problem: `an engine that counts in place cannot answer this: ${why}`,
    hint: "Read the rows into a table and use `audit`.",
  });
}
