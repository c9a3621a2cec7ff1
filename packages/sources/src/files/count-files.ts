import { stat } from "node:fs/promises";
import type { Configuration, CountPlan } from "@evenhand/core";
import { planCount } from "@evenhand/core";
import { findCsvShape } from "../duckdb/csv-shape.ts";
import { loadDuckDb } from "../duckdb/engine.ts";
import { withDuckDb, withFiles } from "../duckdb/read-files.ts";
import { csvRelation } from "../duckdb/relations.ts";
import { type CountedRelation, countRelation } from "../sql/count-relation.ts";
import type { SqlEngine } from "../sql/engine.ts";
import type { Relation } from "../sql/relation.ts";
import { findRowWork, type RowRules } from "../sql/row-rules.ts";
import type { FileName } from "./file-name.ts";
import { findFiles } from "./find-files.ts";
import { identifyFiles } from "./identify.ts";

/** Cells counted from files whose rows were never held. */
export interface CountedFiles extends CountedRelation {
  readonly file: FileName;
  /** The columns of the files and the derived ones. */
  readonly columns: readonly string[];
}

/** Smaller CSV files are read faster than an engine is opened. */
const LARGE_CSV = 8 * 2 ** 20;

/**
 * Counts files into the cells that a configuration asks for, in DuckDB, without holding their rows:
 * Parquet, JSON lines and folders of them, and CSV files from 8 MiB on. The same cells as reading the
 * rows with `readTable` and counting them gives, to rounding of Σ weight.
 *
 * @param path relative to the working directory
 * @param smallest of CSV files, in bytes
 * @returns null where rows are needed: for scores, models, repeated subjects, `data.rows`; for CSV also
 *   where DuckDB is not installed or might cut the text otherwise than `parseCsv`
 * @throws EvenhandError as `readTable`; `config/unknown-column`, `config/derive-map`,
 *   `config/too-many-levels`, `config/too-many-cells`, `config/unsupported-text`,
 *   `input/not-a-number`, `input/weight-range`, `input/no-rows`, `input/empty-table`
 * @example
 * const counted = await countFiles("decisions/*.parquet", configuration);
 * if (counted !== null) auditCells(counted.cells, configuration).outcome;
 */
export async function countFiles(
  path: string,
  configuration: Configuration,
  options: Configuration["data"] = configuration.data,
  smallest: number = LARGE_CSV,
): Promise<CountedFiles | null> {
  const { derive = {}, where = {}, rows: stretch, ...layout } = options ?? {};
  const rules = { derive, where };
  const plan = planCount(configuration);
  const { weight, favourable } = configuration.decisions;
  if (typeof plan === "string" || stretch !== undefined) return null;
  if (findRowWork(rules, weight?.column ?? null) !== null) return null;
  const count = (engine: SqlEngine, relation: Relation, file: FileName) =>
    countIn(engine, relation, file, plan, rules, favourable);
  const { paths, format } = await findFiles(path, layout);
  if (format !== "csv") return await withFiles(paths, path, format, layout, count);
  if ((await sizeOf(paths)) < smallest || (await loadDuckDb()) === null) return null;
  const shape = await findCsvShape(paths, layout);
  if (shape === null) return null;
  try {
    return await withDuckDb(path, format, async (engine) => {
      const file = await identifyFiles(paths, path);
      return await count(engine, csvRelation(paths, shape, layout), file);
    });
  } catch {
    // The thin reader names the line, and the table the row.
    return null;
  }
}

async function countIn(
  engine: SqlEngine,
  relation: Relation,
  file: FileName,
  plan: CountPlan,
  rules: RowRules,
  favourable: Configuration["decisions"]["favourable"],
): Promise<CountedFiles> {
  const counted = await countRelation(engine, relation, plan, rules, favourable);
  const columns = [...relation.columns.map(({ name }) => name), ...Object.keys(rules.derive)];
  return { ...counted, file, columns };
}

/** Bytes of all files; 0 where one cannot be looked at, so that the thin reader says why. */
async function sizeOf(paths: readonly string[]): Promise<number> {
  try {
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
